"""Whatever shows somebody's words shows them to nobody who was not told of.

Every reader that there is, for every audience and every permission; a reader that is
not in the table makes a test fail.
"""

from __future__ import annotations

from pathlib import Path

from bot.handlers import commands
from engagement.catalogue import Reader
from tests.acceptance.access_parts import (
    AUDIENCES,
    COMMANDS,
    PAGES,
    SILENT,
    WHO,
    allowed,
    browsed,
    commanded,
    company_of_every_audience,
    conversed,
    exported,
    posted,
    seen,
)
from tests.acceptance.app_parts import CHANNEL, KARIN, Chat


async def test_every_command_and_every_address_is_in_the_table(chat: Chat) -> None:
    addresses = {route.path for route in chat.page.routes}  # type: ignore[attr-defined]

    assert {one.names[0] for one in commands.COMMANDS} == COMMANDS.keys()
    assert addresses == PAGES.keys() | SILENT.keys()


async def test_commands_show_nothing_to_anybody_else(chat: Chat) -> None:
    await company_of_every_audience(chat)
    every = set(range(len(AUDIENCES)))
    for who in WHO:
        for name in COMMANDS:
            shown = await commanded(chat, who, name)
            may = every if name == "mine" and who == "author" else allowed(who)
            if name == "digest":
                may = posted(who)
            assert shown.of("fråga", "öppet", "hållet", "77") <= may, (who, name)
            if name == "objective":
                assert shown.of("77") == may, who
            if name == "cases" and who == "coordinator":
                assert shown.of("fråga") == may
            if name == "status" and who in {"author", "coordinator"}:
                assert shown.of("öppet") == may, who


async def test_pages_show_nothing_to_anybody_else(chat: Chat) -> None:
    await company_of_every_audience(chat)
    for who in WHO:
        for address in PAGES:
            shown = await browsed(chat, who, address)
            assert shown.of("fråga", "öppet", "hållet", "77") <= allowed(who), (
                who,
                address,
            )
        shown = await browsed(chat, who, "/evidence")
        assert shown.of("fråga", "öppet") == allowed(who), who


async def test_a_coordinator_is_told_what_they_may_read(chat: Chat) -> None:
    await company_of_every_audience(chat)
    for who in WHO:
        shown = await conversed(chat, who)
        assert shown.of("fråga", "öppet", "hållet", "77") <= allowed(who), who
    assert (await conversed(chat, "coordinator")).of("fråga") == allowed("coordinator")
    told = [
        one
        for one in await chat.as_(KARIN).sees()
        if "har kört fast" in one and "(visas inte för dig)" in one
    ]
    assert len(AUDIENCES) - len(allowed("coordinator")) == len(told)


async def test_the_channel_names_what_leaders_and_coordinators_may_read(
    chat: Chat,
) -> None:
    await company_of_every_audience(chat)
    await chat.wait(days=7)
    for who, (user_id, _) in WHO.items():
        shown = seen(*await chat.as_(user_id).sees(CHANNEL))
        page = seen(await chat.as_(user_id).html(CHANNEL))
        assert shown.of("hållet") == {n for n in range(len(AUDIENCES)) if _posts(n)}
        assert page.of("hållet") == posted(who), who


def _posts(number: int) -> bool:
    return {Reader.LEADERSHIP, Reader.COORDINATOR} <= {*AUDIENCES[number]}


async def test_an_export_holds_what_auditors_were_told_of(
    chat: Chat, tmp_path: Path
) -> None:
    await company_of_every_audience(chat)

    shown = exported(chat, tmp_path / "export")

    assert shown.of("fråga", "öppet", "hållet") == allowed("auditor")
