"""The demo as a draft: a newcomer launches it by hand, and the others play along."""

from __future__ import annotations

from pathlib import Path

from bot.app import Application
from bot.ports import Actor, Command, Inbound, Place, Submit
from bot.rehearsal.run import BEGAN, open_demo, prepare
from engagement.facts import LaunchApproved, PromptAsked
from engagement.facts.people import PersonIntroduced
from tests.acceptance.app_parts import CEO, KARIN
from tests.acceptance.cli_parts import Desk

DEADLINE_STEPS = 40


async def do(app: Application, number: int, what: Command | Submit) -> None:
    """Have the coordinator do something, and let it be carried out."""
    now = await app.now()
    await app.receiver.receive(
        Inbound(
            event_id=f"newcomer:{number}",
            actor=Actor(platform="webchat", workspace="local", user_id=KARIN),
            place=Place(conversation=f"dm:{KARIN}", direct=True),
            occurred_at=now,
            received_at=now,
            what=what,
        )
    )
    await app.sender.settle()


async def count(app: Application, kind: type[object]) -> int:
    """Return how many facts of a kind are on record."""

    def read(unit: object) -> int:
        books = unit.books  # type: ignore[attr-defined]
        size, _ = books.head()
        found = (r for _, r in books.records(0, size - 1) if r is not None)
        return sum(isinstance(record.fact, kind) for record in found)

    return await app.store.work.read(read)


async def form_of(app: Application, step: str) -> tuple[str, dict[str, str]]:
    """Return the newest form of a step, and what is filled in."""
    now = await app.now()
    form = await app.store.work.read(
        lambda unit: unit.dialogues.newest(KARIN, step, now)
    )
    assert form is not None
    messages = await app.chat.latest(f"dm:{KARIN}", KARIN, most=20)
    sections = [s for m in messages if m.card for s in m.card.sections]
    (section,) = [s for s in sections if s.reference == form.reference]
    values = {one.input_id: getattr(one, "value", "") for one in section.inputs}
    return f"{form.reference}.send", values


async def test_a_draft_is_stepped_through_quickly_and_the_ceo_answers(
    tmp_path: Path,
) -> None:
    """The CEO approves by themselves; the first question comes a day after the rest."""
    app, clock = prepare(open_demo(f"sqlite:///{tmp_path / 'd.db'}", draft=True), 1)
    moments: list[object] = []
    clock.progress = moments.append
    for platform in app.platforms.values():
        await platform.start(app.receiver.receive)
    try:
        await app.tick()
        await clock.advance("week", KARIN)
        assert len(moments) < DEADLINE_STEPS
        assert await clock.now() > BEGAN

        await do(app, 1, Command(text="launch notice"))
        action, values = await form_of(app, "launch.notice")
        await do(app, 2, Submit(action_id=action, values=values))
        await do(app, 3, Command(text="launch ask"))
        await clock.advance("day", KARIN)
        assert await count(app, LaunchApproved) == 2
        assert not await count(app, PersonIntroduced)

        await do(app, 4, Command(text="launch go"))
        action, values = await form_of(app, "launch.go")
        await do(app, 5, Submit(action_id=action, values=values))
        await clock.advance("day", KARIN)
        assert await count(app, PersonIntroduced) == 8
        await clock.advance("day", KARIN)
        assert await count(app, PromptAsked)
        assert await app.chat.latest(f"dm:{CEO}", CEO, most=5)
    finally:
        await app.stop()


def test_the_story_cannot_be_played_in_a_draft(bare: Desk) -> None:
    """It needs people who may be written to."""
    ran = bare.run("demo", "--headless", "--draft", "--database", bare.url)
    assert ran.status == 2
    assert "without --draft" in " ".join(ran.all.split())
