"""From an empty database to the first answered question, and nothing before that."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.app import open_store
from bot.founding import found_from
from bot.ports.store import Unit
from engagement.facts import (
    Author,
    Header,
    IdentityLinked,
    LaunchApproved,
    LaunchWidened,
    MessageDelivered,
    NoticeRecorded,
    ObjectiveReviewed,
    OrganisationLaunched,
    PersonIntroduced,
    PersonRecorded,
    PromptAnswered,
    PromptAsked,
    Record,
)
from engagement.organisation import Mode
from engagement.texts import Language
from tests.acceptance.app_parts import (
    BEGAN,
    CCO,
    CEO,
    CFO,
    CHANNEL,
    COO,
    EXECUTIVES,
    GREENVILLE,
    KARIN,
    Chat,
    running,
)
from tests.acceptance.launch_parts import (
    approve,
    four_files,
    launch,
    prepare,
    shown,
    tell_of_data,
)

WORDS = {
    "en": ("In the way", "CEO", "In place", "writes:", "Everybody takes part: 3"),
    "sv": ("I vägen", "vd", "På plats", "skriver:", "Alla är med: 3"),
}
SMALL = ("E1", "E2", "E3")


def _record(record: Record, unit: Unit) -> None:
    unit.record(record)


@asynccontextmanager
async def ankaret(tmp_path: Path, language: Language) -> AsyncIterator[Chat]:
    """Found a company in earnest from four files, and link its accounts."""
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    folder = four_files(tmp_path / "files", language)
    found_from(url, folder, mode=Mode.LIVE, now=BEGAN)
    header = Header(author=Author(person_id=None), occurred_at=BEGAN, recorded_at=BEGAN)
    with closing(open_store(url)) as store:
        for person_id in (*SMALL, KARIN):
            fact = IdentityLinked(
                person_id=person_id,
                platform="webchat",
                workspace="local",
                user_id=person_id,
                verified_by="C1",
            )
            store.work.here(partial(_record, Record(fact=fact, header=header)))
    async with running(tmp_path / "empty.db") as chat:
        yield chat


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_from_four_files_to_the_first_answered_question(
    tmp_path: Path, language: Language
) -> None:
    """Check, notice, preview, approval, launch, introduction, question, answer."""
    in_the_way, ceo, in_place, writes, everybody = WORDS[language]
    async with ankaret(tmp_path, language) as chat:
        kim, maja = chat.as_(KARIN), chat.as_("E3")
        walk = await kim.command("/ledning launch")
        assert walk.count(in_the_way) == 2
        assert in_place in walk
        assert "Vera Ek" in walk
        await prepare(chat)
        assert in_the_way not in await kim.command("/ledning launch")

        # Seen by the coordinator, before anything is sent.
        await kim.command("/ledning launch preview @E3")
        seen = [m.card.sections[1:] for m in (await kim.messages())[-2:] if m.card]
        assert len(await chat.facts(PersonIntroduced)) == 0

        said = await launch(chat)
        assert "Maja Ståhl" in said
        await chat.wait(minutes=2)
        introduced = await chat.facts(PersonIntroduced)
        assert [one.person_id for one in introduced] == list(SMALL)
        assert everybody in await kim.command("/ledning launch")
        (card,) = [m.card for m in await maja.messages() if m.card]
        assert seen[0] == card.sections
        assert writes in card.fallback_text
        assert ceo in card.fallback_text
        assert "kim@ankaret.example" in card.fallback_text

        # Monday is the day of the introduction: nothing is asked on it.
        await chat.until(BEGAN + timedelta(hours=12))
        assert not await chat.facts(PromptAsked)
        await chat.wait(days=1)
        assert await maja.facts_asked()
        question = (await maja.messages())[-1].card
        assert question is not None
        assert [shown(one) for one in seen[1]] == [shown(s) for s in question.sections]

        await maja.answer_all(question.sections[0].reference)
        answered = [one.person_id for one in await chat.facts(PromptAnswered)]
        answered += [one.person_id for one in await chat.facts(ObjectiveReviewed)]
        assert answered[0] == "E3"


async def test_what_stands_in_the_way_forbids_the_launch(draft: Chat) -> None:
    """Without a notice and the CEO's word nobody is written to."""
    karin = draft.as_(KARIN)
    assert "2 saker står i vägen" in await karin.command("/ledning lansera nu")
    await tell_of_data(draft)
    assert "En sak står i vägen" in await karin.command("/ledning lansera nu")
    await approve(draft)
    await launch(draft)
    assert (await draft.only(OrganisationLaunched)).pilot is None
    assert "redan lanserat" in await karin.command("/ledning lansera nu")


