"""Who may do what is checked on the server, for every command, press and form."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

from bot.ports import ChatMessage
from engagement.cards import Section
from engagement.facts import (
    CaseClosed,
    CaseOpened,
    OrganisationRecorded,
    PersonRecorded,
    PromptAnswered,
    PromptAsked,
    PromptPlanned,
    PromptWithdrawn,
)
from engagement.organisation import OrganisationState
from tests.acceptance.app_parts import (
    CEO,
    CFO,
    CHANNEL,
    EXECUTIVES,
    KARIN,
    PUNE,
    Chat,
    Seat,
)
from tests.acceptance.card_parts import actions_of, words_of

STEERING = (
    "ask @E1 P35",
    'ask @E1 "Hur går det?"',
    "people",
    "people add E9",
    "people permission @E2 coordinator",
    "programme",
    "programme off P09",
    "kpi",
    "kpi otif 12",
    "import people",
    "import undo 0",
    "review plan 2026-12-15",
    "digest preview",
    "digest post",
    "evidence",
    "cases",
    "cases close 1 klart",
    "status @E1",
    "pause all",
    "resume all",
    "away @E1 2026-12-01",
    "lang @E1 en",
)
REFUSED = "That is for coordinators"


async def forge(thief: Seat, message: ChatMessage, **fields: str) -> str:
    """Send somebody else's button by hand; return what the bot says to it."""
    before = {m.message_id for m in await thief.messages()}
    got = await thief.post("act", {"message": message.message_id, **fields})
    await thief.chat.app.sender.settle()
    new = [m for m in await thief.messages() if m.message_id not in before]
    return "\n".join([got.text, *(words_of(one) for one in new)])


async def own_card(seat: Seat, about: str) -> tuple[ChatMessage, Section]:
    """Return the message and the section that hold some words."""
    for message in reversed(await seat.messages()):
        for section in message.card.sections if message.card else ():
            if about in words_of(message) and actions_of(section):
                return message, section
    raise AssertionError(about)


# --- commands --------------------------------------------------------------------


async def test_an_executive_cannot_steer(chat: Chat) -> None:
    """Every coordinator's command is refused in words, and nothing is recorded."""
    size, priya = await chat.size(), chat.as_(PUNE)
    answers = {one: await priya.command(f"/ledning {one}") for one in STEERING}
    assert {one for one, said in answers.items() if REFUSED not in said} == set()
    assert await chat.size() == size


async def test_an_executive_has_these(chat: Chat) -> None:
    """What executives may do for themselves."""
    priya = chat.as_(PUNE)
    for line in ("help", "status", "away 2026-12-01", "lang en", "pause", "resume"):
        assert REFUSED not in await priya.command(f"/ledning {line}")


async def test_help_names_only_what_the_reader_may_use(chat: Chat) -> None:
    """An executive is not offered what would be refused."""
    for_executive = await chat.as_(PUNE).command("/ledning help")
    for_coordinator = await chat.as_(KARIN).command("/ledning hjälp")
    assert "programme" not in for_executive
    assert "@person" not in for_executive
    assert "importera" in for_coordinator


async def test_an_observer_who_gets_no_questions_is_refused_like_an_executive(
    chat: Chat,
) -> None:
    """Permissions are what counts, not functions."""
    await chat.as_(KARIN).command("/ledning people permission @E2 -executive observer")
    assert "samordnare" in await chat.as_(CFO).command("/ledning program")


async def test_the_only_coordinators_cannot_all_go(chat: Chat) -> None:
    """There is always somebody who can steer."""
    karin = chat.as_(KARIN)
    await karin.command("/ledning people permission @C2 -coordinator")
    size = await chat.size()
    said = await karin.command("/ledning people permission @C1 -coordinator")
    assert "samordnare" in said
    assert await chat.size() == size


# --- replies and buttons -----------------------------------------------------------


async def test_replies_in_the_channel_are_visible_to_the_asker_alone(
    chat: Chat,
) -> None:
    """A command in #leadership is answered there, for one pair of eyes."""
    said = await chat.as_(KARIN).command("/ledning status", room=CHANNEL)
    assert "Annika Sjöholm" in said
    for other in EXECUTIVES:
        assert not await chat.as_(other).sees(CHANNEL)


async def test_nobody_reads_another_ones_conversation(chat: Chat) -> None:
    """A button under a private message cannot be pressed by somebody else."""
    vd = await chat.ask(CEO, "P35")
    message, section = await own_card(vd, "Besluta om övergången")
    said = await forge(
        chat.as_(CFO),
        message,
        submit=f"{section.reference}.answer",
        **{"in:answer": "done"},
    )
    assert not await chat.facts(PromptAnswered)
    assert said


async def test_another_persons_question_cannot_be_answered(chat: Chat) -> None:
    """Even from one's own message, with the right id of the wrong question."""
    vd = await chat.ask(CEO, "P35")
    jonas = await chat.ask(CFO, "P08")
    _, foreign = await own_card(vd, "Besluta om övergången")
    own, _ = await own_card(jonas, "förbättringsåtgärder")
    said = await forge(
        jonas, own, submit=f"{foreign.reference}.answer", **{"in:answer": "done"}
    )
    assert "någon annan" in said
    assert not await chat.facts(PromptAnswered)


