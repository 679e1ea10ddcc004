"""The pages of an export: an index, and one for each clause.

Rules: everything that a person wrote is escaped by the templates; nothing is loaded
from elsewhere and nothing runs. A page holds against a clause what it holds for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engagement.catalogue import Catalogue, Requirement
from engagement.evidence import (
    COVERING,
    Chain,
    Mark,
    Numbered,
    Thread,
    clause_order,
    strongest,
)
from engagement.grades import Grade
from engagement.organisation import Mode
from storage.exporting.entry import Entry
from storage.exporting.manifest import Manifest

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

TITLES_MOST = 2
"Topics of a clause that the index names; its page has them all."


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One part of a chain, with the records that it is read from."""

    name: str
    "``asked``, ``said``, ``promised``, ``decided`` or ``after``."
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One of the strongest, as a chain."""

    grade: Grade
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of one export."""

    manifest: Manifest
    catalogue: Catalogue
    entries: Sequence[Entry]
    threads: Mapping[str, Thread]

    def write(self, out: Path) -> None:
        """Write the index and the pages of all clauses."""
        clauses = list(self.manifest.coverage)
        for at, clause in enumerate(clauses):
            page = self._clause(
                clause,
                before=clauses[at - 1] if at else None,
                after=clauses[at + 1] if at + 1 < len(clauses) else None,
            )
            (out / f"clause-{clause}.html").write_text(page, encoding="utf-8")
        (out / "index.html").write_text(self._index(), encoding="utf-8")

    def _index(self) -> str:
        return self._render(
            "index.html",
            rows=[
                (clause, self._titles(clause), found)
                for clause, found in self.manifest.coverage.items()
            ],
            columns=COVERING,
        )

    def _clause(self, clause: str, before: str | None, after: str | None) -> str:
        mine = [one for one in self.entries if clause in one.clauses()]
        threads = [one for one in self.threads.values() if clause in one.clauses]
        return self._render(
            "clause.html",
            clause=clause,
            requirements=self._requirements(clause),
            found=self.manifest.coverage[clause],
            columns=COVERING,
            examples=[self._example(chain) for chain in strongest(threads)],
            entries=mine,
            hidden=self._hidden(threads),
            before=before,
            after=after,
        )

    def _requirements(self, clause: str) -> list[Requirement]:
        """Return what a clause asks, in the editions that its records name."""
        named = {
            requirement
            for entry in self.entries
            if entry.record is not None
            for requirement in entry.record.header.requirements
        }
        editions = self.manifest.organisation.editions
        return [
            row
            for row in self.catalogue.requirements
            if row.clause == clause
            and (row.standard_id in editions or row.requirement_id in named)
        ]

    def _titles(self, clause: str) -> str:
        """Return in a few words what a clause is about."""
        concepts = {c.concept_id: c.title for c in self.catalogue.concepts}
        rows = self._requirements(clause)
        titles = dict.fromkeys(concepts[row.concept] for row in rows)
        shown = [title.within(self.manifest.language) for title in titles]
        more = " …" if len(shown) > TITLES_MOST else ""
        return " · ".join(shown[:TITLES_MOST]) + more

    @staticmethod
    def _hidden(threads: Sequence[Thread]) -> int:
        """Count the records that are there and may not be shown."""
        return sum(not one.open for thread in threads for one in thread.records)

    def _example(self, chain: Chain) -> Example:
        parts: dict[str, tuple[Numbered, ...]] = {
            "asked": chain.asked,
            "said": chain.said,
            "decided" if chain.decided else "promised": chain.promised,
            "after": chain.after,
        }
        by_number = {entry.stored.seq: entry for entry in self.entries}
        return Example(
            grade=chain.grade,
            steps=tuple(
                Step(name=name, entries=tuple(by_number[one.seq] for one in records))
                for name, records in parts.items()
            ),
        )

    def _render(self, template: str, **values: Any) -> str:
        manifest = self.manifest
        zone = ZoneInfo(manifest.organisation.zone)

        def local(instant: datetime) -> str:
            return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"

        def last_day(until: datetime) -> str:
            return f"{(until - timedelta(seconds=1)).astimezone(zone):%Y-%m-%d}"

        return _TEMPLATES.get_template(template).render(
            say=manifest.say,
            language=manifest.language,
            manifest=manifest,
            organisation=manifest.organisation,
            rehearsal=manifest.organisation.mode is Mode.REHEARSAL,
            zone=zone.key,
            local=local,
            last_day=last_day,
            grades=list(Grade),
            marks=[(m, manifest.marks[m]) for m in Mark if manifest.marks[m]],
            **values,
        )


def clauses_of(
    catalogue: Catalogue, editions: Sequence[str], entries: Sequence[Entry]
) -> list[str]:
    """Return the clauses that questions serve, and those of records, in order.

    A clause that nothing was said about is there as well, or a reader would not miss it.
    """
    served = {
        row.clause
        for prompt in catalogue.prompts
        for row in catalogue.requirements_of(prompt, editions)
    }
    named = {clause for entry in entries for clause in entry.clauses()}
    return sorted(served | named, key=clause_order)
