"""A fact in a sentence, for people who read the ledger."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from engagement.facts import Fact, ObjectiveReviewed, PromptAnswered, PromptAsked
from engagement.facts.free_text import FreeText
from engagement.moments import Moment
from engagement.prompts import KINDS
from engagement.prompts.fields import Words
from engagement.prompts.objective_update import EXAMPLE
from engagement.questions import Given, Question
from engagement.texts import Bilingual, Language, Texts

_BODIES = {
    "person": "name",
    "objective": "title",
    "goal": "title",
    "risk": "title",
    "action": "title",
    "entry": "title",
    "kpi": "name",
    "review": "held_on",
    "organisation": "name",
}
"What the body of a snapshot is called by."


def describe(fact: Fact, language: Language, texts: Texts) -> str:
    """Return one or two sentences that say what a fact says."""
    words = Words(language=language, texts=texts)
    values = {f.name: _shown(getattr(fact, f.name), words) for f in fields(fact)}
    values["name"] = _name(fact, words)
    match fact:
        case PromptAnswered(question=question):
            values["question"] = question.text
            values["answer"] = _answer(fact, question, words)
        case PromptAsked(question=question):
            values["question"] = question.text
        case ObjectiveReviewed():
            values["answer"] = _reviewed(fact, words)
        case _:
            pass
    return texts.text(f"fact.{fact.NAME}", language, **values)


def _name(fact: Fact, words: Words) -> str:
    for body, field in _BODIES.items():
        held = getattr(fact, body, None)
        if held is not None and hasattr(held, field):
            return _shown(getattr(held, field), words)
    for body in ("absence", "assignment", "baseline", "period"):
        held = getattr(fact, body, None)
        if held is not None and hasattr(held, "__dataclass_fields__"):
            return _parts(held, words)
    return ""


def _parts(held: Any, words: Words) -> str:
    """Name the parts of a small body: who, what, from when to when."""
    names = ("person_id", "function", "kpi_id", "starts", "ends", "since", "until")
    shown = [_shown(getattr(held, name, None), words) for name in names]
    return " ".join(part for part in shown if part)


def _shown(value: Any, words: Words) -> str:
    match value:
        case None:
            return ""
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
        case Enum():
            return str(value.value)
        case str() | int():
            return str(value)
        case _:
            return ""


def _answer(fact: PromptAnswered, question: Question, words: Words) -> str:
    given = Given(
        option=fact.option,
        number=fact.number,
        moment=fact.moment,
        day=fact.day,
        text=fact.text.text if fact.text is not None else None,
    )
    return KINDS[question.kind].say(question, given, words)


def _reviewed(fact: ObjectiveReviewed, words: Words) -> str:
    given = Given(
        option=fact.track.value,
        number=fact.value,
        confidence=fact.confidence,
        text=fact.line.text if fact.line is not None else None,
    )
    return KINDS["objective_update"].say(EXAMPLE, given, words)
