"""The guard: whose requests come through, how large, and with which headers back."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.unit.webchat_parts import ORIGIN, Echo, templates
from web.guard import guard
from web.refusals import Refusals


async def echo(request: Request) -> Response:
    return PlainTextResponse(f"{len(await request.body())} bytes")


async def stream(_: Request) -> Response:
    async def parts() -> AsyncIterator[bytes]:
        yield b"one "
        yield b"two"

    return StreamingResponse(parts())


def browser(**headers: str) -> httpx.AsyncClient:
    refusals = Refusals(templates=templates(), texts=Echo())
    methods = ["GET", "POST", "PUT", "DELETE"]
    app = Starlette(
        routes=[
            Route("/page", echo, methods=methods),
            Route("/slack/events", echo, methods=methods),
            Route("/slackers", echo, methods=methods),
            Route("/stream", stream),
        ],
        middleware=guard(
            refusals=refusals,
            hosts=("127.0.0.1", "localhost", "[::1]", "ledning.example:8443"),
            exempt=("/slack/",),
            body_most=1000,
        ),
        exception_handlers=refusals.handlers(),
    )
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url=ORIGIN, headers=headers
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:3000"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.evil.example:8080"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": ORIGIN},
    ],
    ids=["site", "port", "null", "suffix", "cross-site", "same-site"],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_what_changes_something_must_come_from_our_own_page(
    method: str, headers: dict[str, str]
) -> None:
    async with browser(**headers) as client:
        answer = await client.request(method, "/page")

    assert answer.status_code == 403
    assert answer.json() == {"error": "en:web.error.403"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"},
        {"Origin": ORIGIN.upper()},
        {},
    ],
    ids=["browser", "letters", "no browser"],
)
async def test_our_own_page_and_programs_come_through(headers: dict[str, str]) -> None:
    async with browser(**headers) as client:
        answer = await client.post("/page", content=b"hello")

    assert answer.text == "5 bytes"


async def test_reading_is_free_from_anywhere() -> None:
    async with browser(**{"Sec-Fetch-Site": "cross-site"}) as client:
        answer = await client.get("/page")

    assert answer.status_code == 200


async def test_webhooks_are_cross_site_but_not_larger() -> None:
    async with browser(Origin="https://slack.com") as client:
        through = await client.post("/slack/events", content=b"{}")
        large = await client.post("/slack/events", content=b"x" * 1001)
        other = await client.post("/slackers", content=b"{}")

    assert (
        through.status_code,
        large.status_code,
        other.status_code,
    ) == (200, 413, 403)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "", "ledning.example", "[::1", "a:b:c"],
)
async def test_a_foreign_host_is_refused(host: str) -> None:
    async with browser(Host=host) as client:
        answer = await client.get("/page")

    assert answer.status_code == 400
    assert answer.json() == {"error": "en:web.error.400"}


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "LOCALHOST:8080", "[::1]:8080", "ledning.example:8443"],
)
async def test_our_own_names_are_known(host: str) -> None:
    async with browser(Host=host) as client:
        answer = await client.get("/page")

    assert answer.status_code == 200


async def test_two_hosts_are_none() -> None:
    async with browser() as client:
        answer = await client.get(
            "/page", headers=[("Host", "127.0.0.1"), ("Host", "evil.example")]
        )

    assert answer.status_code == 400


async def test_a_body_that_says_it_is_too_large_is_refused_unread() -> None:
    async with browser() as client:
        fits = await client.post("/page", content=b"x" * 1000)
        large = await client.post("/page", content=b"x" * 1001)

    assert fits.text == "1000 bytes"
    assert large.status_code == 413
    assert large.json() == {"error": "en:web.error.413"}


async def test_a_body_that_does_not_say_is_counted_as_it_arrives() -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 100

    async with browser() as client:
        answer = await client.post("/page", content=endless())

    assert answer.status_code == 413
    assert answer.json() == {"error": "en:web.error.413"}


async def test_refusals_are_pages_for_browsers_and_notices_for_our_own_page() -> None:
    wishes = {"Accept": "text/html", "Accept-Language": "sv", "Origin": "null"}
    async with browser(**wishes) as client:
        page = await client.post("/page")
        notice = await client.post("/page", headers={"HX-Request": "true"})

    assert "<!doctype html>" in page.text
    assert '<html lang="sv">' in page.text
    assert '<hx-partial hx-target="#notice"' in notice.text
    for answer in (page, notice):
        assert "sv:web.error.403" in answer.text


async def test_every_answer_trusts_nothing_but_our_own_files() -> None:
    async with browser() as client:
        answers = [
            await client.get("/page"),
            await client.get("/nowhere"),
            await client.get("/page", headers={"Host": "evil.example"}),
            await client.get("/stream"),
        ]

    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"
    assert answers[-1].text == "one two"
