"""Starter sets: a programme to begin with, and what choosing one would undo.

Rules: a set decides for every prompt whether it is on and how often it comes; limits and
the digest are left as they are. What an organisation changed by hand, against the set it
chose or against what is shipped, is named before another set overwrites it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from engagement.organisation import Programme, PromptSetting
from engagement.texts import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterSet:
    """Prompts that go together, and how often they come."""

    set_id: str
    title: Bilingual
    about: Bilingual
    prompts: frozenset[str]
    "Ids of those that are on; all others are off."
    cadences: Mapping[str, str] = field(default_factory=dict)
    "Where it differs from the prompt's own: id -> ``Cadence`` value."

    def setting(self, prompt_id: str) -> PromptSetting:
        """Return what it decides about a prompt."""
        return PromptSetting(
            on=prompt_id in self.prompts, cadence=self.cadences.get(prompt_id)
        )

    def applied(self, programme: Programme, prompt_ids: Iterable[str]) -> Programme:
        """Return the programme with this set chosen for all these prompts."""
        return replace(
            programme,
            prompts={one: self.setting(one) for one in prompt_ids},
            chosen=self.set_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HandChange:
    """What an organisation changed about a prompt, and a new set would undo."""

    prompt_id: str
    now: PromptSetting
    then: PromptSetting


def undone_by(
    new: StarterSet,
    programme: Programme,
    shipped: Mapping[str, bool],
    chosen: StarterSet | None,
) -> tuple[HandChange, ...]:
    """Return what was changed by hand and would not be so any more.

    Args:
        new: the set that is about to be chosen.
        programme: as it is.
        shipped: prompt -> whether it is on unless somebody says otherwise.
        chosen: the set that the programme began with; None: the shipped defaults.
    """
    found = []
    for prompt_id, on in shipped.items():
        base = PromptSetting(on=on) if chosen is None else chosen.setting(prompt_id)
        held = programme.prompts.get(prompt_id, PromptSetting())
        now = replace(held, on=on if held.on is None else held.on)
        then = new.setting(prompt_id)
        if not (_alike(now, base) or _alike(now, then)):
            found.append(HandChange(prompt_id=prompt_id, now=now, then=then))
    return tuple(found)


def _alike(one: PromptSetting, other: PromptSetting) -> bool:
    """Whether they ask the same; how often is of no matter where it is off."""
    return one == other or not (one.on or other.on)
