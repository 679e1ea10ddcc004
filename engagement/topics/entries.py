"""Subjects from ``subjects.csv``: what has no table of its own yet.

``values`` are the organisation's own words; a number that cannot be read as one is
left out, so that nobody is asked about a figure that is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from engagement.subjects import Choice, Entry, Subject, Value
from engagement.texts import Bilingual
from engagement.topics.owned import present
from engagement.topics.sources import Sources

ANSWER_WITHIN = 5
"Days within which a complaint should have had its first answer, unless it says so."
RECENT_DAYS = 31
"What happened longer ago is no event any more."


def _number(entry: Entry, name: str) -> Decimal | None:
    try:
        found = Decimal(entry.values.get(name, "").replace(",", ".").replace(" ", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _recently(entry: Entry, sources: Sources) -> bool:
    """Whether it happened within the last weeks."""
    first = sources.today - timedelta(days=RECENT_DAYS)
    return entry.on is not None and first <= entry.on <= sources.today


def _event(entry: Entry, name: str) -> dict[str, str]:
    return {name: entry.on.isoformat()} if entry.on is not None else {}


Parts = tuple[dict[str, Value], Mapping[str, str], Mapping[str, tuple[Choice, ...]]]
"Values, events and lists of an entry."


def _complaint(entry: Entry, sources: Sources) -> Parts:
    days = (sources.today - entry.on).days if entry.on is not None else None
    within = _number(entry, "days_allowed") or Decimal(ANSWER_WITHIN)
    overdue = days is not None and days > within
    values = present(
        customer=entry.values.get("customer"), complaint=entry.title, days=days
    )
    return values, _event(entry, "complaint_overdue") if overdue else {}, {}


def _supplier(entry: Entry, sources: Sources) -> Parts:
    ppm, limit = _number(entry, "ppm"), _number(entry, "limit")
    over = ppm is not None and limit is not None and ppm > limit
    values = present(supplier=entry.title, ppm=ppm, n=_number(entry, "n"), limit=limit)
    recent = over and _recently(entry, sources)
    return values, _event(entry, "supplier_limit") if recent else {}, {}


def _nonconformity(entry: Entry, sources: Sources) -> Parts:
    del sources
    number = _number(entry, "n")
    again = number is not None and number > 1
    values = present(nonconformity=entry.title, n=number)
    return values, {"recurrence": f"n{number}"} if again else {}, {}


def _audit(entry: Entry, sources: Sources) -> Parts:
    names = [f.strip() for f in entry.values.get("findings", "").split("|")]
    findings = tuple(
        Choice(choice_id=f"f{number}", label=Bilingual(en=name, sv=name))
        for number, name in enumerate((n for n in names if n), 1)
    )
    overdue = _number(entry, "overdue") or Decimal(0)
    values = present(area=entry.title, n=len(findings), m=overdue)
    events = _event(entry, "audit_findings")
    recent = findings and _recently(entry, sources)
    return values, events if recent else {}, {"findings": findings}


def _improvement(entry: Entry, sources: Sources) -> Parts:
    event = {
        "started": "improvement_started",
        "ended": "improvement_ended",
    }.get(entry.values.get("state", ""))
    happened = event is not None and _recently(entry, sources)
    values = present(improvement=entry.title)
    return values, _event(entry, event) if event and happened else {}, {}


def _meeting(entry: Entry, sources: Sources) -> Parts:
    held = entry.on is not None and entry.on <= sources.today
    return present(meeting=entry.title, date=entry.on if held else None), {}, {}


def _decision(entry: Entry, sources: Sources) -> Parts:
    choices = tuple(
        Choice(choice_id=one.objective_id, label=one.title)
        for one in sources.objectives
    )
    values = present(decision=entry.title, date=entry.on)
    events = _event(entry, "strategy_decision") if _recently(entry, sources) else {}
    return values, events, {"objectives": choices}


def _role_change(entry: Entry, sources: Sources) -> Parts:
    ahead = entry.on is not None and entry.on >= sources.today - timedelta(
        days=RECENT_DAYS
    )
    values = present(role=entry.title, site=entry.values.get("site"), date=entry.on)
    return values, _event(entry, "role_change") if ahead else {}, {}


def _peers(entry: Entry, sources: Sources) -> Parts:
    del sources
    values = present(
        kpi=entry.title,
        value=_number(entry, "value"),
        band=entry.values.get("band"),
        n=_number(entry, "n"),
        source=entry.values.get("source"),
    )
    return values, {}, {}


_OWNED = {"nonconformity", "audit", "improvement", "meeting"}
KINDS: dict[str, Callable[[Entry, Sources], Parts]] = {
    "audit": _audit,
    "complaint": _complaint,
    "decision": _decision,
    "improvement": _improvement,
    "meeting": _meeting,
    "nonconformity": _nonconformity,
    "peer_comparison": _peers,
    "role_change": _role_change,
    "supplier": _supplier,
}
"Kinds of entries that become a subject each."
COLLECTED = ("requirement", "resource")
"Kinds of which only the list is asked about."


def of_entries(sources: Sources) -> Iterator[Subject]:
    """Entries as subjects, and the month's new requirements as one."""
    for entry in sources.entries:
        build = KINDS.get(entry.kind)
        if build is None or entry.values.get("closed"):
            continue
        values, events, choices = build(entry, sources)
        yield Subject(
            kind=entry.kind,
            subject_id=entry.entry_id,
            title=entry.title,
            owner_id=entry.owner_id if entry.kind in _OWNED else None,
            values=values,
            events=events,
            choices=choices,
        )
    yield from _requirements(sources)


def _requirements(sources: Sources) -> Iterator[Subject]:
    new = [
        entry.title
        for entry in sources.entries
        if entry.kind == "requirement" and _recently(entry, sources)
    ]
    if new:
        listed = Bilingual(
            en="; ".join(title.within("en") for title in new),
            sv="; ".join(title.within("sv") for title in new),
        )
        yield Subject(
            kind="requirement_change",
            subject_id=f"{sources.today:%Y-%m}",
            title=listed,
            owner_id=None,
            values={"list": listed},
        )
