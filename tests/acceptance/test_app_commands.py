"""Every command does what it says, in both languages, and answers in the reader's own."""

from __future__ import annotations

from datetime import date

from engagement.facts import (
    AbsenceRecorded,
    AbsenceWithdrawn,
    BaselineStated,
    CaseClosed,
    CaseOpened,
    DigestPosted,
    FunctionAssigned,
    FunctionEnded,
    PersonLeft,
    PersonPaused,
    PersonRecorded,
    PersonResumed,
    ProgrammeRecorded,
    PromptAsked,
    PromptPlanned,
    ReadingRecorded,
    ReadingSetAside,
    ReviewRecorded,
)
from tests.acceptance.app_parts import (
    CEO,
    CFO,
    CHANNEL,
    COO,
    KARIN,
    PUNE,
    ROHAN,
    Chat,
)

PAIRS = (
    ("help", "hjälp"),
    ("status", "läge"),
    ("status @Jonas", "läge @E2"),
    ("people", "personer"),
    ("programme", "program"),
    ("objective", "mål"),
    ("objective O2", "mål o2"),
    ("kpi", "nyckeltal"),
    ("import", "importera"),
    ("import list", "importera lista"),
    ("review", "genomgång"),
    ("evidence 5.1.1 2026-11", "underlag 5.1.1 2026-11"),
    ("cases", "ärenden"),
)


async def test_a_command_has_a_name_in_both_languages(chat: Chat) -> None:
    """The same answer whichever is written; the reader's language decides the words."""
    karin = chat.as_(KARIN)
    for english, swedish in PAIRS:
        first = await karin.command(f"/ledning {english}")
        assert first
        assert first == await karin.command(f"/ledning {swedish}")


async def test_a_command_can_be_typed_without_its_name(chat: Chat) -> None:
    """``/status`` and ``/ledning status`` are one; so is the bare word in a chat."""
    karin = chat.as_(KARIN)
    said = await karin.command("/ledning status")
    assert said == await karin.command("/status")
    assert said == await karin.command("/LEDNING  status ")


