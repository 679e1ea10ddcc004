"""What goes wrong is said in words, in the form that the client reads."""

from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.unit.webchat_parts import ORIGIN, Echo, templates
from web.refusals import Refusals


async def said(_: Request) -> Response:
    spoken = {"Retry-After": "1", "Content-Language": "sv"}
    raise HTTPException(422, "Skriv <något> först.", headers=spoken)


async def bare(request: Request) -> Response:
    raise HTTPException(int(request.path_params["status"]))


async def broken(_: Request) -> Response:
    raise ZeroDivisionError


def client(*, raising: bool = True) -> httpx.AsyncClient:
    refusals = Refusals(templates=templates(), texts=Echo())
    app = Starlette(
        routes=[
            Route("/said", said),
            Route("/bare/{status}", bare),
            Route("/broken", broken),
        ],
        exception_handlers=refusals.handlers(),
    )
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=raising),
        base_url=ORIGIN,
        headers={"Accept": "text/html"},
    )


async def test_a_sentence_that_a_page_wrote_is_kept_in_its_language_and_escaped() -> (
    None
):
    async with client() as browser:
        answer = await browser.get("/said")

    assert answer.status_code == 422
    assert "Skriv &lt;något&gt; först." in answer.text
    assert '<html lang="sv">' in answer.text
    assert answer.headers["retry-after"] == "1"


@pytest.mark.parametrize(
    ("status", "key"),
    [(404, "404"), (405, "405"), (503, "503"), (418, "400")],
)
async def test_the_frameworks_jargon_is_replaced(status: int, key: str) -> None:
    async with client() as browser:
        answer = await browser.get(f"/bare/{status}")

    assert answer.status_code == status
    assert f"en:web.error.{key}" in answer.text


async def test_an_address_that_leads_nowhere_is_said_in_words() -> None:
    async with client() as browser:
        answer = await browser.get("/nowhere")

    assert answer.status_code == 404
    assert "en:web.error.404" in answer.text


async def test_a_failure_of_ours_tells_nothing_of_it_and_is_raised_to_be_logged() -> (
    None
):
    async with client(raising=False) as browser:
        answer = await browser.get("/broken")
    async with client() as browser:
        with pytest.raises(ZeroDivisionError):
            await browser.get("/broken")

    assert answer.status_code == 500
    assert "en:web.error.500" in answer.text
    assert "ZeroDivision" not in answer.text


async def test_what_is_no_refusal_is_not_taken_for_one() -> None:
    refusals = Refusals(templates=templates(), texts=Echo())
    handler = refusals.handlers()[HTTPException]
    with pytest.raises(TypeError, match="not a refusal"):
        handler(Request({"type": "http", "headers": []}), ValueError())
