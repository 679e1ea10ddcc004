"""What an export says of itself: the same in the manifest, on the page, by the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.ports.store import Filter
from engagement.evidence import (
    COUNTS,
    COVERING,
    Coverage,
    Mark,
    Scope,
    Tally,
    lag_said,
)
from engagement.grades import Grade
from engagement.ledger import FORMAT
from engagement.organisation import Organisation
from engagement.texts import Language, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One count, with the sentence that defines it."""

    name: str
    label: str
    value: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an export says of itself."""

    organisation: Organisation
    size: int
    root: str
    records: int
    wanted: Filter
    person: str | None
    "Name of the person whose records were asked for."
    tally: Tally
    coverage: Mapping[str, Coverage]
    "By clause, in their order."
    scope: Scope
    marks: Mapping[Mark, int]
    "How many records bear each."
    content: str
    "Version of the catalogue."
    at: datetime
    software: str
    texts: Texts
    language: Language

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the language of the export."""
        return self.texts.text(key, self.language, **values)

    def lines(self) -> list[Line]:
        """Return every count and its definition, the median last."""
        counts = self.tally.counts
        found = [self._line(name, str(counts[name])) for name in COUNTS]
        return [*found, self._line("lag", self._lag())]

    def _line(self, name: str, value: str) -> Line:
        return Line(
            name=name,
            label=self.say(f"tally.{name}"),
            value=value,
            means=self.say(f"tally.{name}.means"),
        )

    def _lag(self) -> str:
        return lag_said(self.tally, self.language, self.texts)

    def data(self) -> dict[str, Any]:
        """Return it for ``manifest.json``."""
        hours = self.tally.lag_hours
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
                "from": iso(self.wanted.since),
                "before": iso(self.wanted.until),
            },
            "counts": dict(self.tally.counts),
            "median_lag": {
                "working_hours": None if hours is None else str(hours),
                "answers": self.tally.timed,
            },
            "definitions": {line.name: line.means for line in self.lines()},
            "coverage": {
                clause: _covered(found) for clause, found in self.coverage.items()
            },
            "grades": {g.value: self.say(f"grade.{g.value}.means") for g in Grade},
            "marks": {
                mark.value: {
                    "records": number,
                    "means": self.say(f"mark.{mark.value}.means"),
                }
                for mark, number in self.marks.items()
            },
            "scope": self._scope(),
            "catalogue": {
                "version": self.content,
                "editions": list(self.organisation.editions),
            },
            "exported_at": iso(self.at),
            "language": self.language,
            "software": self.software,
            "statement": self.say("export.honest"),
            "limits": self.say("export.limits"),
        }

    def _scope(self) -> dict[str, Any]:
        return {
            "sites": list(self.scope.sites),
            "top_management": [
                {
                    "name": one.name,
                    "role": one.role.within(self.language),
                    "site": one.site,
                    "from": one.since.isoformat(),
                    "to": None if one.until is None else one.until.isoformat(),
                }
                for one in self.scope.leaders
            ],
        }


def _covered(found: Coverage) -> dict[str, int]:
    return {
        "asked": found.asked,
        **{grade.value: found.grades[grade] for grade in COVERING},
        "negative": found.negative,
        "skipped": found.skipped,
        "silent": found.silent,
        "unread": found.unread,
    }


def iso(instant: datetime | None) -> str | None:
    """Return an instant as files write it."""
    return None if instant is None else f"{instant:%Y-%m-%dT%H:%M:%SZ}"
