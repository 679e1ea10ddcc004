"""``ledning run`` and the demo: safe to start, and quick to end."""

from __future__ import annotations

import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http import HTTPStatus

import httpx
import pytest

from tests.acceptance.cli_parts import Desk, lines

QUICK_SECONDS = 15
"Less than any platform's patience before it kills; far more than is needed."


# --- refusals ------------------------------------------------------------------


def test_no_database_is_told_and_none_is_made(bare: Desk) -> None:
    ran = bare.run("run")

    assert 1 == ran.status
    assert f"there is no database {bare.file}" in ran.warned
    assert "run `ledning database upgrade`" in ran.warned
    assert not bare.file.exists()


def test_an_empty_database_is_told(bare: Desk) -> None:
    bare.file.touch()

    ran = bare.run("run")

    assert 1 == ran.status
    assert "the database is empty: run `ledning database upgrade`" in ran.warned


def test_a_rehearsal_is_refused_by_run(played: Desk) -> None:
    ran = played.run("run")

    assert 1 == ran.status
    assert "this database is a rehearsal and stays one" in ran.warned


@pytest.mark.parametrize("words", [("--headless", "--weeks", "1"), ()])
def test_a_database_in_earnest_is_refused_by_the_demo(
    words: tuple[str, ...], live: Desk
) -> None:
    before = live.published()

    ran = live.run("demo", "--database", live.url, *words)

    assert 1 == ran.status
    assert "this database is a live one" in ran.warned
    assert before == live.published()


def test_the_demo_stays_on_this_machine(played: Desk) -> None:
    """Nobody signs in there, so nobody else may reach it."""
    ran = played.run("demo", "--database", played.url, LEDNING_HOST="::", PORT="18080")

    assert 1 == ran.status
    assert "the demo has no sign-in and must stay on this machine" in ran.warned
    assert "" == ran.said  # before anything is loaded


@pytest.mark.parametrize("option", [("--weeks", "2"), ("--json",)])
def test_what_is_for_the_story_is_refused_on_the_page(
    option: tuple[str, ...], bare: Desk
) -> None:
    """Nobody waits for a story that is not going to be played."""
    ran = bare.run("demo", "--database", bare.url, *option)

    assert 0 != ran.status
    assert "add --headless" in " ".join(ran.warned.split())
    assert not bare.file.exists()


def test_a_taken_port_is_told_with_what_to_do(live: Desk) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        ran = live.run("run", PORT=str(port))

    assert 1 == ran.status
    assert f"cannot listen on 127.0.0.1:{port}" in ran.warned
    assert "set PORT to a free port" in ran.warned
    assert 1 == len(lines(ran.warned))


# --- serving -------------------------------------------------------------------


def test_it_serves_says_that_no_platform_is_set_up_and_ends_when_told(
    live: Desk,
) -> None:
    with live.served("run") as serving:
        assert (200, '{"status":"ok"}') == serving.get("/healthz")
        ready, said = serving.get("/readyz")
        assert (200, True) == (ready, '"status":"ready"' in said)
        # Nobody signs in to the web chat, so outside the demo it is not there.
        here, words = serving.get("/")
        assert HTTPStatus.OK == here
        assert words.startswith("Ledning runs here: the clock,")
        assert 1 == len(lines(words))
        assert "Här kör Ledning" in serving.get("/", **{"Accept-Language": "sv"})[1]
        assert HTTPStatus.NOT_FOUND == serving.get("/evidence")[0]
        foreign, _ = serving.get("/healthz", Host="evil.example")
        assert HTTPStatus.BAD_REQUEST == foreign

        status, seconds = serving.end(signal.SIGTERM)

    assert 0 == status
    assert seconds < QUICK_SECONDS
    assert "No chat platform is set up" in serving.log()
    assert "Traceback" not in serving.log()


def test_an_open_page_does_not_keep_the_demo_from_ending(played: Desk) -> None:
    """A page holds a stream of events open for ever."""
    with (
        played.served("demo", "--database", played.url) as serving,
        httpx.stream("GET", f"{serving.address}/chat/E3/stream", timeout=20) as stream,
    ):
        assert HTTPStatus.OK == stream.status_code
        assert next(stream.iter_bytes())

        status, seconds = serving.end(signal.SIGTERM)

    assert 0 == status
    assert seconds < QUICK_SECONDS
    assert 0 == played.run("evidence", "verify").status


def test_what_is_in_flight_is_finished_first(played: Desk) -> None:
    """A day of the rehearsal takes a moment; its answer still arrives, and whole."""
    form = {"step": "day", "playing": "E3"}
    before = played.published()
    with (
        ThreadPoolExecutor(1) as pool,
        played.served("demo", "--database", played.url) as serving,
    ):
        own = {"Origin": serving.address}
        answer = pool.submit(serving.post, "/rehearsal/advance", form, **own)
        until_it_writes(played, before)
        status, seconds = serving.end(signal.SIGTERM)
        assert answer.result()[0] < HTTPStatus.BAD_REQUEST

    assert 0 == status
    assert seconds < QUICK_SECONDS
    assert 0 == played.run("evidence", "verify").status


def until_it_writes(desk: Desk, before: str) -> None:
    """Wait until something was recorded."""
    for _ in range(500):
        if before != desk.published():
            return
        time.sleep(0.02)
    raise AssertionError("nothing was recorded")


# --- logs ----------------------------------------------------------------------

MARK = "Hemligheten om Kalle Anka"
SAID = {"conversation": "dm:E3", "text": MARK}


def test_logs_are_json_and_never_hold_what_people_wrote(played: Desk) -> None:
    with played.served(
        "demo", "--database", played.url, LEDNING_LOG_LEVEL="debug"
    ) as serving:
        own = {"Origin": serving.address}
        said, _ = serving.post("/chat/E3/say", SAID, **own)
        assert said < HTTPStatus.BAD_REQUEST
        assert MARK in serving.get("/chat/E3")[1]
        serving.get(f"/{MARK}")
        serving.post("/chat/E3/act", {"click": MARK, "message": MARK}, **own)
        assert 0 == serving.end(signal.SIGTERM)[0]

    assert serving.events()
    assert all(
        {"event", "level", "timestamp"} <= one.keys() for one in serving.events()
    )
    log = serving.log()
    assert "Kalle" not in log
    assert "Lindqvist" not in log


def test_a_fault_is_logged_without_its_words(played: Desk) -> None:
    """A table that goes under a running application."""
    with played.served("demo", "--database", played.url) as serving:
        played.change("ALTER TABLE outbox RENAME TO gone")
        own = {"Origin": serving.address}
        status, page = serving.post("/chat/E3/say", SAID, **own)
        serving.end(signal.SIGTERM)

    assert HTTPStatus.INTERNAL_SERVER_ERROR <= status
    assert "Traceback" not in page
    assert "Kalle" not in serving.log()
    faults = [one for one in serving.events() if "exception" in one]
    assert faults
    assert all(one["places"] for one in faults)
