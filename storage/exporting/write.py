"""Writing an export: JSON Lines, CSV, a page per clause, proofs and a verifier."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from bot.ports.store import Filter
from engagement.access import export_to_auditors
from engagement.calendar import WorkCalendar
from engagement.catalogue import Catalogue
from engagement.describing import describe, describe_answer
from engagement.evidence import (
    Excerpt,
    Mark,
    Numbered,
    Thread,
    content_version,
    coverage,
    marks_of,
    scope,
    tally,
    threads,
    within,
)
from engagement.ledger import Stored, Tree
from engagement.organisation import Organisation
from engagement.texts import Language, Texts
from storage import ledger
from storage import tables as t
from storage.exporting.entry import HEADING, Entry, safe
from storage.exporting.manifest import Manifest
from storage.exporting.pages import Pages, clauses_of
from storage.exporting.verifier import VERIFY
from storage.repositories.excerpts import read_excerpt, read_people
from storage.repositories.people import PeopleInSql


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An export that was written."""

    manifest: Manifest
    digest: str
    "SHA-256 of its ``manifest.json``, hex."


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """Writes exports of one organisation."""

    connection: Connection
    organisation: Organisation
    catalogue: Catalogue
    calendars: Mapping[str, WorkCalendar]
    "People's working times, by their ids."
    texts: Texts
    language: Language
    software: str

    def write(self, out: Path, wanted: Filter, now: datetime) -> Written:
        """Write the records that ``wanted`` means into an empty folder."""
        excerpt, stored = read_excerpt(
            self.connection, self._whose, wanted, export_to_auditors
        )
        gathered = threads(excerpt)
        entries = self._entries(excerpt, stored, gathered)
        manifest = self._manifest(excerpt, entries, gathered, wanted, now)
        _tables(out, entries, manifest)
        Pages(
            manifest=manifest,
            catalogue=self.catalogue,
            entries=entries,
            threads=gathered,
        ).write(out)
        shutil.copyfile(VERIFY, out / "verify.py")
        described = manifest.data() | {"files": _hashes(out)}
        text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
        (out / "manifest.json").write_text(text, encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Written(manifest=manifest, digest=digest)

    @property
    def _whose(self) -> str:
        return self.organisation.organisation_id

    # --- records ---------------------------------------------------------------

    def _entries(
        self,
        excerpt: Excerpt,
        stored: Sequence[Stored],
        gathered: Mapping[str, Thread],
    ) -> list[Entry]:
        leaves = self.connection.execute(
            select(t.ledger.c.leaf)
            .where(t.ledger.c.organisation_id == self._whose)
            .order_by(t.ledger.c.seq)
        ).scalars()
        tree = Tree(list(leaves))
        names = PeopleInSql(self.connection, self._whose).names()
        grades = {
            answer.seq: thread.grade
            for thread in gathered.values()
            if (answer := thread.answer) is not None
        }
        return [
            Entry(
                stored=held,
                one=one,
                said=self._say(describe, one, names),
                answer=self._say(describe_answer, one, names),
                proof=tree.proof(one.seq),
                marks=marks_of(one, excerpt),
                language=self.language,
                near_audit=near.audit_id if (near := excerpt.audit_near(one)) else None,
                grade=grades.get(one.seq),
            )
            for held, one in zip(stored, excerpt.records, strict=True)
        ]

    def _say(
        self, how: Callable[..., str], one: Numbered, names: Mapping[str, str]
    ) -> str:
        return how(one.fact, self.language, self.texts, names) if one.open else ""

    # --- what it says of itself ------------------------------------------------

    def _manifest(
        self,
        excerpt: Excerpt,
        entries: Sequence[Entry],
        gathered: Mapping[str, Thread],
        wanted: Filter,
        now: datetime,
    ) -> Manifest:
        size, root = ledger.head(self.connection, self._whose)
        people = read_people(self.connection, self._whose)
        clauses = clauses_of(self.catalogue, self.organisation.editions, entries)
        bearing = Counter(mark for entry in entries for mark in entry.marks)
        return Manifest(
            organisation=self.organisation,
            size=size,
            root=root.hex(),
            records=len(entries),
            wanted=wanted,
            person=self._name(wanted),
            tally=tally(excerpt, self.calendars),
            coverage={
                clause: coverage(gathered.values(), clause)
                for clause in clauses
                if within(clause, wanted.clause)
            },
            scope=scope(people, *self._days(wanted, now)),
            marks={mark: bearing[mark] for mark in Mark},
            content=content_version(self.catalogue, self.organisation.editions),
            at=now,
            software=self.software,
            texts=self.texts,
            language=self.language,
        )

    def _name(self, wanted: Filter) -> str | None:
        names = PeopleInSql(self.connection, self._whose).names()
        return names.get(wanted.person_id) if wanted.person_id is not None else None

    def _days(self, wanted: Filter, now: datetime) -> tuple[date | None, date]:
        """Return the first and the last day of what is meant, where we are at home."""
        zone = ZoneInfo(self.organisation.zone)
        last = min(wanted.until or now, now)
        since = wanted.since
        first = None if since is None else since.astimezone(zone).date()
        return first, last.astimezone(zone).date()


# --- files -------------------------------------------------------------------------


def _tables(out: Path, entries: Sequence[Entry], manifest: Manifest) -> None:
    with (out / "records.jsonl").open("w", encoding="utf-8") as file:
        for entry in entries:
            file.write(json.dumps(entry.data(), ensure_ascii=False) + "\n")
    _csv(out / "records.csv", HEADING, [entry.row() for entry in entries])
    _csv(out / "records-about.csv", ("name", "value", "meaning"), _about(manifest))


def _about(manifest: Manifest) -> list[tuple[str, str, str]]:
    """Return what stands beside the table: counts, scope, version, in one list."""
    rows = [(line.label, line.value, line.means) for line in manifest.lines()]
    rows += [
        (manifest.say("export.leader"), one.name, one.role.within(manifest.language))
        for one in manifest.scope.leaders
    ]
    rows += [(manifest.say("export.site"), site, "") for site in manifest.scope.sites]
    rows += [
        (
            manifest.say(f"mark.{mark.value}"),
            str(number),
            manifest.say(f"mark.{mark.value}.means"),
        )
        for mark, number in manifest.marks.items()
    ]
    rows += [
        (manifest.say("export.catalogue"), manifest.content, ""),
        (manifest.say("export.ledger"), f"{manifest.size}:{manifest.root}", ""),
        (manifest.say("export.limits_title"), "", manifest.say("export.honest")),
    ]
    return rows


def _csv(path: Path, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(heading)
        for row in rows:
            writer.writerow([safe(cell) for cell in row])


def _hashes(folder: Path) -> dict[str, str]:
    """Return what each file is, so that a page that was changed is found."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.iterdir())
    }
