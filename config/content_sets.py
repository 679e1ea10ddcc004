"""Starter sets: from checked rows to programmes that can be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import TypeAdapter

from config.content_files import key_of, read
from config.content_rows import SetRow
from engagement.catalogue import Cadence, Prompt
from engagement.errors import ContentError
from engagement.starter_sets import StarterSet

FILE = "sets.toml"
_ROWS = TypeAdapter(dict[str, SetRow])
_Place = tuple[int | str, ...]


def load_sets(folder: Path, prompts: Sequence[Prompt]) -> tuple[StarterSet, ...]:
    """Return the starter sets of ``folder/sets.toml``, as written.

    Raises:
        ContentError: the file is broken, or names what cannot be chosen so.
    """
    known = {p.prompt_id: p for p in prompts if not p.internal}
    found = []
    for set_id, row in read(folder, FILE, _ROWS).items():
        for place, reason in _faults(row, known):
            raise ContentError(FILE, key_of((set_id, *place)), reason)
        found.append(_starter_set(set_id, row, known))
    return tuple(found)


def _starter_set(set_id: str, row: SetRow, known: dict[str, Prompt]) -> StarterSet:
    return StarterSet(
        set_id=set_id,
        title=row.title.bilingual,
        about=row.about.bilingual,
        prompts=_chosen(row, known),
        cadences={prompt: cadence.value for prompt, cadence in row.cadence.items()},
    )


def _chosen(row: SetRow, known: dict[str, Prompt]) -> frozenset[str]:
    if row.all_but is None:
        return frozenset(row.prompts)
    return frozenset(known) - frozenset(row.all_but)


def _faults(row: SetRow, known: dict[str, Prompt]) -> Iterator[tuple[_Place, str]]:
    """Yield everything that does not hold together in one set."""
    if bool(row.prompts) == (row.all_but is not None):
        yield ("prompts",), "must be there exactly where all_but is not"
    for key, named in (("prompts", row.prompts), ("all_but", row.all_but or ())):
        for n, prompt_id in enumerate(named):
            if prompt_id not in known:
                yield (key, n), f"there is no prompt {prompt_id}"
            if prompt_id in named[:n]:
                yield (key, n), f"{prompt_id} is there twice"
    for prompt_id, cadence in row.cadence.items():
        place = ("cadence", prompt_id)
        if prompt_id not in _chosen(row, known):
            yield place, "is of a prompt that the set does not hold"
        elif Cadence.EVENT in {cadence, known[prompt_id].cadence}:
            yield place, "is of no use: events come when they come"
