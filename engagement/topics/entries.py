"""Subjects from ``subjects.csv``: what has no table of its own yet.

``values`` are the organisation's own words; a number that cannot be read as one is
left out, so that nobody is asked about a figure that is not there. So is a day that
does not fit what the question says of it: *was*, *has*, *in the past month*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from engagement.subjects import Choice, Entry, Subject, Value
from engagement.texts import Bilingual
from engagement.topics.sources import Sources, present

ANSWER_WITHIN = Decimal(5)
"Days within which a complaint should have had its first answer, unless it says so."


def _number(entry: Entry, name: str) -> Decimal | None:
    written = "".join(entry.values.get(name, "").split()).replace(",", ".")
    try:
        found = Decimal(written)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _event(entry: Entry, name: str) -> dict[str, str]:
    return {name: entry.on.isoformat()} if entry.on is not None else {}


Parts = tuple[dict[str, Value], Mapping[str, str], Mapping[str, tuple[Choice, ...]]]
"Values, events and lists of an entry."


def _complaint(entry: Entry, sources: Sources) -> Parts:
    """It stays an event however old it gets: nobody has answered it."""
    within = _number(entry, "days_allowed")
    within = ANSWER_WITHIN if within is None else within
    days = None
    if entry.on is not None and sources.happened(entry.on):
        days = (sources.today - entry.on).days
    overdue = days is not None and days > within
    values = present(
        customer=entry.values.get("customer"), complaint=entry.title, days=days
    )
    return values, _event(entry, "complaint_overdue") if overdue else {}, {}


def _supplier(entry: Entry, sources: Sources) -> Parts:
    ppm, limit = _number(entry, "ppm"), _number(entry, "limit")
    over = ppm is not None and limit is not None and ppm > limit
    values = present(supplier=entry.title, ppm=ppm, n=_number(entry, "n"), limit=limit)
    passed = over and sources.recently(entry.on)
    return values, _event(entry, "supplier_limit") if passed else {}, {}


def _nonconformity(entry: Entry, sources: Sources) -> Parts:
    """Each further time is an event of its own."""
    del sources
    times = _number(entry, "n")
    again = times is not None and times > 1
    values = present(nonconformity=entry.title, n=times)
    return values, {"recurrence": f"n{times:.0f}"} if again else {}, {}


def _audit(entry: Entry, sources: Sources) -> Parts:
    names = [f.strip() for f in entry.values.get("findings", "").split("|")]
    findings = tuple(
        Choice(choice_id=f"f{number}", label=Bilingual(en=name, sv=name))
        for number, name in enumerate(dict.fromkeys(n for n in names if n), 1)
    )
    overdue = _number(entry, "overdue") or Decimal(0)
    values = present(
        area=entry.title,
        n=len(findings),
        m=overdue if overdue <= len(findings) else None,
    )
    new = findings and sources.recently(entry.on)
    return (
        values,
        _event(entry, "audit_findings") if new else {},
        {"findings": findings},
    )


def _improvement(entry: Entry, sources: Sources) -> Parts:
    event = {
        "started": "improvement_started",
        "ended": "improvement_ended",
    }.get(entry.values.get("state", ""))
    values = present(improvement=entry.title)
    if event is None or not sources.recently(entry.on):
        return values, {}, {}
    return values, _event(entry, event), {}


def _meeting(entry: Entry, sources: Sources) -> Parts:
    """An old meeting lacks its date: what was said there is forgotten by now."""
    date = entry.on if sources.recently(entry.on) else None
    return present(meeting=entry.title, date=date), {}, {}


def _decision(entry: Entry, sources: Sources) -> Parts:
    choices = tuple(
        Choice(choice_id=one.objective_id, label=one.title)
        for one in sources.objectives
    )
    date = entry.on if sources.happened(entry.on) else None
    values = present(decision=entry.title, date=date)
    new = sources.recently(entry.on)
    events = _event(entry, "strategy_decision") if new else {}
    return values, events, {"objectives": choices}


def _role_change(entry: Entry, sources: Sources) -> Parts:
    """It is confirmed beforehand, so what lies ahead is an event as well."""
    near = sources.recently(entry.on) or not sources.happened(entry.on)
    values = present(role=entry.title, site=entry.values.get("site"), date=entry.on)
    return values, _event(entry, "role_change") if near else {}, {}


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
    """Entries as subjects, and the new requirements as one."""
    for entry in sources.entries:
        build = KINDS.get(entry.kind)
        if build is None or entry.closed:
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
    """One subject for good: its cadence says when the list is looked at again."""
    new = [
        entry.title
        for entry in sources.entries
        if entry.kind == "requirement"
        and not entry.closed
        and sources.recently(entry.on)
    ]
    if new:
        listed = Bilingual(
            en="; ".join(title.within("en") for title in new),
            sv="; ".join(title.within("sv") for title in new),
        )
        yield Subject(
            kind="requirement_change",
            subject_id="all",
            title=listed,
            owner_id=None,
            values={"list": listed},
        )