async def test_an_executive_cannot_replay_a_coordinators_form(chat: Chat) -> None:
    """The form of *people change* works for the one whom it was shown to, alone."""
    karin = chat.as_(KARIN)
    await karin.command("/ledning people change @E2")
    form = await karin.section("Ändra Jonas Ekström")
    vd = await chat.ask(CEO, "P35")
    own, _ = await own_card(vd, "Besluta om övergången")
    recorded = len(await chat.facts(PersonRecorded))
    values = {"in:name": "Jonas", "in:role_en": "CFO", "in:zone": "UTC"}
    said = await forge(vd, own, submit=f"{form.reference}.send", **values)
    assert len(await chat.facts(PersonRecorded)) == recorded
    assert said


async def test_a_form_is_void_once_its_permission_was_taken_back(chat: Chat) -> None:
    """What could be done when it was shown is checked again when it comes back."""
    karin, rohan = chat.as_(KARIN), chat.as_("C2")
    await rohan.command("/ledning people change @E2")
    await karin.command("/ledning people permission @C2 -coordinator")
    recorded = len(await chat.facts(PersonRecorded))
    said = await rohan.submit(
        "send", "Change Jonas", name="X", role_en="Y", zone="UTC", country="SE"
    )
    assert "coordinators" in said[-1]
    assert len(await chat.facts(PersonRecorded)) == recorded


async def test_a_case_is_closed_by_coordinators_alone(chat: Chat) -> None:
    """The id of a case in the wrong hands closes nothing."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer("Besluta om övergången", answer="blocked")
    case = (await chat.only(CaseOpened)).case_id
    own, _ = await own_card(vd, "Besluta om övergången")
    said = await forge(vd, own, click=f"case:{case}.close")
    assert "samordnare" in said
    assert not await chat.facts(CaseClosed)


async def test_a_question_is_withdrawn_by_coordinators_alone(chat: Chat) -> None:
    """A press on somebody else's *Withdraw* takes nothing back."""
    jonas = await chat.ask(CFO, "P08")
    await chat.as_(KARIN).command('/ledning ask @E2 "Och sedan?"')
    planned = (await chat.facts(PromptPlanned))[-1]
    own, _ = await own_card(jonas, "förbättringsåtgärder")
    said = await forge(jonas, own, click=f"ask:{planned.occasion_id}.withdraw")
    assert "samordnare" in said
    assert not [
        one
        for one in await chat.facts(PromptWithdrawn)
        if one.occasion_id == planned.occasion_id
    ]
    await chat.as_(KARIN).click("withdraw", "nästa lediga tid")
    assert (await chat.facts(PromptWithdrawn))[-1].occasion_id == planned.occasion_id


async def test_words_that_were_kept_are_given_on_by_their_writer_alone(
    chat: Chat,
) -> None:
    """Neither to a question nor to a coordinator: nobody else has a say in it."""
    vd = chat.as_(CEO)
    await vd.type("hmm, det beror på")
    _, kept = await vd.found("", "send")
    jonas = await chat.ask(CFO, "P08")
    own, _ = await own_card(jonas, "förbättringsåtgärder")
    await forge(jonas, own, click=f"{kept.reference}.send")
    await forge(jonas, own, submit=f"{kept.reference}.choose", **{"in:question": "x"})
    assert not await chat.facts(PromptAnswered)
    assert not await chat.facts(CaseOpened)
    await vd.click("send", kept.reference)
    assert 1 == len(await chat.facts(CaseOpened))


async def test_nobody_can_be_on_the_page_who_is_not_of_the_company(
    chat: Chat,
) -> None:
    """An unknown person has no page, and what they send goes nowhere."""
    stranger, size = chat.as_("E99"), await chat.size()
    got = await stranger.post("say", {"conversation": "dm:E99", "text": "hej"})
    assert got.status_code == HTTPStatus.NOT_FOUND
    assert await chat.size() == size


async def test_who_has_left_is_not_answered(chat: Chat) -> None:
    """After the last day nothing is taken in and nothing is sent."""
    await chat.as_(KARIN).command("/ledning people leave @E2 2026-11-24")
    await chat.wait(days=3)
    size, jonas = await chat.size(), chat.as_(CFO)
    await jonas.post("say", {"conversation": "dm:E2", "text": "/ledning status"})
    assert await chat.size() == size


# --- draft -------------------------------------------------------------------------


async def test_a_draft_organisation_sends_executives_nothing(chat: Chat) -> None:
    """Neither bundle, digest nor a coordinator's own question leaves the house."""
    organisation = replace(chat.app.store.organisation, state=OrganisationState.DRAFT)
    await chat.record(OrganisationRecorded(organisation=organisation))
    await chat.as_(KARIN).command('/ledning ask @E1 "Är du där?"')
    for _ in range(3):
        chat.hands.at += timedelta(days=3)
        await chat.settle()
    assert not await chat.facts(PromptAsked)
    for one in EXECUTIVES:
        assert not await chat.as_(one).sees()
        assert not await chat.as_(one).sees(CHANNEL)
