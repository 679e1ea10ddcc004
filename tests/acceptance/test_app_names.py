"""Who is named before others: whoever chose so, and nobody for what is missing."""

from __future__ import annotations

import pytest

from engagement.facts import (
    CaseOpened,
    CommitmentKept,
    MessageDelivered,
    ObjectiveRecorded,
    VisibilityChosen,
)
from engagement.objectives import Track
from tests.acceptance.app_parts import CEO, CFO, COO, KARIN, Chat, Seat


async def reviewed(chat: Chat) -> Seat:
    """Have the owner of O1 say where it stands."""
    maria = chat.as_(COO)
    await maria.command("/ledning mål O1")
    await maria.submit(
        "send", "Leveransprecision", confidence="8", track="on_track", value="95,2"
    )
    return maria


async def preview(chat: Chat) -> str:
    """Return the digest as a coordinator sees it, with what only they see."""
    return await chat.as_(KARIN).command("/ledning digest preview")


async def test_an_objective_names_its_owner_only_when_they_chose_so(
    chat: Chat,
) -> None:
    """By the command in either language; and not once somebody else owns it."""
    maria = await reviewed(chat)
    assert "Maria Lindqvist" not in await preview(chat)
    assert "nämner dig med" in await maria.command("/ledning mål O1 synligt")
    assert "(Maria Lindqvist): 8 av 10, i fas" in await preview(chat)
    await maria.command("/ledning objective O1 visible")
    assert len(await chat.facts(VisibilityChosen)) == 1
    assert "nämner dig inte" in await maria.command("/ledning objective O1 private")
    assert "Maria Lindqvist" not in await preview(chat)


async def test_another_owner_has_chosen_nothing_yet(chat: Chat) -> None:
    """Consent does not come with the job."""
    await (await reviewed(chat)).command("/ledning mål O1 synligt")
    (one, *_) = await chat.app.store.work.read(lambda unit: unit.entries.objectives())
    changed = {"owner_id": CFO, "confidence": 8, "track": Track.ON_TRACK}
    body = {name: getattr(one, name) for name in one.__slots__} | changed
    await chat.record(ObjectiveRecorded(objective=type(one)(**body)))
    assert "Jonas Ekström" not in await preview(chat)


async def test_it_is_chosen_by_the_button_of_ones_own_objective(chat: Chat) -> None:
    """And the button then offers the way back."""
    maria = chat.as_(COO)
    await maria.command("/ledning mål O1")
    said = await maria.click("visible", "Leveransprecision")
    assert "nämner dig med" in said[-1]
    await maria.command("/ledning mål O1")
    await maria.click("private", "Leveransprecision")
    chosen = [one.visible for one in await chat.facts(VisibilityChosen)]
    assert chosen == [True, False]


@pytest.mark.parametrize("whom", [CEO, KARIN])
async def test_nobody_chooses_for_somebody_else(chat: Chat, whom: str) -> None:
    """Not even a coordinator; and what is no choice is answered with the usage."""
    seat = chat.as_(whom)
    assert "Bara ägaren" in await seat.command("/ledning objective O1 visible")
    assert "Skriv" in await seat.command("/ledning objective O1 kanske")
    assert "Skriv" in await seat.command("/ledning commitments kanske")
    assert not await chat.facts(VisibilityChosen)


async def test_a_kept_promise_is_counted_without_the_name_of_who_wants_none(
    chat: Chat,
) -> None:
    """Named by default; a choice, by the list's button or in words, takes it back."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer("Besluta om övergången", answer="planned")
    await vd.submit("detail", "Besluta om övergången", detail="2026-11-24T14:00")
    listed = await vd.command("/ledning åtaganden")
    assert "Du har 1 öppet åtagande." in listed
    assert "nämns du" in listed
    await chat.wait(days=3)
    await vd.answer("Du hade planerat", answer="kept")
    assert await chat.facts(CommitmentKept)
    await chat.wait(days=4)
    assert "1 åtagande hållet: Annika Sjöholm" in await preview(chat)
    await vd.command("/ledning åtaganden")
    said = await vd.click("private", "commitments")
    assert "utan ditt namn" in said[-1]
    told = await preview(chat)
    assert "1 åtagande hållet" in told
    assert "Annika Sjöholm" not in told
    await vd.command("/ledning commitments visible")
    assert "Annika Sjöholm" in await preview(chat)


async def test_whose_figure_is_missing_is_told_to_them_alone_and_once(
    chat: Chat,
) -> None:
    """The channel reads the figure; the coordinator, whose it is, below the preview."""
    await chat.wait(days=8)
    await chat.as_(KARIN).command("/ledning digest post")
    await chat.wait(days=1)
    whom = [one for one in await chat.as_(COO).sees() if "Har inte kommit" in one]
    assert len(whom) == 1
    assert "Leveransprecision" in whom[0]
    assert "aldrig dig" in whom[0]
    assert "Leveransprecision (OTIF), v48: Maria Lindqvist" in await preview(chat)
    told = [one.kind for one in await chat.facts(MessageDelivered)]
    assert 1 <= told.count("told") <= 8


async def test_the_digest_counts_cases_and_tells_no_more_of_them(chat: Chat) -> None:
    """Neither who waits, nor for what, nor who owes the answer."""
    await (await chat.ask(COO, "P06")).answer(answer="Signeringsrundan")
    assert await chat.facts(CaseOpened)
    await chat.wait(days=7)
    told = await preview(chat)
    assert "1 nytt" in told
    assert "1 väntar" in told
    for secret in ("Signeringsrundan", "Maria Lindqvist väntar"):
        assert secret not in told


async def test_the_status_of_all_is_no_ranking(chat: Chat) -> None:
    """By id, whatever anybody has answered."""
    await (await chat.ask(CFO, "P06")).answer(answer="Signeringsrundan")
    said = await chat.as_(KARIN).command("/ledning status")
    people = await chat.app.store.work.read(lambda unit: unit.people.all())
    places = [said.index(p.name) for p in people if p.name in said]
    assert len(places) == 8
    assert places == sorted(places)
