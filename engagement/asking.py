"""From a prompt to a question: values filled in, in one person's language.

Rules: what cannot be filled is not asked; ``Unfillable`` says which values are missing,
so that a coordinator can see why. A subject's values go before those that every prompt
may use. Options that come from data stand before the prompt's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from engagement.access import narrowed
from engagement.audience import seen_by
from engagement.cards import ChoiceOption
from engagement.catalogue import FollowUp, Option, Prompt
from engagement.grades import Grade, default_grade
from engagement.questions import AskedFollowUp, AskedRange, Question
from engagement.subjects import Subject, Value
from engagement.texts import Bilingual, Language, Texts
from engagement.vocabulary import FOUR_WAY
from engagement.wording import fill, placeholders

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
    """What every prompt may use, and who reads the answers."""

    coordinators: tuple[str, ...] = ()
    "Their names."
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
    values = _values(subject, readers)
    wording = prompt.wording(values).within(language)
    dynamic = _dynamic(prompt, subject, language)
    missing = lacking(prompt, subject, language, readers)
    if missing:
        key = None if subject is None else subject.key
        return Unfillable(prompt_id=prompt.prompt_id, subject=key, missing=missing)
    filler = _Filler(
        language=language,
        texts=texts,
        shown={name: show(held, language, texts) for name, held in values.items()},
    )
    audience = narrowed(prompt.audience, None if subject is None else subject.audience)
    return Question(
        prompt_id=prompt.prompt_id,
        prompt_version=prompt.version,
        prompt_digest=prompt.digest,
        language=language,
        kind=prompt.kind,
        text=filler.fill(wording),
        beside=filler.beside(prompt, subject),
        options=dynamic + filler.options(prompt),
        number=_range(prompt, language),
        follow_ups=filler.follow_ups(prompt),
        object=filler.object(prompt, subject),
        audience=audience,
        seen_by=seen_by(audience, readers.coordinators, language, texts),
        consent=prompt.consent,
        grade=prompt.grade or default_grade(prompt.kind),
    )


def lacking(
    prompt: Prompt, subject: Subject | None, language: Language, readers: Readers
) -> tuple[str, ...]:
    """Return which values and lists a question needs that nobody has given.

    An empty tuple: it can be asked.
    """
    values = _values(subject, readers)
    missing = _missing(
        prompt, prompt.wording(values).within(language), language, values
    )
    source = prompt.options_from
    if source is not None and not (subject is not None and subject.choices.get(source)):
        missing = (*missing, source)
    return missing


def _values(subject: Subject | None, readers: Readers) -> Mapping[str, Value]:
    return {**readers.values, **(subject.values if subject is not None else {})}


def _missing(
    prompt: Prompt, wording: str, language: Language, values: Mapping[str, Value]
) -> tuple[str, ...]:
    """Return which values the words need that nobody has given."""
    used = [
        wording,
        prompt.promise.within(language),
        *(o.label.within(language) for o in prompt.options),
        *(f.ask.within(language) for f in prompt.follow_ups),
    ]
    names = dict.fromkeys(name for text in used for name in sorted(placeholders(text)))
    return tuple(name for name in names if name not in values)


def _dynamic(
    prompt: Prompt, subject: Subject | None, language: Language
) -> tuple[ChoiceOption, ...]:
    """Options that come from data; their words are nobody's template."""
    if prompt.options_from is None or subject is None:
        return ()
    return tuple(
        ChoiceOption(
            option_id=one.choice_id,
            label=one.label.within(language),
            grade=prompt.grade or default_grade(prompt.kind),
        )
        for one in subject.choices.get(prompt.options_from, ())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filler:
    """The words of a prompt with the values of one subject, in one language."""

    language: Language
    texts: Texts
    shown: Mapping[str, str]

    def fill(self, text: str) -> str:
        return fill(text, self.shown)

    def said(self, key: str) -> str:
        return self.texts.text(key, self.language)

    def object(self, prompt: Prompt, subject: Subject | None) -> str:
        """What a commitment made here would be about."""
        if prompt.promise:
            return self.fill(prompt.promise.within(self.language))
        return "" if subject is None else subject.title.within(self.language)

    def beside(self, prompt: Prompt, subject: Subject | None) -> str | None:
        """The other figures of what the question tells one figure of."""
        if subject is None or prompt.kind != "objective_update" or not subject.beside:
            return None
        figures = subject.beside.within(self.language)
        return self.texts.text("question.beside", self.language, figures=figures)

    def options(self, prompt: Prompt) -> tuple[ChoiceOption, ...]:
        if prompt.kind == "four_way":
            return tuple(
                replace(one, grade=default_grade(prompt.kind, one.option_id))
                for one in self.standing("option", FOUR_WAY)
            )
        return tuple(
            replace(one, grade=one.grade or default_grade(prompt.kind, one.option_id))
            for one in self.own(prompt.options)
        )

    def own(self, options: tuple[Option, ...]) -> tuple[ChoiceOption, ...]:
        return tuple(
            ChoiceOption(
                option_id=o.option_id,
                label=self.fill(o.label.within(self.language)),
                grade=o.grade,
            )
            for o in options
        )

    def standing(self, kind: str, ids: tuple[str, ...]) -> tuple[ChoiceOption, ...]:
        return tuple(
            ChoiceOption(option_id=one, label=self.said(f"{kind}.{one}")) for one in ids
        )

    def follow_ups(self, prompt: Prompt) -> tuple[AskedFollowUp, ...]:
        own = tuple(self.follow_up(one) for one in prompt.follow_ups)
        return own + (self.four_way() if prompt.kind == "four_way" else ())

    def follow_up(self, one: FollowUp) -> AskedFollowUp:
        return AskedFollowUp(
            follow_up_id=one.follow_up_id,
            when=one.when,
            kind=one.kind,
            ask=self.fill(one.ask.within(self.language)),
            options=self.own(one.options),
            required=one.required,
            commits=one.commits,
            promise=one.promise.within(self.language),
            grade=one.grade,
        )

    def four_way(self) -> tuple[AskedFollowUp, ...]:
        """The standing follow-ups (domain.md section 2) of the four answers."""
        return (
            AskedFollowUp(
                follow_up_id="when",
                when=("planned",),
                kind="moment",
                ask=self.said("follow_up.when"),
                commits=True,
            ),
            AskedFollowUp(
                follow_up_id="obstacle",
                when=("blocked",),
                kind="choice",
                ask=self.said("follow_up.obstacle"),
                options=self.standing("obstacle", OBSTACLES),
            ),
            AskedFollowUp(
                follow_up_id="reason",
                when=("not_relevant",),
                kind="sentence",
                ask=self.said("follow_up.reason"),
            ),
            AskedFollowUp(
                follow_up_id="proof",
                when=("done",),
                kind="sentence",
                ask=self.said("follow_up.proof"),
                required=False,
                grade=Grade.ARTEFACT,
            ),
        )


def show(value: Value, language: Language, texts: Texts) -> str:
    """Return a placeholder's value in the reader's words."""
    match value:
        case Bilingual():
            return value.within(language)
        case int():
            return texts.number(Decimal(value), language)
        case Decimal():
            return texts.number(value, language)
        case date():
            return texts.day(value, language)
        case _:
            return value


def _range(prompt: Prompt, language: Language) -> AskedRange | None:
    number = prompt.number
    if number is None:
        return None
    return AskedRange(
        least=number.least,
        most=number.most,
        decimals=number.decimals,
        unit=number.unit.within(language),
        unit_one=number.unit_one.within(language) or None,
    )
