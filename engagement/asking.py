"""From a prompt to a question: values filled in, in one person's language.

What cannot be filled is not asked; ``Unfillable`` says which values are missing, so
that a coordinator can see why.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from engagement.cards import ChoiceOption
from engagement.catalogue import FollowUp, Option, Prompt, Reader
from engagement.questions import AskedFollowUp, AskedRange, Question
from engagement.subjects import Subject, Value
from engagement.texts import Bilingual, Language, Texts
from engagement.vocabulary import FOUR_WAY

OBSTACLES = ("money", "people", "decision", "time", "unclear")
"What can be in the way; the words are ``obstacle.<id>``."


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfillable:
    """A prompt that cannot be asked as things stand."""

    prompt_id: str
    subject: str | None
    missing: tuple[str, ...]
    "Names of the values that nobody has given."


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Names of those who may see answers, for telling people."""

    coordinators: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    "Values that every prompt may use, such as ``coordinator``."


def ask(
    prompt: Prompt,
    subject: Subject | None,
    language: Language,
    texts: Texts,
    readers: Readers,
) -> Question | Unfillable:
    """Fill a prompt in for one subject and one language."""
    values = {**readers.values, **(subject.values if subject is not None else {})}
    wording = prompt.wording(values).within(language)
    names = [name for _, name, _, _ in string.Formatter().parse(wording) if name]
    missing = tuple(name for name in dict.fromkeys(names) if name not in values)
    options = _options(prompt, subject, language, texts)
    if prompt.options_from is not None and not _dynamic(prompt, subject):
        missing = (*missing, prompt.options_from)
    if missing:
        key = None if subject is None else subject.key
        return Unfillable(prompt_id=prompt.prompt_id, subject=key, missing=missing)
    shown = {name: show(values[name], language, texts) for name in names}
    return Question(
        prompt_id=prompt.prompt_id,
        prompt_version=prompt.version,
        prompt_digest=prompt.digest,
        language=language,
        kind=prompt.kind,
        text=wording.format(**shown),
        options=options,
        number=_range(prompt, language),
        follow_ups=_follow_ups(prompt, language, texts),
        object=subject.title.within(language) if subject is not None else "",
        seen_by=seen_by(prompt.audience, readers, language, texts),
    )


def show(value: Value, language: Language, texts: Texts) -> str:
    """Return a placeholder's value in the reader's words."""
    match value:
        case Bilingual():
            return value.within(language)
        case Decimal():
            return texts.number(value, language)
        case date():
            return texts.day(value, language)
        case _:
            return str(value)


def _dynamic(prompt: Prompt, subject: Subject | None) -> tuple[Option, ...]:
    if prompt.options_from is None or subject is None:
        return ()
    return tuple(
        Option(option_id=choice.choice_id, label=choice.label)
        for choice in subject.choices.get(prompt.options_from, ())
    )


def _options(
    prompt: Prompt, subject: Subject | None, language: Language, texts: Texts
) -> tuple[ChoiceOption, ...]:
    if prompt.kind == "four_way":
        return tuple(
            ChoiceOption(option_id=one, label=texts.text(f"option.{one}", language))
            for one in FOUR_WAY
        )
    return _labels((*_dynamic(prompt, subject), *prompt.options), language)


def _labels(
    options: tuple[Option, ...], language: Language
) -> tuple[ChoiceOption, ...]:
    return tuple(
        ChoiceOption(option_id=o.option_id, label=o.label.within(language))
        for o in options
    )


def _range(prompt: Prompt, language: Language) -> AskedRange | None:
    number = prompt.number
    if number is None:
        return None
    return AskedRange(
        least=number.least,
        most=number.most,
        decimals=number.decimals,
        unit=number.unit.within(language),
    )


def _follow_ups(
    prompt: Prompt, language: Language, texts: Texts
) -> tuple[AskedFollowUp, ...]:
    own = tuple(_follow_up(one, language) for one in prompt.follow_ups)
    return own + (_four_way(language, texts) if prompt.kind == "four_way" else ())


def _follow_up(one: FollowUp, language: Language) -> AskedFollowUp:
    return AskedFollowUp(
        follow_up_id=one.follow_up_id,
        when=one.when,
        kind=one.kind,
        ask=one.ask.within(language),
        options=_labels(one.options, language),
        required=one.required,
        commits=one.commits,
    )


def _four_way(language: Language, texts: Texts) -> tuple[AskedFollowUp, ...]:
    """The standing follow-ups of done, planned, blocked and not relevant."""

    def text(key: str) -> str:
        return texts.text(key, language)

    obstacles = tuple(
        ChoiceOption(option_id=one, label=text(f"obstacle.{one}")) for one in OBSTACLES
    )
    return (
        AskedFollowUp(
            follow_up_id="when",
            when=("planned",),
            kind="moment",
            ask=text("follow_up.when"),
            commits=True,
        ),
        AskedFollowUp(
            follow_up_id="obstacle",
            when=("blocked",),
            kind="choice",
            ask=text("follow_up.obstacle"),
            options=obstacles,
        ),
        AskedFollowUp(
            follow_up_id="reason",
            when=("not_relevant",),
            kind="sentence",
            ask=text("follow_up.reason"),
        ),
        AskedFollowUp(
            follow_up_id="proof",
            when=("done",),
            kind="sentence",
            ask=text("follow_up.proof"),
            required=False,
        ),
    )


def seen_by(
    audience: tuple[Reader, ...], readers: Readers, language: Language, texts: Texts
) -> str:
    """Return one line with names: who will see the answer, and who will not."""
    named = {
        Reader.COORDINATOR: " / ".join(readers.coordinators)
        or texts.text("audience.coordinator", language),
        Reader.LEADERSHIP: texts.text("audience.leadership", language),
        Reader.AUDITOR: texts.text("audience.auditor", language),
    }
    seen = [named[one] for one in Reader if one in audience]
    unseen = [named[one] for one in Reader if one not in audience]
    if not seen:
        return texts.text("audience.nobody", language)
    line = texts.text("audience.seen", language, who=_listed(seen, language, texts))
    if Reader.LEADERSHIP in audience or not unseen:
        return line
    hidden = texts.text("audience.leadership", language)
    return f"{line} {texts.text('audience.unseen', language, who=hidden)}"


def _listed(names: list[str], language: Language, texts: Texts) -> str:
    *first, last = names
    if not first:
        return last
    word = texts.text("word.and", language)
    return f"{', '.join(first)} {word} {last}"
