"""Which questions cannot be asked for want of a value, and what the values are called."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engagement.asking import Readers, lacking
from engagement.cadence import Name
from engagement.catalogue import Prompt
from engagement.subjects import Subject
from engagement.texts import Language, Texts


def value_names(names: Iterable[str], language: Language, texts: Texts) -> str:
    """Return what values are called by people: ``the target, the date``.

    A placeholder of somebody's own content has no other name than its own.
    """
    return ", ".join(_value_name(name, language, texts) for name in names)


def _value_name(name: str, language: Language, texts: Texts) -> str:
    try:
        return texts.text(f"value.{name}", language)
    except KeyError:
        return name.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking(Container[Name]):
    """What cannot be asked as things stand, found out when it is looked for.

    A look concerns one person's subjects, and an organisation has those of everybody.
    """

    readers: Readers
    prompts: Mapping[str, Prompt]
    subjects: Mapping[str | None, Sequence[Subject | None]]
    _found: dict[Name, bool] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        known: Readers,
        prompts: Sequence[Prompt],
        subjects: Mapping[str | None, tuple[Subject, ...]],
    ) -> Lacking:
        """Return it for some prompts and all subjects by owner."""
        by_key: dict[str | None, list[Subject | None]] = {None: [None]}
        for subject in (one for held in subjects.values() for one in held):
            by_key.setdefault(subject.key, []).append(subject)
        return cls(
            readers=known,
            prompts={p.prompt_id: p for p in prompts if not p.internal},
            subjects=by_key,
        )

    def __contains__(self, name: object) -> bool:
        match name:
            case (str() as prompt_id, (str() | None) as topic):
                known = (prompt_id, topic)
                if known not in self._found:
                    self._found[known] = self._lacks(prompt_id, topic)
                return self._found[known]
            case _:
                return False

    def _lacks(self, prompt_id: str, topic: str | None) -> bool:
        prompt = self.prompts.get(prompt_id)
        return prompt is not None and any(
            lacking(prompt, subject, "en", self.readers)
            for subject in self.subjects.get(topic, ())
        )
