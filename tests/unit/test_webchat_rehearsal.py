"""The rehearsal's controls on the page."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.ports import Rehearsal
from tests.unit.webchat_parts import NOW, Stage, form, stage


class Clock:
    """A rehearsal that moves on when it is let."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, str | None]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self._now = NOW
        self._colleagues = True

    async def now(self) -> datetime:
        return self._now

    async def advance(self, step: str, playing: str | None) -> datetime:
        self.steps.append((step, playing))
        await self.gate.wait()
        if step == "week":
            raise ConnectionError("the database is gone")
        self._now += timedelta(days=1)
        return self._now

    @property
    def colleagues(self) -> bool:
        return self._colleagues

    def let_colleagues(self, answer: bool) -> None:  # noqa: FBT001 - as in the port
        self._colleagues = answer


async def post(made: Stage, path: str, **fields: str) -> tuple[int, str]:
    async with made.browser() as browser:
        answer = await browser.post(path, data=form(**fields))
    return answer.status_code, answer.text


async def bar(made: Stage, user: str = "E1") -> str:
    async with made.browser() as browser:
        return (await browser.get(f"/chat/{user}/now")).text


async def test_the_page_says_that_it_is_a_rehearsal_and_what_time_it_is_there() -> None:
    clock: Rehearsal = Clock()
    made = await stage(rehearsal=clock)

    assert "sv:rehearsal.what" in (swedish := await bar(made))
    assert "sv:2026-11-24 09:00" in swedish
    assert "en:2026-11-24 13:30" in await bar(made, "E8")
    assert "rehearsal" not in await bar(await stage())


@pytest.mark.parametrize("step", ["event", "day"])
async def test_a_step_moves_the_clock_for_the_one_who_plays(step: str) -> None:
    clock = Clock()
    made = await stage(rehearsal=clock)

    status, _ = await post(made, "/rehearsal/advance", step=step, playing="E1")

    assert status == 204
    assert [(step, "E1")] == clock.steps
    assert "sv:2026-11-25 09:00" in await bar(made)


async def test_while_it_moves_everybody_sees_it_and_nobody_can_move_it_again() -> None:
    clock = Clock()
    clock.gate.clear()
    made = await stage(rehearsal=clock)
    moving = asyncio.create_task(
        post(made, "/rehearsal/advance", step="day", playing="E1")
    )
    await asyncio.sleep(0.05)

    assert "en:rehearsal.running" in (seen := await bar(made, "E8"))
    assert seen.count("disabled") == 3
    status, words = await post(made, "/rehearsal/advance", step="day", playing="E8")
    assert status == 409
    assert "chat.error.busy" in words
    clock.gate.set()
    await moving
    assert "rehearsal.running" not in await bar(made, "E8")
    assert clock.steps == [("day", "E1")]


async def test_a_step_that_fails_leaves_the_controls_free() -> None:
    made = await stage(rehearsal=Clock())
    with pytest.raises(ConnectionError):
        await post(made, "/rehearsal/advance", step="week", playing="E1")

    assert "rehearsal.running" not in await bar(made)


async def test_the_colleagues_can_be_silenced_and_let_answer_again() -> None:
    clock = Clock()
    made = await stage(rehearsal=clock)

    await post(made, "/rehearsal/colleagues", answer="off", playing="E1")
    assert not clock.colleagues
    assert 'aria-checked="false"' in await bar(made)
    await post(made, "/rehearsal/colleagues", answer="on", playing="E1")
    assert clock.colleagues


@pytest.mark.parametrize(
    ("step", "playing", "expected"),
    [("year", "E1", 422), ("", "E1", 422), ("day", "E99", 404)],
    ids=["unknown step", "no step", "unknown person"],
)
async def test_only_known_steps_of_known_people_move_it(
    step: str, playing: str, expected: int
) -> None:
    clock = Clock()
    made = await stage(rehearsal=clock)

    status, _ = await post(made, "/rehearsal/advance", step=step, playing=playing)

    assert expected == status
    assert clock.steps == []


async def test_where_time_is_real_there_is_no_clock_to_move() -> None:
    made = await stage()

    status, _ = await post(made, "/rehearsal/advance", step="day", playing="E1")

    assert status == 404