async def test_status_shows_what_is_open_and_what_was_promised(chat: Chat) -> None:
    """To the person, and to a coordinator who asks about them."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer("Besluta om övergången", answer="planned")
    await vd.submit("detail", "Besluta om övergången", detail="2026-11-26T14:00")
    own = await vd.command("/ledning status")
    assert "Dina frågor kommer" in own
    assert "torsdag 26 november 14:00" in own
    seen = await chat.as_(KARIN).command("/ledning status @annika")
    assert "Annika Sjöholm" in seen
    assert "Dina" not in seen


async def test_ask_puts_a_coordinators_own_question(chat: Chat) -> None:
    """In their words, in their name; the answer goes back to them."""
    jonas = await chat.ask(CFO, '"Räcker budgeten för provriggen?"')
    assert "Karin Åberg frågar: Räcker budgeten" in await jonas.reads()
    found = await chat.facts(PromptPlanned)
    assert KARIN in {one.asked_by for one in found}


async def test_ask_beyond_the_cap_is_offered_the_next_free_day(chat: Chat) -> None:
    """One message a day: the coordinator is told when, and can take it back."""
    await chat.ask(CFO, '"Ett?"')
    said = await chat.as_(KARIN).command('/ledning ask @E2 "Två?"')
    assert "tisdag 24 november" in said
    asked = {one.question.text for one in await chat.facts(PromptAsked)}
    assert not any("Två?" in one for one in asked)


async def test_people_are_added_and_changed_by_a_form(chat: Chat) -> None:
    """A new person with role, zone and language; later another role."""
    karin = chat.as_(KARIN)
    await karin.command("/ledning people add E9")
    await karin.submit(
        "send",
        "Ny person E9",
        name="Nils Berg",
        role_en="CIO",
        role_sv="it-chef",
        language="sv",
        zone="Europe/Stockholm",
        country="se",
    )
    await karin.command("/ledning people change @Nils")
    await karin.submit(
        "send",
        "Ändra Nils Berg",
        name="Nils Berg",
        role_en="CDO",
        language="en",
        zone="Asia/Kolkata",
        country="IN",
    )
    found = [p.person for p in await chat.facts(PersonRecorded)]
    nils = [one for one in found if one.person_id == "E9"]
    assert [one.role.en for one in nils] == ["CIO", "CDO"]
    assert nils[-1].zone == "Asia/Kolkata"


async def test_people_one_thing_at_a_time(chat: Chat) -> None:
    """Functions, permissions, language, hours, slot, absence, leaving."""
    karin = chat.as_(KARIN)
    for line in (
        "people function @E2 coo -cfo",
        "people permission @E2 observer",
        "people language @E2 en",
        "people hours @E2 07:30-16",
        "people slot @E2 torsdag 10:30",
        "people absence @E2 2026-12-21..2027-01-06",
        "people leave @E2 2027-02-01",
    ):
        await karin.command(f"/ledning {line}")
    assert (await chat.facts(FunctionAssigned))[-1].assignment.person_id == CFO
    ended = [one.assignment for one in await chat.facts(FunctionEnded)]
    assert ("cfo", date(2026, 11, 23)) == (ended[0].function, ended[0].until)
    assert {("coo", date(2027, 2, 1))} == {(e.function, e.until) for e in ended[1:]}
    jonas = [p.person for p in await chat.facts(PersonRecorded)][-1]
    assert (jonas.language, f"{jonas.hours.start:%H:%M}") == ("en", "07:30")
    assert (jonas.slot.weekday, f"{jonas.slot.at:%H:%M}") == (3, "10:30")
    assert "observer" in jonas.permissions
    assert (await chat.only(AbsenceRecorded)).absence.ends == date(2027, 1, 6)
    assert (await chat.only(PersonLeft)).on == date(2027, 2, 1)


async def test_the_programme_can_be_changed(chat: Chat) -> None:
    """What is asked, how often, within which limits, and when the digest comes."""
    karin = chat.as_(KARIN)
    for line in (
        "programme off P09",
        "program på P22",
        "programme cadence P17 half_yearly",
        "program takt P20 varje år",
        "programme set items_per_bundle 1 anyway",
        "program sammanställning tisdag 10:00",
    ):
        await karin.command(f"/ledning {line}")
    now = (await chat.facts(ProgrammeRecorded))[-1].programme
    assert now.prompts["P09"].on is False
    assert now.prompts["P22"].on is True
    assert now.prompts["P17"].cadence == "half_yearly"
    assert now.prompts["P20"].cadence == "yearly"
    assert now.rules.items_per_bundle == 1
    assert now.digest.slot.weekday == 1


async def test_an_objective_is_shown_with_its_line_and_updated_by_its_owner(
    chat: Chat,
) -> None:
    """Goal, figure, target, plan; only its owner says where it stands."""
    shown = await chat.as_(CFO).command("/ledning mål O2")
    assert "Rätt från början" in shown
    assert "3,80\N{NO-BREAK SPACE}% av omsättningen (v47)" in shown
    await chat.as_(CFO).submit(
        "send", "Lägre kvalitetsbristkostnad", confidence="6", track="at_risk"
    )
    assert "Osäkert" in await chat.as_(KARIN).command("/ledning objective")
    assert "[Skicka]" not in await chat.as_(COO).command("/ledning mål O2")


async def test_every_figure_of_an_objective_is_shown_and_asked_about(
    chat: Chat,
) -> None:
    """O3 is about complaints and about how satisfied customers are."""
    satisfied = "Kundnöjdhet: nu 4,29 (v47), målvärde minst 4,45"
    karin = chat.as_(KARIN)
    assert satisfied in await karin.command("/ledning mål O3")
    assert satisfied in await karin.command("/ledning mål")
    owner = await chat.ask("E4", "P26 O3")
    found = [one.question for one in await chat.facts(PromptAsked)]
    (asked,) = (one for one in found if one.prompt_id == "P26")
    assert f"Även: {satisfied}." == asked.beside
    assert len(asked.text) <= 140
    assert asked.beside in await owner.reads()


async def test_a_figure_is_read_corrected_set_aside_and_given_a_baseline(
    chat: Chat,
) -> None:
    """Everything a person decides about a figure, with the reason, is on record."""
    karin = chat.as_(KARIN)
    shown = await karin.command("/ledning kpi otif chart")
    assert "![" in shown
    await karin.command("/ledning kpi otif 95,0 2026-W47")
    await karin.command("/ledning kpi fpy aside 2026-W40 mätfel i station 3")
    await karin.command("/ledning kpi fpy baseline 2026-W22..2026-W37 stabil drift")
    assert (await chat.facts(ReadingRecorded))[-1].revision == 2
    assert (await chat.only(ReadingSetAside)).period == "2026-W40"
    stated = (await chat.facts(BaselineStated))[-1].baseline
    assert (stated.kpi_id, stated.chosen_by) == ("fpy", KARIN)


async def test_a_review_is_planned_moved_and_cancelled(chat: Chat) -> None:
    """Each a record; the same day twice is refused."""
    karin = chat.as_(KARIN)
    said = await karin.command("/ledning review plan 2027-03-04")
    assert "torsdag 4 mars" in said
    assert "redan" in await karin.command("/ledning review plan 2027-03-04")
    await karin.command("/ledning review plan 2027-03-11 MR-2027-1")
    await karin.command("/ledning review cancel MR-2027-1")
    mine = [
        (one.review.held_on, one.review.cancelled)
        for one in await chat.facts(ReviewRecorded)
        if one.review.review_id == "MR-2027-1"
    ]
    assert mine == [
        (date(2027, 3, 4), False),
        (date(2027, 3, 11), False),
        (date(2027, 3, 11), True),
    ]


async def test_the_digest_can_be_posted_at_once(chat: Chat) -> None:
    """Before its time, by a coordinator, in the channel and once."""
    await chat.as_(KARIN).command("/ledning digest post")
    await chat.wait(hours=3)
    assert len(await chat.facts(DigestPosted)) == 1
    assert await chat.as_(CEO).sees(CHANNEL)


async def test_a_case_is_closed_by_its_button_and_its_line_goes_back(
    chat: Chat,
) -> None:
    """The list shows what is in the way; the one who waits reads the outcome."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer("Besluta om övergången", answer="blocked")
    await vd.submit("detail", "Besluta om övergången", detail="money")
    karin = chat.as_(KARIN)
    shown = await karin.command("/ledning cases")
    assert "Har kört fast – Pengar" in shown
    case = (await chat.only(CaseOpened)).case_id
    await karin.click("close", f"case:{case}")
    await karin.submit("send", "rad", line="Budgeten är beviljad.")
    await chat.only(CaseClosed)
    assert "Budgeten är beviljad" in await vd.reads()


