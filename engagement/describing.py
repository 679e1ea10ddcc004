"""A fact in a sentence or two, for people who read the ledger.

Rules: a reader gets words, never our codes, as far as the catalogue has them; people
are named where the caller knows their names. What was redacted is said to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from engagement.facts import (
    AuditRecorded,
    ConsentStated,
    Fact,
    ItemAccepted,
    ItemHandedOver,
    ObjectiveReviewed,
    PromptAnswered,
    PromptAsked,
    ReadingSetAside,
    RecordRedacted,
    ReviewRecorded,
    VisibilityChosen,
)
from engagement.facts.free_text import FreeText
from engagement.kpis import Period, PeriodKind
from engagement.moments import Moment
from engagement.prompts import KINDS
from engagement.prompts.fields import Words
from engagement.prompts.objective_update import EXAMPLE
from engagement.questions import Given, Question
from engagement.texts import Bilingual, Language, Texts

_WORDS = {
    ("prompt.skipped", "reason"): "skip",
    ("signal.detected", "direction"): "kpi.move",
    ("signal.detected", "rule"): "kpi.rule",
    ("import.accepted", "kind"): "import.kind",
    ("function.assigned", "function"): "function",
    ("function.ended", "function"): "function",
    ("ledger.opened", "mode"): "mode",
    ("evidence.opened", "where"): "looked",
    ("audit.recorded", "kind"): "audit_kind",
    ("entry.retired", "kind"): "entry_kind",
    ("subject.reviewed", "outcome"): "option",
    ("answer.detailed", "option"): "obstacle",
    ("launch.worded", "language"): "language",
    ("launch.approved", "language"): "language",
    ("message.delivered", "kind"): "message_kind",
    ("message.failed", "kind"): "message_kind",
    ("message.doubted", "kind"): "message_kind",
    ("message.dropped", "kind"): "message_kind",
}
"Where the words of a code stand in the catalogue; those of any reason under ``code``."
_TOLD_BEFORE = {("subject.reviewed", "outcome")}
"Codes of a question's own choices: the answer, one record before, has their words."
_PEOPLE = {
    "person_id",
    "reader_id",
    "owner_id",
    "coordinator_id",
    "on_behalf_of",
    "was",
}
_PERIODS = {"period", "first_period"}
_COUNTED = {"rows", "records", "weeks"}
"Numbers that choose between singular and plural."


def describe(
    fact: Fact,
    language: Language,
    texts: Texts,
    names: Mapping[str, str] | None = None,
) -> str:
    """Return one or two sentences that say what a fact says.

    ``names`` are people's names by their ids; whoever lacks one is told by the id.
    """
    words = Words(language=language, texts=texts)
    teller = _Teller(kind=fact.NAME, words=words, names=names or {})
    values = dict(teller.values(fact))
    for name in _COUNTED & values.keys():
        values["n"] = getattr(fact, name)
    match fact:
        case PromptAnswered(question=question):
            values["question"] = _asked(question, words)
            values["answer"] = _answer(fact, question, words)
        case PromptAsked(question=question):
            values["question"] = _asked(question, words)
        case ObjectiveReviewed():
            values["answer"] = _reviewed(fact, words)
        case _:
            pass
    said = texts.text(_key(fact), language, **values)
    return re.sub(" {2,}", " ", said).strip()


def describe_answer(
    fact: Fact,
    language: Language,
    texts: Texts,
    names: Mapping[str, str] | None = None,
) -> str:
    """Return what an answer says, without its question; any other fact as it is."""
    if isinstance(fact, PromptAnswered):
        words = Words(language=language, texts=texts)
        return _answer(fact, fact.question, words)
    return describe(fact, language, texts, names)


def _key(fact: Fact) -> str:
    match fact:
        case ReadingSetAside(reason=None):
            return "fact.reading.counted_again"
        case ReviewRecorded(review=review) if review.cancelled:
            return "fact.review.cancelled"
        case ConsentStated(given=False):
            return "fact.consent.refused"
        case ItemAccepted(by_silence=True):
            return "fact.item.accepted_silently"
        case ItemHandedOver(until=until) if until is not None:
            return "fact.item.handed_over_until"
        case AuditRecorded(audit=audit) if audit.cancelled:
            return "fact.audit.cancelled"
        case VisibilityChosen(visible=False):
            return "fact.visibility.hidden"
        case RecordRedacted(field=None):
            return "fact.record.redacted_whole"
        case _:
            return f"fact.{fact.NAME}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """Puts the fields of one fact, and those of its body, into words."""

    kind: str
    words: Words
    names: Mapping[str, str] = field(default_factory=dict)

    def values(self, body: Any) -> Iterator[tuple[str, object]]:
        """Yield name and words; the fact's own fields win over those of its body."""
        own = [(f.name, getattr(body, f.name)) for f in fields(body)]
        for _, held in own:
            if is_dataclass(held) and not isinstance(held, FreeText | Moment):
                yield from self.values(held)
        for name, held in own:
            yield name, self.shown(name, held)

    def shown(self, name: str, held: Any) -> str:
        if isinstance(held, str) and not isinstance(held, Enum):
            return self._told(name, held)
        if isinstance(held, Enum):
            return self._code(name, str(held.value))
        return _shown(held, self.words)

    def _told(self, name: str, held: str) -> str:
        if name in _PEOPLE:
            return self.names.get(held, held)
        if name in _PERIODS:
            return self._period(held)
        if name == "subject":
            return self._subject(held)
        return self._code(name, held)

    def _subject(self, held: str) -> str:
        kind, _, which = held.partition(":")
        try:
            return f"{self.words.text(f'entry_kind.{kind}')} {which}".strip()
        except KeyError:
            return held.replace(":", " ")

    def _period(self, held: str) -> str:
        try:
            return _period(Period.parse(held), self.words)
        except ValueError:
            # A question's period may be a half-year or the question itself.
            return held

    def _code(self, name: str, code: str) -> str:
        where = _WORDS.get((self.kind, name), "code" if name == "reason" else None)
        if where is None:
            return code
        try:
            return self.words.text(f"{where}.{code.partition('/')[0]}")
        except KeyError:
            return "" if (self.kind, name) in _TOLD_BEFORE else code.replace("_", " ")