async def test_a_form_that_was_open_is_checked_again(draft: Chat) -> None:
    """What was ready when it was shown may not be so when it comes back."""
    karin = draft.as_(KARIN)
    await prepare(draft)
    await karin.command("/ledning lansera nu")
    form = (await karin.messages())[-1].card
    assert form is not None
    await karin.command("/ledning people function @E1 -ceo")
    said = await karin.submit("send", form.sections[0].reference)
    assert "står i vägen" in said[-1]
    assert not await draft.facts(OrganisationLaunched)


async def test_a_notice_needs_both_languages_and_somebody_responsible(
    draft: Chat,
) -> None:
    """Each reads it in their own; an empty part is named."""
    karin = draft.as_(KARIN)
    await karin.command("/ledning lansera information")
    form = (await karin.messages())[-1].card
    assert form is not None
    section = form.sections[0]
    whole = {one.input_id: getattr(one, "value", "") for one in section.inputs}
    lacks_one = await karin.submit("send", section.reference, **whole | {"text_en": ""})
    assert "Båda språken behövs" in lacks_one[-1]
    nobody = await karin.submit("send", section.reference, **whole | {"contact": " "})
    assert "”Kontakt” är tomt" in nobody[-1]
    assert not await draft.facts(NoticeRecorded)
    await karin.submit("send", section.reference, **whole)
    notice = (await draft.only(NoticeRecorded)).notice
    assert notice.controller == "Lindvalla Fluidteknik AB"
    assert notice.lacking == ()


# --- the CEO's word ----------------------------------------------------------------


async def test_the_ceo_is_asked_only_when_a_coordinator_says_so(draft: Chat) -> None:
    """And only once what they are told about their data is saved."""
    karin, annika = draft.as_(KARIN), draft.as_(CEO)
    assert "Spara först" in await karin.command("/ledning lansera fråga")
    await tell_of_data(draft)
    assert not await annika.sees()
    await karin.command("/ledning lansera fråga")
    await karin.command("/ledning lansera fråga")
    (asked,) = await annika.sees()
    assert "Karin Åberg vill starta Ledning" in asked
    assert "karin.aberg@lindvalla.example" in asked
    for other in EXECUTIVES[1:]:
        assert not await draft.as_(other).sees()


async def test_an_approval_is_on_record_word_for_word_in_both_languages(
    draft: Chat,
) -> None:
    """In the CEO's name; the card shows it, and the coordinators are told."""
    await prepare(draft)
    approved = {one.language: one for one in await draft.facts(LaunchApproved)}
    assert set(approved) == {"en", "sv"}
    assert (approved["sv"].text.text or "").startswith("Vi har ett ledningssystem")
    assert not approved["en"].edited
    (record, _) = [
        r for r in await draft.records() if isinstance(r.fact, LaunchApproved)
    ]
    assert record.header.author.person_id == CEO
    assert "Du godkände de här orden" in (await draft.as_(CEO).sees())[0]
    assert "har godkänt lanseringstexten" in "\n".join(await draft.as_(KARIN).sees())
    assert "already" in await draft.as_("C2").command("/ledning launch ask")


async def test_the_ceo_can_change_the_words(draft: Chat) -> None:
    """What they write is what everybody gets."""
    await tell_of_data(draft)
    await draft.as_(KARIN).command("/ledning lansera fråga")
    annika = draft.as_(CEO)
    await annika.click("reword")
    await annika.submit(
        "send", "Dina ord", words_sv="Nu kör vi.", words_en="Here we go."
    )
    assert {one.edited for one in await draft.facts(LaunchApproved)} == {True}
    await launch(draft)
    await draft.wait(minutes=2)
    assert "Nu kör vi." in (await draft.as_(COO).sees())[-1]


async def test_words_that_are_changed_afterwards_need_another_approval(
    draft: Chat,
) -> None:
    """The old button approves nothing, and nothing can be launched meanwhile."""
    karin, annika = draft.as_(KARIN), draft.as_(CEO)
    await prepare(draft)
    await karin.command("/ledning lansera text")
    await karin.submit("send", "Orden", words_sv="Vi börjar.", words_en="We begin.")
    assert "står i vägen" in await karin.command("/ledning lansera nu")
    assert "Texten har ändrats" in (await annika.sees())[0]
    await approve(draft)
    approved = await draft.facts(LaunchApproved)
    assert [one.text.text for one in approved[-2:]] == ["We begin.", "Vi börjar."]
    await launch(draft)
    await draft.only(OrganisationLaunched)


async def test_a_press_on_other_words_than_stand_now_approves_nothing(
    draft: Chat,
) -> None:
    """The button names the very words that were shown above it."""
    karin, annika = draft.as_(KARIN), draft.as_(CEO)
    await tell_of_data(draft)
    await karin.command("/ledning lansera fråga")
    (message,) = await annika.messages()
    assert message.card is not None
    old = message.card.sections[0].actions[0].action_id
    await karin.command("/ledning lansera text")
    await karin.submit("send", "Orden", words_sv="Vi börjar.", words_en="We begin.")
    await annika.post("act", {"message": message.message_id, "click": old})
    await draft.app.sender.settle()
    assert "Texten ändrades under tiden" in (await annika.sees())[-1]
    assert not await draft.facts(LaunchApproved)


