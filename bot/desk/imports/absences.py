"""``absences.csv``: who is away, and when.

Rules: an absence is its person and its days, so other days are another absence; the
first one stays until it is withdrawn. Days that are past already are imported too: they
explain why somebody was not asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.desk.imports.cells import DAY, PERSON
from bot.desk.imports.closed import check_span
from bot.desk.imports.entries import given
from bot.desk.imports.history import Past
from bot.desk.imports.kind import Drawn
from bot.desk.imports.sheet import Column, Line, Sheet
from engagement.facts import AbsenceRecorded, AbsenceWithdrawn, Fact
from engagement.people import Absence

MOST_DAYS = 400
_PERSON = Column("person", "person", PERSON, required=True)
_STARTS = Column("starts", "från", DAY, required=True)
_ENDS = Column("ends", "till", DAY, required=True)
_EXAMPLES: tuple[Mapping[str, str], ...] = (
    {"person": "E4", "starts": "2026-12-21", "ends": "2027-01-06"},
    {"person": "Priya Deshmukh", "starts": "2026-11-30", "ends": "2026-12-04"},
)
_Days = tuple[str, date, date]


class AbsencesKind:
    """Days on which people are away."""

    name = "absences"
    swedish = "frånvaro"
    columns = (_PERSON, _STARTS, _ENDS)
    examples = _EXAMPLES

    def draw(self, sheet: Sheet) -> Drawn:
        """Turn a file into facts."""
        people = [p.person_id for p in sheet.at.unit.people.all()]
        known = {_days(one): one for one in sheet.at.unit.people.absences(people)}
        found: dict[_Days, Absence] = {}
        for line in sheet.lines(self.columns):
            days = self._read(line)
            if days is None:
                continue
            if days in found:
                line.refuse("absence_twice", "person")
            found[days] = known.get(days) or _new(days)
        news = [one for days, one in found.items() if days not in known]
        return Drawn(
            facts=tuple(AbsenceRecorded(absence=one) for one in news),
            added=tuple(_name(one) for one in news),
            unchanged=tuple(_name(one) for d, one in found.items() if d in known),
            missing=tuple(
                _name(one)
                for days, one in known.items()
                if days not in found and one.ends >= sheet.today
            ),
        )

    def _read(self, line: Line) -> _Days | None:
        person, starts, ends = (given(line, c) for c in self.columns)
        if not line.bad:
            check_span(line, starts, ends, MOST_DAYS)
        return (person, starts, ends) if not line.bad else None

    def reverse(self, fact: Fact, past: Past) -> tuple[Fact, ...] | None:
        """Return what supersedes a fact of an import; None: keep what is newer."""
        if not isinstance(fact, AbsenceRecorded):
            return None
        one = fact.absence
        if one not in past.at.unit.people.absences([one.person_id]):
            return None
        withdrawn = AbsenceWithdrawn(absence_id=one.absence_id, person_id=one.person_id)
        return (withdrawn,)


def _days(absence: Absence) -> _Days:
    return absence.person_id, absence.starts, absence.ends


def _new(days: _Days) -> Absence:
    person_id, starts, ends = days
    # The same again after it was withdrawn is the same absence.
    absence_id = f"{person_id}-{starts:%Y%m%d}-{ends:%Y%m%d}"
    return Absence(absence_id=absence_id, person_id=person_id, starts=starts, ends=ends)


def _name(absence: Absence) -> str:
    return f"{absence.person_id} {absence.starts}..{absence.ends}"


ABSENCES = AbsencesKind()
