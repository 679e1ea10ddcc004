"""Writing an export: JSON Lines, CSV, a page per clause, proofs and a verifier."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Connection, select

from bot.ports.store import Filter
from engagement.access import consented, export_to_auditors
from engagement.audits import Audit, answered_near
from engagement.describing import describe
from engagement.facts import Record
from engagement.ledger import FORMAT, Stored, Tree
from engagement.organisation import Mode, Organisation
from engagement.texts import Language, Texts
from storage import ledger
from storage import tables as t
from storage.exporting.entry import HEADING, Entry, clause_key, safe
from storage.exporting.verifier import VERIFY
from storage.repositories.books import BooksInSql, matching
from storage.repositories.consents import consents as consents_of
from storage.repositories.entries import EntriesInSql
from storage.repositories.people import PeopleInSql

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
COUNTED = (
    "prompt.asked",
    "prompt.answered",
    "objective.reviewed",
    "late",
    "prompt.skipped",
    "silent",
    "prompt.expired",
    "prompt.deferred",
    "prompt.snoozed",
    "commitment.made",
    "commitment.kept",
    "commitment.missed",
    "case.opened",
    "case.closed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """Writes exports of one organisation."""

    connection: Connection
    organisation: Organisation
    texts: Texts
    language: Language
    software: str

    def write(self, out: Path, wanted: Filter, now: datetime) -> Manifest:
        """Write the records that ``wanted`` means into an empty folder."""
        entries = self._entries(wanted)
        size, root = ledger.head(self.connection, self._whose)
        counts = BooksInSql(self.connection, self._whose).counts(wanted)
        manifest = Manifest(
            organisation=self.organisation,
            size=size,
            root=root.hex(),
            records=len(entries),
            wanted=wanted,
            counts={name: counts.get(name, 0) for name in COUNTED}
            | {"near_audit": sum(e.near_audit is not None for e in entries)},
            at=now,
            software=self.software,
        )
        self._tables(out, entries)
        self._pages(out, entries, manifest)
        shutil.copyfile(VERIFY, out / "verify.py")
        described = manifest.data() | {"files": _hashes(out)}
        text = json.dumps(described, ensure_ascii=False, indent=2)
        (out / "manifest.json").write_text(text + "\n", encoding="utf-8")
        return manifest

    @property
    def _whose(self) -> str:
        return self.organisation.organisation_id

    def _entries(self, wanted: Filter) -> list[Entry]:
        query = matching(self._whose, wanted)
        numbers = self.connection.execute(query).scalars().all()
        leaves = self.connection.execute(
            select(t.ledger.c.leaf)
            .where(t.ledger.c.organisation_id == self._whose)
            .order_by(t.ledger.c.seq)
        ).scalars()
        tree = Tree(list(leaves))
        audits = EntriesInSql(self.connection, self._whose).audits()
        names = PeopleInSql(self.connection, self._whose).names()
        held = consents_of(self.connection, self._whose)
        entries = []
        for stored in ledger.read_these(self.connection, self._whose, numbers):
            ((_, record),) = ledger.decoded([stored])
            entry = self._entry(stored, record, tree, names, held)
            entries.append(self._marked(entry, audits))
        return entries

    def _entry(
        self,
        stored: Stored,
        record: Record | None,
        tree: Tree,
        names: Mapping[str, str],
        consents: Mapping[str, int],
    ) -> Entry:
        state = "redacted"
        if record is not None:
            let_in = consented(record.fact, consents)
            shown = export_to_auditors(record.header, consented=let_in)
            state = "present" if shown else "withheld"
        said = ""
        if record is not None and state == "present":
            said = describe(record.fact, self.language, self.texts, names)
        return Entry(
            stored=stored,
            record=record if state == "present" else None,
            state=state,
            said=said,
            proof=tree.proof(stored.seq),
        )

    def _marked(self, entry: Entry, audits: Sequence[Audit]) -> Entry:
        """Mark an answer that was given near an external audit."""
        if entry.record is None:
            return entry
        when, zone = entry.record.header.occurred_at, self.organisation.zone
        near = answered_near(audits, entry.stored.kind, when, zone)
        return entry if near is None else replace(entry, near_audit=near.audit_id)

    # --- files -----------------------------------------------------------------

    def _tables(self, out: Path, entries: Sequence[Entry]) -> None:
        with (out / "records.jsonl").open("w", encoding="utf-8") as file:
            for entry in entries:
                file.write(json.dumps(entry.data(), ensure_ascii=False) + "\n")
        with (out / "records.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(HEADING)
            for entry in entries:
                writer.writerow([safe(cell) for cell in entry.row()])

    def _pages(self, out: Path, entries: Sequence[Entry], manifest: Manifest) -> None:
        clauses = sorted({c for e in entries for c in e.clauses()}, key=clause_key)
        for clause in clauses:
            mine = [e for e in entries if clause in e.clauses()]
            page = self._render("clause.html", manifest, clause=clause, entries=mine)
            name = f"clause-{clause}.html"
            (out / name).write_text(page, encoding="utf-8")
        index = self._render("index.html", manifest, clauses=clauses, entries=entries)
        (out / "index.html").write_text(index, encoding="utf-8")

    def _render(self, template: str, manifest: Manifest, **values: Any) -> str:
        def say(key: str, **more: object) -> str:
            return self.texts.text(key, self.language, **more)

        return _TEMPLATES.get_template(template).render(
            say=say,
            language=self.language,
            manifest=manifest,
            rehearsal=self.organisation.mode is Mode.REHEARSAL,
            **values,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an export says of itself."""

    organisation: Organisation
    size: int
    root: str
    records: int
    wanted: Filter
    counts: Mapping[str, int]
    at: datetime
    software: str

    def data(self) -> dict[str, Any]:
        """Return it for ``manifest.json``."""
        return {
            "format": FORMAT,
            "organisation_id": self.organisation.organisation_id,
            "organisation": self.organisation.name,
            "mode": self.organisation.mode.value,
            "size": self.size,
            "root": self.root,
            "records": self.records,
            "filter": {
                "clause": self.wanted.clause,
                "person": self.wanted.person_id,
                "from": _iso(self.wanted.since),
                "before": _iso(self.wanted.until),
            },
            "counts": dict(self.counts),
            "exported_at": _iso(self.at),
            "software": self.software,
            "statement": (
                "Supports interview and observation; proves no conformity. The hashes"
                " show that nothing was changed after it was recorded, not that it is"
                " true."
            ),
        }


def _hashes(folder: Path) -> dict[str, str]:
    """Return what each file is, so that a page that was changed is found."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.iterdir())
    }


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else f"{instant:%Y-%m-%dT%H:%M:%SZ}"
