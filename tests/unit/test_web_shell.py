"""The shell: static files, the reader's language, what somebody wrote, health."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest
from jinja2 import UndefinedError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Mount

from bot.platforms.webchat import TEMPLATES as CHAT_TEMPLATES
from tests.unit.webchat_parts import ORIGIN, templates
from web.health import health_routes
from web.prose import prose, with_code
from web.shell import (
    STATIC,
    TEMPLATES,
    StaticPages,
    reader_language,
    static_versions,
)


def client() -> httpx.AsyncClient:
    app = Starlette(routes=[Mount("/static", StaticPages())])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN)


async def test_a_file_asked_for_by_its_version_may_be_kept_for_ever() -> None:
    version = static_versions()["shell.css"]
    async with client() as browser:
        versioned = await browser.get(f"/static/shell.css?v={version}")
        plain = await browser.get("/static/shell.css")
        old = await browser.get("/static/shell.css?v=0123456789ab")

    assert versioned.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert versioned.headers["content-type"].startswith("text/css")
    assert plain.headers["cache-control"] == "no-cache"
    assert old.headers["cache-control"] == "no-cache"


async def test_fonts_and_scripts_have_the_types_that_browsers_insist_on() -> None:
    async with client() as browser:
        font = await browser.get("/static/SourceSans3-Regular.woff2")
        script = await browser.get("/static/htmx.min.js")

    assert font.headers["content-type"] == "font/woff2"
    assert script.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["nothing.css", "../shell.py", "%2e%2e/shell.py"])
async def test_nothing_else_is_served(path: str) -> None:
    async with client() as browser:
        answer = await browser.get(f"/static/{path}")

    assert answer.status_code == 404


def test_fonts_in_the_style_sheet_are_named_by_their_version() -> None:
    versions = static_versions()
    named = re.findall(
        r'url\("([^"?]+)\?v=([^"]+)"\)', (STATIC / "shell.css").read_text()
    )

    assert len(named) == 2
    assert named == [(name, versions[name]) for name, _ in named]


def test_nothing_is_fetched_from_another_host() -> None:
    """Templates, styles and our scripts name no address but those of a name space."""
    ours = [
        *TEMPLATES.rglob("*.html"),
        *CHAT_TEMPLATES.rglob("*.html"),
        *STATIC.glob("*.css"),
        STATIC / "chat.js",
        STATIC / "composer.js",
    ]
    found = {
        path.name: re.findall(r"(?:https?:)?//[\w.-]+\.\w+", path.read_text())
        for path in ours
    }

    assert len(ours) > 20
    assert {name: hosts for name, hosts in found.items() if hosts} == {}


def test_no_template_needs_what_the_policy_forbids() -> None:
    """No inline script, no inline style, no handler in an attribute, no evaluation."""
    forbidden = re.compile(
        r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|hx-on|\bjs:|\[[^\]]*\]\s*from:"
    )
    found = {
        path.name: forbidden.findall(path.read_text())
        for folder in (TEMPLATES, CHAT_TEMPLATES)
        for path in folder.rglob("*.html")
    }

    assert {name: bad for name, bad in found.items() if bad} == {}


def test_licences_lie_beside_what_they_cover() -> None:
    assert "SIL Open Font License" in (STATIC / "SourceSans3-LICENSE.md").read_text()
    assert "Zero-Clause BSD" in (STATIC / "htmx-LICENSE.txt").read_text()


def test_a_value_that_a_template_lacks_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        templates().from_string("{{ nothing }}").render()


def test_templates_escape_without_being_asked() -> None:
    assert templates().from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("query", "accepted", "expected"),
    [
        ("", "", "en"),
        ("", "sv", "sv"),
        ("", "de-DE,sv-SE;q=0.9,en;q=0.8", "sv"),
        ("", "sv;q=0.1,en;q=0.9", "en"),
        ("", "sv;q=0", "en"),
        ("", "fr,*", "en"),
        ("", "sv;q=x;;,,,en", "en"),
        ("language=sv", "en", "sv"),
        ("language=de", "sv", "sv"),
    ],
)
def test_the_language_of_somebody_unknown(
    query: str, accepted: str, expected: str
) -> None:
    scope = {
        "type": "http",
        "query_string": query.encode(),
        "headers": [(b"accept-language", accepted.encode())],
    }

    assert expected == reader_language(Request(scope))


def link(address: str) -> str:
    return f'<a href="{address}" rel="noopener nofollow" target="_blank">{address}</a>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("inget", "inget"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("se https://a.se/x.", f"se {link('https://a.se/x')}."),
        ("(http://a.se/x)", f"({link('http://a.se/x')})"),
        ("http://a.se/x_(y)", link("http://a.se/x_(y)")),
        ("”https://a.se”", f"”{link('https://a.se')}”"),
        ("HTTPS://A.se", link("HTTPS://A.se")),
        ("ftp://a.se javascript:x data:y", "ftp://a.se javascript:x data:y"),
        ('https://a.se/"onclick=x', f"{link('https://a.se/')}&#34;onclick=x"),
        ("https://a.se<script>", f"{link('https://a.se')}&lt;script&gt;"),
        ("https://a.se\u202egnp.exe", f"{link('https://a.se')}\u202egnp.exe"),
        ("http://a.se http://b.se", f"{link('http://a.se')} {link('http://b.se')}"),
        ("http://", "http://"),
        ("https://...", "https://..."),
    ],
)
def test_only_whole_visible_web_addresses_are_links(text: str, expected: str) -> None:
    assert expected == str(prose(text))


def test_a_long_text_of_brackets_is_quick() -> None:
    """Trimming must not look at the whole address once per character."""
    assert len(prose("http://a" + ")" * 1_000_000)) > 1_000_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Type `/ledning help`.", "Type <code>/ledning help</code>."),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("`http://a.se`", "<code>http://a.se</code>"),
        ("a ` b", "a ` b"),
        ("``", "``"),
        ("`one\ntwo`", "`one\ntwo`"),
    ],
)
def test_what_stands_between_backticks_is_something_to_type(
    text: str, expected: str
) -> None:
    assert expected == str(with_code(text))


def test_what_somebody_wrote_keeps_its_backticks() -> None:
    assert str(prose("`x`")) == "`x`"


async def test_health_says_whether_it_lives_and_whether_it_can_work() -> None:
    parts = {"database": True, "clock": True}

    async def ready() -> Mapping[str, bool]:
        return parts

    app = Starlette(routes=health_routes(ready))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as browser:
        lives = await browser.get("/healthz")
        works = await browser.get("/readyz")
        parts["database"] = False
        fails = await browser.get("/readyz")

    assert (lives.status_code, lives.json()) == (200, {"status": "ok"})
    assert works.status_code == 200
    assert fails.status_code == 503
    assert fails.json()["parts"] == {"database": False, "clock": True}


def test_every_template_can_be_read() -> None:
    found = templates()
    names = [
        str(path.relative_to(folder))
        for folder in (TEMPLATES, CHAT_TEMPLATES)
        for path in Path(folder).rglob("*.html")
    ]

    assert len(names) > 15
    for name in names:
        found.get_template(name)
