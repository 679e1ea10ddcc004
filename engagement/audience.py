"""Who will see an answer, in words, before it is given.

Rules: who asks a question says beside it who reads the answer, by name where there is
one, and who does not. A coordinator reads as one of the coordinators and not as a
person, so the names say *now*: others may follow. Nobody answers in the dark, and
nobody is promised more than ``engagement.access`` keeps.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from engagement.catalogue import Reader
from engagement.texts import Language, Texts


def seen_by(
    audience: Collection[Reader],
    coordinators: Sequence[str],
    language: Language,
    texts: Texts,
) -> str:
    """Return one line: who will see the answer besides its author, and who will not.

    Args:
        audience: the groups that may see it.
        coordinators: names of the coordinators; the function stands for none.
        language: the reader's.
        texts: where the words come from.
    """
    both = texts.text("word.and", language)
    named = {
        Reader.COORDINATOR: _group(coordinators, both, language, texts),
        Reader.LEADERSHIP: texts.text("audience.leadership", language),
        Reader.AUDITOR: texts.text("audience.auditor", language),
    }
    seen = [named[one] for one in Reader if one in audience]
    unseen = [named[one] for one in Reader if one not in audience]
    if not seen:
        return texts.text("audience.nobody", language)
    line = texts.text("audience.seen", language, who=_listed(seen, both))
    if not unseen:
        return line
    either = texts.text("word.or", language)
    hidden = texts.text("audience.unseen", language, who=_listed(unseen, either))
    return f"{line} {hidden}"


def _group(names: Sequence[str], both: str, language: Language, texts: Texts) -> str:
    """Return the coordinators: the function, and who has it as things stand."""
    if not names:
        return texts.text("audience.coordinator", language)
    who = _listed(names, both)
    return texts.text("audience.coordinators", language, n=len(names), names=who)


def _listed(names: Sequence[str], word: str) -> str:
    """Return ``A``, ``A and B`` or ``A, B and C``."""
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last
