"""All subjects of an organisation, by owner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from engagement.subjects import Subject
from engagement.topics.entries import of_entries
from engagement.topics.owned import actions, objectives, risks, signals, treatments
from engagement.topics.shared import (
    coordinators,
    figures,
    objective_list,
    policy,
    resource_queue,
    reviews,
    signal_list,
)
from engagement.topics.sources import Sources

_BUILDERS: tuple[Callable[[Sources], Iterator[Subject]], ...] = (
    objectives,
    risks,
    treatments,
    actions,
    signals,
    of_entries,
    objective_list,
    signal_list,
    figures,
    resource_queue,
    reviews,
    policy,
    coordinators,
)


def subjects_of(sources: Sources) -> Mapping[str | None, tuple[Subject, ...]]:
    """Return subjects by the person who answers for them; None: asked of a function."""
    found: dict[str | None, list[Subject]] = {}
    for build in _BUILDERS:
        for subject in build(sources):
            found.setdefault(subject.owner_id, []).append(subject)
    return {owner: tuple(subjects) for owner, subjects in found.items()}