def _shown(value: Any, words: Words) -> str:
    match value:
        case FreeText(text=text):
            return text if text is not None else words.text("answer.withdrawn_text")
        case Moment(wall=wall):
            return words.texts.moment(wall, words.language)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M} UTC"
        case date():
            return words.texts.day(value, words.language)
        case Decimal():
            return words.texts.number(value, words.language)
        case Bilingual():
            return value.within(words.language)
        case Period():
            return _period(value, words)
        case int():
            return str(value)
        case _:
            return ""


def _period(period: Period, words: Words) -> str:
    if period.kind is PeriodKind.WEEK:
        short = words.text("period.week", week=period.number)
    else:
        short = words.text(f"period.month.{period.number}")
    return words.text("period.of_year", period=short, year=period.year)


def _asked(question: Question, words: Words) -> str:
    return question.text or words.text("answer.withdrawn_text")


def _answer(fact: PromptAnswered, question: Question, words: Words) -> str:
    given = Given(
        option=fact.option,
        number=fact.number,
        moment=fact.moment,
        day=fact.day,
        text=_text(fact.text, words),
    )
    return KINDS[question.kind].say(question, given, words)


def _reviewed(fact: ObjectiveReviewed, words: Words) -> str:
    given = Given(
        option=fact.track.value,
        number=fact.value,
        confidence=fact.confidence,
        text=_text(fact.line, words),
    )
    return KINDS["objective_update"].say(EXAMPLE, given, words)


def _text(text: FreeText | None, words: Words) -> str | None:
    return None if text is None else _shown(text, words)