async def test_away_keeps_quiet_and_back_ends_it(chat: Chat) -> None:
    """Nothing is sent meanwhile; coming back early is one word."""
    jonas = chat.as_(CFO)
    assert "Du är borta" in await jonas.command("/ledning borta till 2026-12-04")
    await chat.wait(days=5)
    assert not await jonas.facts_asked()
    await jonas.command("/ledning borta tillbaka")
    await chat.only(AbsenceWithdrawn)
    await chat.wait(days=6)
    assert await jonas.facts_asked()


async def test_pause_and_resume_for_oneself_and_by_a_coordinator(chat: Chat) -> None:
    """Whoever wants quiet has it, or is given it."""
    priya, rohan = chat.as_(PUNE), chat.as_(ROHAN)
    assert "until" in await priya.command("/ledning pause until friday")
    assert (await chat.only(PersonPaused)).person_id == PUNE
    await priya.command("/ledning resume")
    await rohan.command("/ledning pause @E8")
    assert (await chat.facts(PersonPaused))[-1].person_id == PUNE
    await chat.wait(days=4)
    assert not await priya.facts_asked()
    await rohan.command("/ledning resume @E8")
    assert len(await chat.facts(PersonResumed)) == 2


async def test_the_language_changes_everything_that_comes(chat: Chat) -> None:
    """Replies and questions, from now on; said in the new language."""
    jonas = chat.as_(CFO)
    assert "in English" in await jonas.command("/ledning språk en")
    assert "Open questions" in await jonas.command("/ledning status")
    await chat.ask(CFO, "P08")
    assert "improvement actions wait" in await jonas.reads()


async def test_evidence_counts_for_a_clause_and_a_period(chat: Chat) -> None:
    """What was asked and answered, and what such a record is worth."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer("Besluta om övergången", answer="done")
    karin = chat.as_(KARIN)
    of_it = await karin.command("/ledning evidence 9.3.2 2026-11")
    assert "Besvarade: 1" in of_it
    assert "bevisar ingen" in of_it
    assert "Ställda: 0" in await karin.command("/ledning evidence 9.3.2 2026-10")
    assert "Ställda: 0" in await karin.command("/ledning evidence 5.2.1 2026-11")
