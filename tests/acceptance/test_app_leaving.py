"""People come and go: who leaves, what goes to whom, and who is asked from then on."""

from __future__ import annotations

from engagement.facts import (
    AuditRecorded,
    FunctionAssigned,
    FunctionEnded,
    ItemAccepted,
    ItemDeclined,
    ItemDropped,
    ItemHandedOver,
    ItemReturned,
    ObjectiveRecorded,
    PersonLeft,
    ProgrammeRecorded,
    PromptAsked,
)
from engagement.people import Function
from tests.acceptance.app_parts import CFO, COO, CTO, GREENVILLE, KARIN, Chat

OTIF = "Leveransprecision (OTIF)"


async def test_a_leaver_is_written_to_no_more_and_the_successor_accepts(
    chat: Chat,
) -> None:
    """The card, the introduction, one tap each; nobody is asked in between."""
    await chat.ask(COO, "P23")
    karin, asa = chat.as_(KARIN), chat.as_(CTO)
    said = await karin.command(f"/ledning personer slutar @{COO} efterträdare @{CTO}")
    assert "svarar för" in " ".join(await karin.sees()), said
    await chat.wait(minutes=2)
    assert (await chat.only(PersonLeft)).person_id == COO
    assigned = await chat.facts(FunctionAssigned)
    assert (Function.COO, CTO) in [
        (a.assignment.function, a.assignment.person_id) for a in assigned
    ]
    before = len([m for m in await chat.as_(COO).messages() if m.author is None])

    await karin.submit("hand", OTIF, to=CTO)
    handed = await chat.only(ItemHandedOver)
    assert ("objective:O1", CTO, COO) == (handed.subject, handed.person_id, handed.was)
    await chat.wait(days=1)
    assert "ska bli din" in " ".join(await asa.sees())
    await asa.click("accept", OTIF)

    owner = (await chat.facts(ObjectiveRecorded))[-1].objective
    assert ("O1", CTO) == (owner.objective_id, owner.owner_id)
    assert not (await chat.only(ItemAccepted)).by_silence
    after = len([m for m in await chat.as_(COO).messages() if m.author is None])
    assert before == after


async def test_what_is_inherited_comes_on_a_day_of_its_own(chat: Chat) -> None:
    """Who has had a message today reads of it tomorrow: at most one a day."""
    asa, karin = await chat.ask(CTO, "P23"), chat.as_(KARIN)
    await karin.command(f"/ledning people leave @{CFO} successor @{CTO}")
    card = (await karin.messages())[-1].card
    assert card is not None
    for section in card.sections[1:]:
        await karin.submit("hand", section.reference, to=CTO)
    await chat.wait(hours=4)
    assert "ska bli din" not in " ".join(await asa.sees())
    await chat.wait(days=1)
    assert "ska bli din" in " ".join(await asa.sees())


async def test_not_mine_tells_the_coordinator_and_a_thing_can_be_dropped(
    chat: Chat,
) -> None:
    """A refusal has somebody who hears of it; a thing ends with its reason."""
    karin, asa = chat.as_(KARIN), chat.as_(CTO)
    await karin.command(f"/ledning people leave @{COO}")
    await karin.submit("hand", OTIF, to=CTO)
    await chat.wait(days=1)
    await asa.click("decline", OTIF)
    await chat.wait(hours=1)
    assert (await chat.only(ItemDeclined)).person_id == CTO
    assert "inte är deras" in " ".join(await karin.sees())
    await karin.command(f"/ledning personer lämna @{COO}")
    await karin.click("drop", OTIF)
    await karin.submit("send", "Varför ska ingen", reason="ersatt av O2")
    assert (await chat.only(ItemDropped)).reason.text == "ersatt av O2"


async def test_silence_makes_it_theirs_after_five_working_days(chat: Chat) -> None:
    """Until then the successor is asked nothing about it."""
    karin = chat.as_(KARIN)
    await karin.command(f"/ledning people leave @{COO}")
    await karin.submit("hand", OTIF, to=CTO)
    await chat.wait(days=7)
    asked = [a for a in await chat.facts(PromptAsked) if a.person_id == CTO]
    assert not [a for a in asked if OTIF in a.question.text]
    await chat.wait(days=2)
    assert (await chat.only(ItemAccepted)).by_silence


async def test_a_day_ahead_takes_effect_on_it_and_can_be_taken_back(
    chat: Chat,
) -> None:
    """Until then nothing changes; functions end on the day."""
    karin = chat.as_(KARIN)
    said = await karin.command(f"/ledning personer slutar @{CFO} 2026-11-26")
    assert "fortsätter till dess" in " ".join(await karin.sees()), said
    await karin.command(f"/ledning personer slutar @{CFO} stannar")
    await karin.command(f"/ledning personer slutar @{CFO} 2026-11-27")
    await chat.wait(days=3)
    seat = await chat.ask(CFO, "P23")
    assert await seat.facts_asked()
    await chat.wait(days=1)
    assert "Jonas Ekström har slutat" in " ".join(await karin.sees())
    ended = (await chat.facts(FunctionEnded))[-1].assignment
    assert (Function.CFO, "2026-11-27") == (ended.function, str(ended.until))
    assert "har ingen ägare" in await karin.command("/ledning personer")


async def test_a_deputy_looks_after_things_and_gives_them_back(chat: Chat) -> None:
    """Both are told; it goes back by itself on the day after the last."""
    karin = chat.as_(KARIN)
    await karin.command(
        f"/ledning personer frånvaro @{GREENVILLE} 2026-11-24..2026-11-26"
        f" ersättare @{CTO}"
    )
    await chat.wait(days=2)
    mine = [a.subject for a in await chat.facts(ItemAccepted)]
    assert "objective:O6" in mine
    await chat.wait(days=3)
    back = await chat.facts(ItemReturned)
    assert sorted(mine) == sorted(one.subject for one in back)
    assert {GREENVILLE} == {one.person_id for one in back}
    owner = [
        f.objective.owner_id
        for f in await chat.facts(ObjectiveRecorded)
        if f.objective.objective_id == "O6"
    ]
    assert [CTO, GREENVILLE] == owner[-2:]


async def test_near_an_audit_nothing_is_raised_and_lowering_is_fine(
    chat: Chat,
) -> None:
    """Refused with the days, also when said twice."""
    karin = chat.as_(KARIN)
    said = await karin.command(
        '/ledning revision planera 2026-12-08..2026-12-09 "Nordcert AB" "uppföljning"'
    )
    assert "Nordcert AB" in said
    assert "surveillance" == (await chat.facts(AuditRecorded))[-1].audit.kind
    before = len(await chat.facts(ProgrammeRecorded))
    said = await karin.command("/ledning program sätt items_per_bundle 3 ändå")
    assert "8 december" in said
    assert before == len(await chat.facts(ProgrammeRecorded))
    await karin.command("/ledning program sätt items_per_bundle 1 ändå")
    assert before + 1 == len(await chat.facts(ProgrammeRecorded))
    await chat.wait(hours=3)
    assert "15 dagar kvar" in " ".join(await karin.sees())
