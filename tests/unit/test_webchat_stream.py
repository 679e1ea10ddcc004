"""Live pages: what changed arrives, nothing is lost, and a shutdown is not held up."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn
from sse_starlette.sse import AppStatus
from starlette.types import Message

from bot.platforms.webchat.changes import Changes, Listener
from bot.ports import Sent, Target
from tests.unit.webchat_parts import Stage, card, stage


class OpenPage:
    """A page that holds a stream open, by hand, as a server would drive it."""

    def __init__(self) -> None:
        self._body = ""
        self._left = asyncio.Event()
        self.ended = asyncio.Event()
        self._more = asyncio.Condition()

    async def receive(self) -> Message:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        async with self._more:
            self._body += message.get("body", b"").decode()
            self._more.notify_all()
        if message.get("more_body") is False:
            self.ended.set()

    def leave(self) -> None:
        self._left.set()

    async def until(self, words: str) -> str:
        """Wait until ``words`` have arrived and return everything that has."""
        async with asyncio.timeout(5), self._more:
            await self._more.wait_for(lambda: words in self._body)
            return self._body

    def forget(self) -> None:
        self._body = ""


@contextlib.asynccontextmanager
async def opened(made: Stage, path: str) -> AsyncIterator[OpenPage]:
    page = OpenPage()
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:8080")],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8080),
    }
    task = asyncio.create_task(made.app(scope, page.receive, page.send))
    try:
        yield page
    finally:
        page.leave()
        await asyncio.wait_for(task, 5)


async def test_a_page_that_connects_gets_everything_as_it_is_now() -> None:
    made = await stage()
    await made.platform.send(Target(user_id="E1"), card(title="Vecka 48"), "k1")

    async with opened(made, "/chat/E1/stream") as page:
        body = await page.until("Vecka 48")

    assert 'hx-target="#log-0"' in body
    assert 'hx-target="#log-1"' in body


async def test_what_is_sent_and_updated_arrives_at_an_open_page() -> None:
    made = await stage()
    async with opened(made, "/chat/E1/stream") as page:
        await page.until("#log-1")
        page.forget()
        sent = await made.platform.send(Target(user_id="E1"), card(title="Ny"), "k1")
        assert isinstance(sent, Sent)
        body = await page.until("Ny")
        await made.platform.update(sent.posted, card(title="Besvarad"))
        await page.until("Besvarad")

    assert "#log-1" not in body, "the other conversation did not change"


async def test_what_changes_elsewhere_does_not_reach_a_page() -> None:
    made = await stage()
    async with opened(made, "/chat/E1/stream") as page:
        await page.until("#log-1")
        page.forget()
        await made.platform.send(Target(user_id="E8"), card(title="Privat"), "k1")
        await made.platform.send(Target(user_id="E1"), card(title="Eget"), "k2")
        body = await page.until("Eget")

    assert "Privat" not in body


async def test_a_change_that_nobody_can_see_sends_nothing() -> None:
    """What is for others alone changes the conversation, but not this page."""
    made = await stage()
    hidden = Target(channel="leadership", visible_to="E8")
    async with opened(made, "/chat/E1/stream") as page:
        await page.until("#log-1")
        page.forget()
        await made.platform.send(hidden, card(title="Viskat"), "k1")
        await asyncio.sleep(0.2)
        await made.platform.send(Target(user_id="E1"), card(title="Eget"), "k2")
        body = await page.until("Eget")

    assert body.count("#log-") == 1


async def test_the_platforms_stop_ends_open_streams() -> None:
    made = await stage()
    async with opened(made, "/chat/E1/stream") as page:
        await page.until("#log-1")
        await made.platform.stop()
        await asyncio.wait_for(page.ended.wait(), 5)


async def test_what_waits_for_a_slow_page_is_no_more_than_its_topics() -> None:
    listener = Listener({"a", "b"})
    for _ in range(10_000):
        listener.tell("a")
        listener.tell("b")
        listener.tell("elsewhere")

    assert frozenset({"a", "b"}) == await listener.changed(0)


async def test_what_was_looked_at_does_not_wait_any_more() -> None:
    listener = Listener({"a", "b"})
    await listener.changed(0)
    listener.tell("b")

    assert frozenset({"b"}) == await listener.changed(0)


async def test_a_page_that_went_away_is_told_nothing() -> None:
    changes = Changes()
    with changes.listening({"a"}) as gone:
        await gone.changed(0)
    changes.tell("a")

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(gone.changed(0), 0.05)


async def test_at_the_end_nobody_waits_for_ever() -> None:
    changes = Changes()
    with changes.listening({"a"}) as listener:
        changes.close()
        assert await listener.changed(0) is None


async def test_an_asked_for_stop_is_not_held_up_by_an_open_stream() -> None:
    """A plain streaming response kept the server for 12 seconds.

    The stream is finished, not cut off: its reader gets an end, its server no error.
    """
    made = await stage()
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
        found.listen()
        config = uvicorn.Config(
            made.app, log_level="critical", lifespan="off", timeout_graceful_shutdown=10
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[found]))
        url = f"http://127.0.0.1:{port}/chat/E1/stream"
        async with (
            httpx.AsyncClient() as browser,
            browser.stream("GET", url) as stream,
        ):
            said = stream.aiter_text()
            await anext(said)
            started = time.perf_counter()
            server.should_exit = True
            AppStatus.should_exit = True
            try:
                await asyncio.wait_for(serving, 10)
                assert [] == [text async for text in said]
            finally:
                AppStatus.should_exit = False

    assert time.perf_counter() - started < 4
