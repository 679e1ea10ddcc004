"""A draft reaches nobody but coordinators, whatever they do and however long it lasts."""

from __future__ import annotations

from datetime import timedelta

from bot.handlers.commands import COMMANDS
from engagement.facts import (
    AbsenceRecorded,
    DigestPosted,
    MessageDelivered,
    ObjectiveReviewed,
    PromptPlanned,
)
from tests.acceptance.app_parts import (
    CEO,
    CHANNEL,
    COMPANY,
    COO,
    EXECUTIVES,
    KARIN,
    ROHAN,
    Chat,
)
from tests.acceptance.launch_parts import tell_of_data

LINES: dict[str, tuple[str, ...]] = {
    "help": ("",),
    "status": ("", "@E1"),
    "away": ("@E2 2026-12-01", "2026-12-02"),
    "lang": ("@E7 sv", "en"),
    "pause": ("@E2 until friday", "all"),
    "resume": ("@E2", "all"),
    "launch": ("", "preview", "notice", "text", "ask", "go", "@E1 @E2", "widen all"),
    "ask": ("@E1 P35", '@E3 "Hur går det?"'),
    "people": (
        "",
        "absence @E4 2026-12-01",
        "slot @E5 monday 09:00",
        "function @E6 cto",
    ),
    "programme": (
        "",
        "forecast",
        "choose",
        "off P09",
        "cadence P22 monthly",
        "set items_per_bundle 1",
    ),
    "objective": ("", "O1"),
    "kpi": ("otif", "otif 95.2 2026-W47", "otif aside 2026-W40 strike"),
    "import": ("", "people", "list"),
    "review": ("", "plan 2026-12-10"),
    "digest": ("preview", "post"),
    "evidence": ("5.1.1 2026-11",),
    "cases": ("",),
    "mine": ("",),
    "audit": ("",),
    "commitments": ("",),
    "today": ("", "all"),
    "talk": ('@E2 "Vi tog det på plats"',),
}
"What a coordinator may type, per command."


async def reached(chat: Chat) -> set[str]:
    """Return whoever but coordinators has something in a room of theirs."""
    found = {one for one in EXECUTIVES if await chat.as_(one).sees()}
    return found | ({CHANNEL} if await chat.as_(CEO).sees(CHANNEL) else set())


async def test_no_command_no_file_and_no_month_reaches_anybody(draft: Chat) -> None:
    """Every command there is, every file, a month of ticks: only coordinators hear."""
    karin = draft.as_(KARIN)
    missing = {one.names[0] for one in COMMANDS} - LINES.keys()
    assert missing == set(), "say here what a coordinator may type for it"
    for name, lines in LINES.items():
        for line in lines:
            assert await karin.command(f"/ledning {name} {line}"), (name, line)
    for kind in ("readings", "risks", "objectives", "actions"):
        content = (COMPANY / f"{kind}.csv").read_bytes()
        await karin.drop(f"{kind}.csv", content.replace(b";2026-11", b";2026-10"))
        if "Importera" in (await karin.sees())[-1]:
            await karin.submit("send")
    await draft.wait(days=31)

    assert await reached(draft) == set()
    whom = {one.person_id for one in await draft.facts(MessageDelivered)}
    assert whom <= {KARIN, ROHAN}
    assert not await draft.facts(PromptPlanned)
    assert not await draft.facts(DigestPosted)


async def test_what_a_coordinator_would_send_is_refused_with_the_way_on(
    draft: Chat,
) -> None:
    """Not swallowed: the sentence says that it is a draft."""
    karin = draft.as_(KARIN)
    for line in ("ask @E1 P35", "digest post", "pause all", "launch widen all"):
        assert "Det här är ett utkast" in await karin.command(f"/ledning {line}")


async def test_the_ceo_alone_hears_and_only_the_launch_text(draft: Chat) -> None:
    """The one message that an executive may get in a draft."""
    await tell_of_data(draft)
    await draft.as_(KARIN).command("/ledning launch ask")
    await draft.wait(days=10)
    assert await reached(draft) == {CEO}
    (one,) = [f for f in await draft.facts(MessageDelivered) if f.person_id == CEO]
    assert one.kind == "approval"


async def test_nothing_is_taken_from_executives_before_they_were_told(
    draft: Chat,
) -> None:
    """Neither days away nor where an objective stands: they have seen no notice."""
    maria, size = draft.as_(COO), await draft.size()
    for line in ("/ledning away 2026-12-01", "/ledning objective O1", "hej"):
        (said,) = await maria.type(line)
        assert "Ledning har inte börjat för dig ännu" in said
        assert "Karin Åberg" in said
    assert not await draft.facts(AbsenceRecorded)
    assert not await draft.facts(ObjectiveReviewed)
    assert await draft.size() == size


async def test_a_draft_has_nothing_to_wake_up_for(draft: Chat) -> None:
    """A rehearsal's clock steps from event to event: there is none here."""
    draft.hands.at += timedelta(days=3)
    await draft.settle()
    assert await draft.app.ticker.next_due(draft.now) is None
