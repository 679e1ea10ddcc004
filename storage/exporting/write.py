"""Writing an export: JSON Lines, CSV, a page per clause, proofs and a verifier."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Connection, select

from bot.ports.store import Filter
from engagement.access import export_to_auditors
from engagement.describing import describe
from engagement.errors import OperationError
from engagement.facts import Record
from engagement.ledger import FORMAT, Stored, StoredText, Tree
from engagement.organisation import Mode, Organisation
from engagement.texts import Language, Texts
from storage import ledger
from storage import tables as t
from storage.exporting.verifier import VERIFY
from storage.repositories.books import BooksInSql, matching

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"What a spreadsheet takes for the beginning of a formula."
COUNTED = (
    "prompt.asked",
    "prompt.answered",
    "objective.reviewed",
    "late",
    "prompt.skipped",
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
        """Write the records that ``wanted`` means into a new folder.

        Raises:
            OperationError: the folder exists, or cannot be written.
        """
        try:
            out.mkdir(parents=True)
        except FileExistsError:
            raise OperationError(f"{out} exists already: name a new folder") from None
        except OSError as error:
            raise OperationError(f"{out} cannot be made: {error.strerror}") from error
        entries = self._entries(wanted)
        size, root = ledger.head(self.connection, self._whose)
        counts = BooksInSql(self.connection, self._whose).counts(wanted)
        manifest = Manifest(
            organisation=self.organisation,
            size=size,
            root=root.hex(),
            records=len(entries),
            wanted=wanted,
            counts={name: counts.get(name, 0) for name in COUNTED},
            at=now,
            software=self.software,
        )
        self._machine_files(out, entries, manifest)
        self._pages(out, entries, manifest)
        shutil.copyfile(VERIFY, out / "verify.py")
        return manifest

    @property
    def _whose(self) -> str:
        return self.organisation.organisation_id

    def _entries(self, wanted: Filter) -> list[Entry]:
        query = matching(self._whose, wanted)
        numbers = set(self.connection.execute(query).scalars())
        leaves = self.connection.execute(
            select(t.ledger.c.leaf)
            .where(t.ledger.c.organisation_id == self._whose)
            .order_by(t.ledger.c.seq)
        ).scalars()
        tree = Tree(list(leaves))
        entries = []
        for stored in ledger.read(self.connection, self._whose):
            if stored.seq in numbers:
                ((_, record),) = ledger.decoded([stored])
                entries.append(self._entry(stored, record, tree))
        return entries

    def _entry(self, stored: Stored, record: Record | None, tree: Tree) -> Entry:
        state = "redacted"
        if record is not None:
            shown = export_to_auditors(record.header)
            state = "present" if shown else "withheld"
        said = ""
        if record is not None and state == "present":
            said = describe(record.fact, self.language, self.texts)
        return Entry(
            stored=stored,
            record=record if state == "present" else None,
            state=state,
            said=said,
            proof=tree.proof(stored.seq),
        )

    # --- files -----------------------------------------------------------------

    def _machine_files(
        self, out: Path, entries: Sequence[Entry], manifest: Manifest
    ) -> None:
        with (out / "records.jsonl").open("w", encoding="utf-8") as file:
            for entry in entries:
                file.write(json.dumps(entry.data(), ensure_ascii=False) + "\n")
        with (out / "records.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(_HEADING)
            for entry in entries:
                writer.writerow([_safe(cell) for cell in entry.row()])
        text = json.dumps(manifest.data(), ensure_ascii=False, indent=2)
        (out / "manifest.json").write_text(text + "\n", encoding="utf-8")

    def _pages(self, out: Path, entries: Sequence[Entry], manifest: Manifest) -> None:
        clauses = sorted({c for e in entries for c in e.clauses()}, key=_clause_key)
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


_HEADING = (
    "number",
    "fact",
    "state",
    "occurred_at",
    "recorded_at",
    "who",
    "role",
    "requirements",
    "what",
    "leaf",
)


def _safe(cell: str) -> str:
    """Keep a spreadsheet from running a cell: a quote makes it text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _clause_key(clause: str) -> list[tuple[int, str]]:
    return [(int(p) if p.isdecimal() else 99, p) for p in clause.split(".")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One exported record."""

    stored: Stored
    record: Record | None
    "None: redacted, or not for auditors."
    state: str
    said: str
    proof: tuple[bytes, ...]

    def clauses(self) -> set[str]:
        """Return the clauses it is evidence for, items left out."""
        found = self.record.header.requirements if self.record is not None else ()
        return {_clause(requirement) for requirement in found}

    def data(self) -> dict[str, Any]:
        """Return it with everything that a verifier needs."""
        stored, shown = self.stored, self.state == "present"
        return {
            "seq": stored.seq,
            "kind": stored.kind,
            "schema": stored.schema,
            "state": self.state,
            "commitment": stored.commitment.hex(),
            "leaf": stored.leaf.hex(),
            "proof": [step.hex() for step in self.proof],
            "salt": stored.salt.hex() if shown and stored.salt else None,
            "payload": stored.payload.decode() if shown and stored.payload else None,
            "texts": [
                _text(field, held) for field, held in stored.texts.items() if shown
            ],
        }

    def row(self) -> tuple[str, ...]:
        """Return its line in the table."""
        header = self.record.header if self.record is not None else None
        return (
            str(self.stored.seq),
            self.stored.kind,
            self.state,
            f"{header.occurred_at:%Y-%m-%dT%H:%M:%SZ}" if header else "",
            f"{header.recorded_at:%Y-%m-%dT%H:%M:%SZ}" if header else "",
            header.author.name if header else "",
            header.author.role if header else "",
            " ".join(header.requirements) if header else "",
            self.said,
            self.stored.leaf.hex(),
        )


def _clause(requirement: str) -> str:
    """``iso9001:2015/5.1.1.e`` -> ``5.1.1``."""
    parts = requirement.partition("/")[2].split(".")
    return ".".join(part for part in parts if part.isdecimal())


def _text(field: str, held: StoredText) -> dict[str, Any]:
    gone = held.text is None or held.salt is None
    return {
        "field": field,
        "state": "redacted" if gone else "present",
        "salt": None if held.salt is None else held.salt.hex(),
        "text": held.text,
    }


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


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else f"{instant:%Y-%m-%dT%H:%M:%SZ}"