async def test_nobody_but_the_ceo_approves(draft: Chat) -> None:
    """Not even a coordinator who knows the button."""
    karin = draft.as_(KARIN)
    await tell_of_data(draft)
    await karin.command("/ledning lansera fråga")
    (message,) = await draft.as_(CEO).messages()
    assert message.card is not None
    press = message.card.sections[0].actions[0].action_id
    own = (await karin.messages())[-1]
    await karin.post("act", {"message": own.message_id, "click": press})
    await draft.app.sender.settle()
    assert "Bara vd godkänner" in (await karin.sees())[-1]
    assert not await draft.facts(LaunchApproved)


# --- the walk, and the preview -----------------------------------------------------


async def test_the_walk_is_drawn_anew_where_it_was_pressed(draft: Chat) -> None:
    """The same message shows what holds now; no second one is needed."""
    karin = draft.as_(KARIN)
    await karin.command("/ledning lansera")
    walk = (await karin.messages())[-1].message_id
    await prepare(draft)
    await karin.click("check", "Är allt på plats")
    (now,) = [m for m in await karin.messages() if m.message_id == walk]
    assert now.card is not None
    assert "Vd har godkänt lanseringstexten." in now.card.fallback_text


async def test_a_preview_records_nothing_and_pressing_it_neither(draft: Chat) -> None:
    """Two cards for each of eight, in their own languages; none of them real."""
    karin = draft.as_(KARIN)
    size = await draft.size()
    await karin.command("/ledning lansera förhandsvisa")
    cards = [m.card for m in (await karin.messages())[-16:] if m.card]
    assert [card.language for card in cards] == [*["sv"] * 12, *["en"] * 4]
    assert all("Robert" in card.fallback_text for card in cards[12:14])
    section = next(s for s in cards[1].sections if s.reference.startswith("preview:P"))
    verb = "answer" if section.submit else "edit"
    said = await karin.submit(verb, section.reference, answer="done")
    assert "bara en förhandsvisning" in said[-1]
    assert await draft.size() == size


# --- pilot -------------------------------------------------------------------------


async def test_outside_a_pilot_nothing_comes_until_it_is_widened(draft: Chat) -> None:
    """Two first, then one more, then everybody; the channel waits for all."""
    karin = draft.as_(KARIN)
    await prepare(draft)
    await launch(draft, "@E2 @E3")
    assert (await draft.only(OrganisationLaunched)).pilot == (CFO, COO)
    await draft.wait(days=9)
    assert {one.person_id for one in await draft.facts(PromptAsked)} == {CFO, COO}
    for outside in (CCO, GREENVILLE):
        assert not await draft.as_(outside).sees()
    assert not await draft.as_(COO).sees(CHANNEL)
    assert "utanför piloten" in await karin.command("/ledning ask @E4 P18")
    assert "Kanalen får inget" in await karin.command("/ledning digest post")
    assert "has not begun for you yet" in await draft.as_(GREENVILLE).command(
        "/ledning status"
    )

    assert "Petter Hallgren" in await karin.command("/ledning lansera utöka @E4")
    await draft.wait(days=1)
    assert "skriver:" in (await draft.as_(CCO).sees())[0]
    await karin.command("/ledning lansera utöka alla")
    assert (await draft.facts(LaunchWidened))[-1].pilot is None
    await draft.wait(days=7)
    introduced = [one.person_id for one in await draft.facts(PersonIntroduced)]
    assert sorted(introduced) == sorted(EXECUTIVES)
    assert await draft.as_(COO).sees(CHANNEL)
    assert "redan med" in await karin.command("/ledning lansera utöka alla")


async def test_who_joins_later_is_introduced_before_their_first_question(
    draft: Chat,
) -> None:
    """The notice comes at the first contact, whenever that is."""
    await prepare(draft)
    await launch(draft)
    await draft.wait(days=7)
    karin = draft.as_(KARIN)
    await karin.command("/ledning people add E9")
    await karin.submit(
        "send",
        "E9",
        name="Nya Nilsson",
        role_en="CIO",
        zone="Europe/Stockholm",
        country="SE",
        language="sv",
    )
    assert (await draft.facts(PersonRecorded))[-1].person.person_id == "E9"
    await draft.record(
        IdentityLinked(
            person_id="E9",
            platform="webchat",
            workspace="local",
            user_id="E9",
            verified_by=KARIN,
        )
    )
    await draft.wait(days=8)
    nya = draft.as_("E9")
    first, *rest = await nya.sees()
    assert "skriver:" in first
    assert rest
    delivered = [f for f in await draft.facts(MessageDelivered) if f.person_id == "E9"]
    assert delivered[0].kind == "introduction"
    assert "bundle" in {one.kind for one in delivered[1:]}
