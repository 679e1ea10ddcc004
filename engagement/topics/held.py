"""Which data a prompt is about, and whether an organisation has given any.

Rules: an event that nobody could have noticed, for want of data, is not an event that
did not happen. So it is the data that is looked at, not what is asked about today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engagement.topics.sources import Sources

POLICY = "policy"
"The one that is no file: the quality policy of the organisation."
_FILES: Mapping[str, str] = {
    "action": "actions",
    "coordinator": "people",
    "figures": "readings",
    "objective": "objectives",
    "objectives": "objectives",
    "policy": POLICY,
    "review": "reviews",
    "risk": "risks",
    "signal": "readings",
    "signals": "readings",
    "treatment": "risks",
}
_ENTRIES: Mapping[str, str] = {
    "requirement_change": "requirement",
    "resource_queue": "resource",
}
"What a list is made of, where that has another name."
_HELD: Mapping[str, Callable[[Sources], bool]] = {
    "actions": lambda sources: bool(sources.actions),
    "objectives": lambda sources: bool(sources.objectives),
    "people": lambda sources: bool(sources.coordinators),
    POLICY: lambda sources: bool(sources.policy.strip()),
    "readings": lambda sources: any(f.latest is not None for f in sources.figures),
    "reviews": lambda sources: bool(sources.reviews),
    "risks": lambda sources: bool(sources.risks),
}


def data_of(subject: str | None) -> tuple[str, str | None]:
    """Return the file that subjects of a kind come from, and their kind within it.

    Args:
        subject: a ``SubjectKind``; None, as of what is about nothing by name, means that
            a list of people is enough.
    """
    if subject is None:
        return "people", None
    file = _FILES.get(subject)
    if file is not None:
        return file, None
    return "subjects", _ENTRIES.get(subject, subject)


def is_held(subject: str | None, sources: Sources) -> bool:
    """Whether there is any data that such a subject could come from, closed or not."""
    if subject is None:
        return True
    if subject == "resource_queue":
        waiting = any(one.kind == "resources" for one in sources.actions)
        return waiting or _has_entry("resource", sources)
    file, kind = data_of(subject)
    return _HELD[file](sources) if kind is None else _has_entry(kind, sources)


def _has_entry(kind: str, sources: Sources) -> bool:
    return any(entry.kind == kind for entry in sources.entries)
