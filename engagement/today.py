"""The coordinator's one list: everything that waits for them, in the order to do it.

Rules: what nobody but a coordinator can do stands here, once, with what to press. It
is read when the coordinator wants to, or comes as a brief once a week; only somebody
who is stuck and an installation that fails are told at once. Whoever was talked with
has been talked with: their silence is off the list, and on record all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum

from engagement.asking import Unfillable
from engagement.cases import Case
from engagement.catalogue import Cadence, Prompt
from engagement.kpis import Kpi, Period
from engagement.occasions import Occasion

LOOK_BACK = timedelta(weeks=6)
"Silence and failures that are older than that are history."
DUE_WITHIN = timedelta(days=7)
"A case that falls due later than that can wait for the next brief."
OF_ITSELF = frozenset({"resource_queue", "signals"})
"Kinds that come about by themselves: there being none is good news."


class Group(IntEnum):
    """What a line asks of its coordinator; the order is that of the list."""

    DECIDE = 1
    TALK = 2
    UNSENDABLE = 3
    LATE = 4
    CASE = 5
    UNREACHABLE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to do."""

    group: Group
    which: str
    "What it is about: a message, a person, a prompt, a KPI or a case, by its id."
    by: datetime | date | None = None
    "Since when it waits, or by when it is due; the earliest comes first."
    values: Mapping[str, object] = field(default_factory=dict)
    "What its sentence is filled with."
    about: tuple[Occasion, ...] = ()
    "The questions that it is about."

    @property
    def order(self) -> tuple[int, str, str]:
        """Group, then age, then name, so that it repeats."""
        return int(self.group), self.by.isoformat() if self.by else "", self.which


def agenda(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines in the order in which they are to be done."""
    return tuple(sorted(lines, key=lambda line: line.order))


def to_talk_to(
    told: Sequence[Occasion], talked: Mapping[str, datetime]
) -> tuple[Line, ...]:
    """Return who did not answer and was not talked with since, and what about.

    Args:
        told: questions that a coordinator is to talk about.
        talked: person -> when somebody last noted a talk with them.
    """
    silent: dict[str, list[Occasion]] = {}
    for occasion in told:
        since = occasion.told_at
        spoken = talked.get(occasion.person_id)
        if since is not None and (spoken is None or spoken < since):
            silent.setdefault(occasion.person_id, []).append(occasion)
    return tuple(
        Line(
            group=Group.TALK,
            which=person_id,
            by=found[0].told_at,
            about=tuple(found),
        )
        for person_id, found in silent.items()
    )


def unsendable(
    prompts: Sequence[Prompt], kinds: Collection[str], found: Sequence[Unfillable]
) -> tuple[Line, ...]:
    """Return each prompt that cannot be asked, with what it lacks.

    What only an event brings about, or a queue, is not lacking: nothing has happened.

    Args:
        prompts: those that are on.
        kinds: of what there is anything at all.
        found: what cannot be filled in as things stand.
    """
    named = {one.prompt_id for one in found}
    nothing = (
        _lacking(p, missing=[], of=[])
        for p in prompts
        if p.prompt_id not in named and _has_nothing(p, kinds)
    )
    return (*lacking(prompts, found), *nothing)


def lacking(prompts: Sequence[Prompt], found: Sequence[Unfillable]) -> tuple[Line, ...]:
    """Return each prompt that lacks a value, with the values and what lacks them.

    What only an event brings about is left out, as in ``unsendable``.
    """
    of: dict[str, tuple[set[str], list[str]]] = {}
    for one in found:
        missing, subjects = of.setdefault(one.prompt_id, (set(), []))
        missing.update(one.missing)
        if one.subject is not None:
            subjects.append(one.subject.partition(":")[2])
    return tuple(
        _lacking(p, missing=sorted(of[p.prompt_id][0]), of=of[p.prompt_id][1])
        for p in prompts
        if p.prompt_id in of and p.cadence is not Cadence.EVENT
    )


def _has_nothing(prompt: Prompt, kinds: Collection[str]) -> bool:
    """Whether it asks about a kind of thing that nobody has brought."""
    wants = prompt.subject
    if prompt.internal or prompt.events or wants is None or wants in OF_ITSELF:
        return False
    return wants not in kinds


def _lacking(prompt: Prompt, *, missing: list[str], of: list[str]) -> Line:
    return Line(
        group=Group.UNSENDABLE,
        which=prompt.prompt_id,
        values={"missing": tuple(missing), "subjects": ", ".join(of)},
    )


def late_figures(
    kpis: Sequence[Kpi], newest: Mapping[str, Period], today: date
) -> tuple[Line, ...]:
    """Return the figures whose last whole period has no reading.

    Args:
        kpis: all of them.
        newest: KPI -> the period of its newest reading.
        today: where the organisation is at home.
    """
    lines = []
    for kpi in kpis:
        begun = Period.of(today, kpi.cadence).first_day()
        wanted = Period.of(begun - timedelta(days=1), kpi.cadence)
        have = newest.get(kpi.kpi_id)
        if have is None or have < wanted:
            lines.append(
                Line(
                    group=Group.LATE,
                    which=kpi.kpi_id,
                    by=begun,
                    values={"period": wanted},
                )
            )
    return tuple(lines)


def due_cases(cases: Sequence[Case], today: date) -> tuple[Line, ...]:
    """Return the cases that are overdue or fall due within a week."""
    return tuple(
        Line(group=Group.CASE, which=case.case_id, by=case.due_on)
        for case in cases
        if case.due_on <= today + DUE_WITHIN
    )


def unreachable(
    people: Sequence[str], accounts: Collection[str], failed: Mapping[str, datetime]
) -> tuple[Line, ...]:
    """Return who cannot be written to: without an account, or what was sent failed.

    Args:
        people: ids of those who are to be reached.
        accounts: ids of those who have an account.
        failed: person -> when a message to them last failed.
    """
    lines = []
    for person_id in people:
        if person_id not in accounts:
            why, since = "no_account", None
        elif person_id in failed:
            why, since = "failed", failed[person_id]
        else:
            continue
        lines.append(
            Line(
                group=Group.UNREACHABLE, which=person_id, by=since, values={"why": why}
            )
        )
    return tuple(lines)
