"""Questions that nobody can be asked, because nobody holds what they are asked of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from engagement.catalogue import Prompt
from engagement.subjects import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownerless:
    """One prompt, about one thing where it is about one, that has nobody to ask."""

    prompt_id: str
    subject: str | None


def ownerless(
    prompts: Iterable[Prompt],
    subjects: Mapping[str | None, tuple[Subject, ...]],
    functions: Collection[str],
    people: Collection[str],
) -> tuple[Ownerless, ...]:
    """Return what nobody can be asked.

    Args:
        prompts: those that are on.
        subjects: by owner; None: asked of a function.
        functions: those that somebody holds, ``executive`` where there is one.
        people: ids of everybody who is here.
    """
    found: list[Ownerless] = []
    for prompt in prompts:
        if prompt.internal:
            continue
        held = any(one in functions for one in prompt.asked_of)
        if prompt.subject is None:
            if not held:
                found.append(Ownerless(prompt_id=prompt.prompt_id, subject=None))
            continue
        for owner, owned in subjects.items():
            asked = held if owner is None else owner in people
            found += [
                Ownerless(prompt_id=prompt.prompt_id, subject=one.key)
                for one in owned
                if one.kind == prompt.subject and not asked
            ]
    return tuple(found)
