"""What holds when people and audits change hands: rules that no command gets round."""

from __future__ import annotations

from datetime import date

from engagement.facts import AuditRecorded, EntryRecorded, PersonRecorded, PromptPlanned
from tests.acceptance.app_parts import COO, CTO, KARIN, ROHAN, Chat


async def test_the_last_coordinator_stays_one_by_command_and_by_file(
    chat: Chat,
) -> None:
    """Nobody is left alone with a bot that nobody looks after."""
    karin = chat.as_(KARIN)
    await karin.command(f"/ledning personer behörighet @{ROHAN} -coordinator")
    size, before = await chat.size(), len(await chat.facts(PersonRecorded))
    said = await karin.command(f"/ledning personer behörighet @{KARIN} -coordinator")
    assert "samordnare" in said
    file = f"id;name;permissions\n{KARIN};Karin Åberg;observer\n".encode()
    said = await karin.drop("people.csv", file, "import people")
    assert "inget av den är sparat" in said
    assert (size, before) == (await chat.size(), len(await chat.facts(PersonRecorded)))


async def test_an_audit_is_listed_moved_and_cancelled(chat: Chat) -> None:
    """Each a record; what is cancelled is listed no more."""
    karin = chat.as_(KARIN)
    await karin.command('/ledning revision planera 2027-05-04..2027-05-05 "Nordcert"')
    which = (await chat.facts(AuditRecorded))[-1].audit.audit_id
    assert which in await karin.command("/ledning revision lista")
    moved = await karin.command(
        f"/ledning revision flytta {which} 2027-05-11..2027-05-12"
    )
    assert "tisdag 11 maj" in moved
    await karin.command(f"/ledning audit cancel {which}")
    assert which not in await karin.command("/ledning audit list")
    mine = [
        (one.audit.first_on, one.audit.cancelled)
        for one in await chat.facts(AuditRecorded)
        if one.audit.audit_id == which
    ]
    assert mine == [
        (date(2027, 5, 4), False),
        (date(2027, 5, 11), False),
        (date(2027, 5, 11), True),
    ]


async def test_a_successor_has_the_ceo_asked_to_confirm_the_role(chat: Chat) -> None:
    """P21 is planned about the change that the command itself recorded."""
    karin = chat.as_(KARIN)
    await karin.command(f"/ledning personer slutar @{COO} efterträdare @{CTO}")
    entry = (await chat.facts(EntryRecorded))[-1].entry
    assert entry.kind == "role_change"
    await chat.wait(days=1)
    planned = {(p.prompt_id, p.subject) for p in await chat.facts(PromptPlanned)}
    assert ("P21", f"role_change:{entry.entry_id}") in planned


async def test_a_figure_shows_how_much_it_rests_on_and_its_note(chat: Chat) -> None:
    """What a file brought beside the newest value."""
    karin = chat.as_(KARIN)
    file = b"period;kpi;value;n;note\n2026-W47;otif;95,4;398;Utan reservdelar\n"
    await karin.drop("readings.csv", file, "import readings")
    await karin.submit("send", "importera som readings?")
    said = await karin.command("/ledning kpi otif")
    assert "Det bygger på 398 observationer." in said
    assert "Anteckning: Utan reservdelar" in said
