"""The coordinator's side of evidence: the same counts, verifying, recognising an export."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.exports import Exported, Wanted, export
from engagement.facts import EvidenceVerified, PersonRecorded
from engagement.people import Permission
from tests.acceptance.app_parts import CEO, CFO, KARIN, Chat
from tests.acceptance.evidence_parts import manifest, records

PROOF = "Protokoll 12, punkt 4"


async def answered(chat: Chat) -> int:
    """Have the chief executive answer with something to look at; return the record."""
    vd = await chat.ask(CEO, "P35")
    await vd.answer("Besluta om övergången", answer="done")
    await vd.submit("detail", detail=PROOF)
    return await number(chat, "prompt.answered")


async def number(chat: Chat, kind: str) -> int:
    """Return the number of the newest record of a kind."""
    kinds = [record.fact.NAME for record in await chat.records()]
    return max(seq for seq, found in enumerate(kinds) if found == kind)


async def written(chat: Chat, out: Path, wanted: Wanted) -> Exported:
    """Export as the operator does."""
    return await asyncio.to_thread(export, chat.app.store, out, wanted, "sv")


# --- counting ------------------------------------------------------------------


async def test_the_chat_counts_what_an_export_counts(
    chat: Chat, tmp_path: Path
) -> None:
    """One function: the numbers cannot differ."""
    await answered(chat)
    said = await chat.as_(KARIN).command("/ledning underlag 9.3.2 2026")

    await written(chat, tmp_path / "ut", Wanted(clause="9.3.2"))

    counts = manifest(tmp_path / "ut")["counts"]
    assert counts["answered"] == 1
    for label, name in (("Ställda", "asked"), ("Besvarade", "answered")):
        assert f"{label}: {counts[name]}\n" in said
    assert "arbetstimmar (av ett svar)" in said
    assert re.search(r"storlek och rot att kontrollera med: \d+:[0-9a-f]{64}", said)


# --- verifying -----------------------------------------------------------------


async def test_a_coordinator_says_what_they_looked_at(
    chat: Chat, tmp_path: Path
) -> None:
    """It is a fact for the same readers, and the strongest grade there is."""
    seq = await answered(chat)

    said = await chat.as_(KARIN).command(
        f'/ledning underlag verifierat {seq} "Läste protokollet i pärmen"'
    )

    fact = await chat.only(EvidenceVerified)
    assert (seq, "Läste protokollet i pärmen") == (fact.seq, fact.line.text)
    assert f"Post {seq} är märkt som verifierad" in said
    *_, verified = (r for r in await chat.records() if r.fact == fact)
    answer = (await chat.records())[seq]
    assert KARIN == verified.header.author.person_id
    assert answer.header.audience == verified.header.audience
    assert answer.header.requirements == verified.header.requirements
    await written(chat, tmp_path / "ut", Wanted())
    (found,) = (r for r in records(tmp_path / "ut") if r["seq"] == seq)
    assert "verified" == found["grade"]
    page = (tmp_path / "ut" / "clause-9.3.2.html").read_text("utf-8")
    chain = page[page.index('class="example"') : page.index("</article>")]
    assert chain.index("Besluta om övergången") < chain.index("Klart")
    assert chain.index(PROOF) < chain.index("Läste protokollet i pärmen")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("evidence verify", "verifierat 214"),
        ("evidence verify 3", "verifierat 214"),
        ("evidence verify x y", "verifierat 214"),
        ("evidence verify 99999 såg den", "ingen post 99999"),
        ("evidence verify 0 såg den", "Post 0 är inget svar"),
        ("evidence check", "kontrollera 3f9a"),
        ("evidence check abc", "minst 12 tecken"),
        ("evidence check 0123456789abcdef", "Inget uttag"),
    ],
)
async def test_a_slip_is_told_and_nothing_is_recorded(
    line: str, said: str, chat: Chat
) -> None:
    assert said in await chat.as_(KARIN).command(f"/ledning {line}")
    assert not await chat.facts(EvidenceVerified)


async def test_an_auditor_reads_and_verifies_nothing(chat: Chat) -> None:
    """Whoever judges the evidence does not make it."""
    seq = await answered(chat)
    people = [fact.person for fact in await chat.facts(PersonRecorded)]
    (cfo,) = (person for person in people if person.person_id == CFO)
    auditor = replace(cfo, permissions=frozenset({Permission.AUDITOR}))
    await chat.record(PersonRecorded(person=auditor))

    jonas = chat.as_(CFO)

    assert "Besvarade: 1" in await jonas.command("/ledning underlag 9.3.2 2026")
    await jonas.command(f"/ledning underlag verifierat {seq} såg den")
    assert not await chat.facts(EvidenceVerified)


# --- recognising ---------------------------------------------------------------


async def test_an_export_is_recognised_by_the_fingerprint_of_its_manifest(
    chat: Chat, tmp_path: Path
) -> None:
    out = await written(chat, tmp_path / "ut", Wanted(clause="9.3.2"))

    said = await chat.as_(KARIN).command(
        f"/ledning underlag kontrollera {out.manifest[:16].upper()}"
    )

    assert f"Post {out.seq}: uttaget" in said
    assert f"{manifest(tmp_path / 'ut')['root']}" in said
