"""The evidence page: what was recorded, and whether it still is that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.applications import Starlette

from bot.ports import EvidenceLine, Verification
from tests.unit.webchat_parts import NOW, ORIGIN, USERS, Echo, constant, templates
from web.app import pages
from web.guard import guard
from web.refusals import Refusals

INTACT = Verification(intact=True, size=120, root="ab" * 32)


def record(seq: int, **changes: object) -> EvidenceLine:
    values: dict[str, object] = {
        "seq": seq,
        "kind": "prompt.answered",
        "who": "Maria Lindqvist, operativ chef",
        "what": f"Svarade <b>{seq}</b>",
        "occurred_at": NOW,
        "recorded_at": NOW + timedelta(hours=seq - 120),
        "clauses": ("5.1.1 e",),
        "state": "present",
        "leaf": f"{seq:064x}",
    }
    return EvidenceLine(**{**values, **changes})  # type: ignore[arg-type] # by name


class Book:
    """A ledger of 120 records."""

    def __init__(self, verdict: Verification = INTACT) -> None:
        self.verdict = verdict
        self.asked: list[tuple[str, int | None, str | None]] = []
        self.whole: list[bool] = []
        self.verified = 0
        self.looked: list[tuple[str, tuple[str, ...]]] = []
        self.records = [record(seq) for seq in range(120, 0, -1)]

    async def newest(
        self,
        viewer: str,
        *,
        before: int | None,
        most: int,
        about: str | None,
        everything: bool,
    ) -> Sequence[EvidenceLine]:
        self.whole.append(everything)
        self.asked.append((viewer, before, about))
        wanted = [r for r in self.records if before is None or r.seq < before]
        return wanted[:most]

    async def opened(self, reader: str, whose: Sequence[str]) -> None:
        self.looked.append((reader, tuple(whose)))

    async def verify(self) -> Verification:
        self.verified += 1
        return self.verdict


async def ready() -> Mapping[str, bool]:
    return {}


def browser(book: Book, **headers: str) -> httpx.AsyncClient:
    refusals = Refusals(templates=templates(), texts=Echo())
    app = Starlette(
        routes=pages(
            templates=templates(),
            texts=Echo(),
            users=constant(USERS),
            book=book,
            opened=book.opened,
            now=constant(NOW),
            ready=ready,
        ),
        middleware=guard(refusals=refusals, hosts=("127.0.0.1",)),
        exception_handlers=refusals.handlers(),
    )
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url=ORIGIN,
        headers={"Accept": "text/html", "Origin": ORIGIN, **headers},
    )


async def test_records_are_listed_newest_first_for_their_reader() -> None:
    book = Book()
    async with browser(book) as client:
        page = (await client.get("/evidence?as=E1")).text

    assert book.asked == [("E1", None, None)]
    numbers = [int(n) for n in re.findall(r'id="record-(\d+)"', page)]
    assert list(range(120, 70, -1)) == numbers
    assert "sv:evidence.number number=120" in page
    assert f"<code>{f'{120:064x}'[:10]}</code>" in page
    assert "Svarade &lt;b&gt;120&lt;/b&gt;" in page
    assert "<li>5.1.1 e</li>" in page
    assert "sv:evidence.honest" in page


async def test_days_and_times_are_the_readers_own() -> None:
    book = Book()
    night = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    book.records = [record(1, recorded_at=night)]
    async with browser(book) as client:
        page = (await client.get("/evidence?as=E8")).text

    assert "en:Wed 2026-11-25" in page
    assert ">01:30</time>" in page


async def test_older_records_are_one_link_away_and_the_newest_one_back() -> None:
    async with browser(Book()) as client:
        first = (await client.get("/evidence?as=E1&about=E8")).text
        last = (await client.get("/evidence?as=E1&before=21")).text

    assert 'href="/evidence?as=E1&amp;about=E8&amp;before=71"' in first
    assert "sv:evidence.newest" not in first
    assert "sv:evidence.older" not in last
    assert "sv:evidence.newest" in last


async def test_everything_is_one_link_away_and_stays_on_while_turning() -> None:
    book = Book()
    async with browser(book) as client:
        first = (await client.get("/evidence?as=E1&about=E8")).text
        whole = (await client.get("/evidence?as=E1&about=E8&all=1")).text

    assert [False, True] == book.whole
    link = 'href="/evidence?as=E1&amp;about=E8&amp;all=1"'
    assert f"{link}>sv:evidence.everything</a>" in first
    assert f'{link} aria-current="true">sv:evidence.everything</a>' in whole
    assert "about=E8&amp;all=1&amp;before=71" in whole
    assert '<input type="hidden" name="all" value="1">' in whole
    assert "prompt.answered" not in whole  # words, never the names of our facts


async def test_the_list_can_be_about_one_person() -> None:
    book = Book()
    async with browser(book) as client:
        page = (await client.get("/evidence?as=E1&about=E8")).text
        await client.get("/evidence?as=E1&about=nobody&before=x")

    assert book.asked == [("E1", None, "E8"), ("E1", None, None)]
    assert '<option value="E8" selected>Priya Deshmukh</option>' in page


@pytest.mark.parametrize("state", ["redacted", "withheld"])
async def test_what_may_not_be_read_says_so_and_keeps_its_place(state: str) -> None:
    book = Book()
    book.records = [record(7, state=state, what="Hemligt")]
    async with browser(book) as client:
        page = (await client.get("/evidence?as=E1")).text

    assert f"sv:evidence.{state}" in page
    assert "Hemligt" not in page
    assert 'id="record-7"' in page


async def test_nothing_is_verified_until_it_is_asked_for() -> None:
    book = Book()
    async with browser(book) as client:
        page = (await client.get("/evidence?as=E1")).text
        refused = await client.get("/evidence/verify?as=E1")

    assert book.verified == 0
    assert "sv:evidence.not_checked" in page
    assert refused.status_code == 405


async def test_an_intact_ledger_shows_its_size_its_root_and_when() -> None:
    async with browser(Book(), **{"HX-Request": "true"}) as client:
        verdict = (await client.post("/evidence/verify?as=E1")).text

    assert "sv:evidence.intact" in verdict
    assert "<dd>120</dd>" in verdict
    assert "ab" * 32 in verdict
    assert "sv:2026-11-24 09:00" in verdict
    assert "<html" not in verdict


async def test_a_broken_ledger_names_the_first_record_and_what_was_found() -> None:
    broken = Verification(
        intact=False, size=120, root="ab" * 32, first_bad=42, reason="expected <x>"
    )
    async with browser(Book(broken), **{"HX-Request": "true"}) as client:
        verdict = (await client.post("/evidence/verify?as=E1")).text

    assert "sv:evidence.broken_at number=42" in verdict
    assert "expected &lt;x&gt;" in verdict
    assert "evidence.intact" not in verdict


async def test_a_ledger_broken_at_no_record_says_that_too() -> None:
    cut = Verification(intact=False, size=3, root="", reason="the head is missing")
    async with browser(Book(cut), **{"HX-Request": "true"}) as client:
        verdict = (await client.post("/evidence/verify?as=E1")).text

    assert "sv:evidence.broken" in verdict
    assert "broken_at" not in verdict


async def test_without_a_script_the_verdict_stands_on_the_page() -> None:
    async with browser(Book()) as client:
        page = (await client.post("/evidence/verify?as=E1")).text

    assert "sv:evidence.intact" in page
    assert "<!doctype html>" in page


async def test_another_website_cannot_make_us_verify() -> None:
    book = Book()
    async with browser(book, Origin="https://evil.example") as client:
        answer = await client.post("/evidence/verify?as=E1")

    assert answer.status_code == 403
    assert book.verified == 0


async def test_a_reader_must_be_somebody() -> None:
    async with browser(Book()) as client:
        unknown = await client.get("/evidence?as=E99")
        nobody = await client.get("/evidence")

    assert unknown.status_code == 404
    assert "en:web.error.nobody" in unknown.text
    assert (nobody.status_code, nobody.headers["location"]) == (303, "/")


async def test_an_empty_ledger_says_so() -> None:
    book = Book()
    book.records = []
    async with browser(book) as client:
        page = (await client.get("/evidence?as=E1")).text

    assert "sv:evidence.empty" in page
