"""What the people of the story say, and which figures come in week by week."""

from __future__ import annotations

import csv
import io
import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from engagement.cases import Case
from engagement.kpis import Period
from engagement.questions import AskedFollowUp, Question
from engagement.texts import Language

Sayings = Mapping[str, Mapping[Language, tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question that the coordinator asks by hand."""

    day: int
    "Days from the start of the story."
    whom: str
    what: str
    "``P35 A7``, or words in quotation marks."


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines of the story."""

    sentences: Sayings
    "Prompt id, or ``any``, to what may be said."
    details: Sayings
    "Follow-up id, or ``any``."
    outcomes: Sayings
    "Prompt id, the reason of a case, or ``any``, to how it may end."
    questions: tuple[Asking, ...]
    "What the coordinator asks by hand."
    figures: Mapping[date, bytes]
    "Monday after a week -> that week's readings as a file."

    def sentence(self, question: Question, dice: random.Random) -> str:
        """Return an answer to a question that asks for words."""
        held = self.sentences.get(question.prompt_id, self.sentences["any"])
        return dice.choice(held[question.language])

    def detail(
        self, follow_up: AskedFollowUp, language: Language, dice: random.Random
    ) -> str:
        """Return an answer to a follow-up that asks for words."""
        held = self.details.get(follow_up.follow_up_id, self.details["any"])
        return dice.choice(held[language])

    def outcome(self, case: Case, asked: str, language: Language, key: str) -> str:
        """Return how a case ended that an answer to prompt ``asked`` had opened."""
        found = (one for one in (case.reason, asked) if one in self.outcomes)
        held = self.outcomes[next(found, "any")][language]
        return random.Random(key).choice(held)  # noqa: S311 - a story, no secret


def load(folder: Path) -> Lines:
    """Read ``story.toml`` and ``readings_later.csv``."""
    with (folder / "story.toml").open("rb") as file:
        data = tomllib.load(file)
    return Lines(
        sentences=_sayings(data["sentences"]),
        details=_sayings(data["details"]),
        outcomes=_sayings(data["outcomes"]),
        questions=tuple(Asking(**one) for one in data["questions"]),
        figures=_figures(folder / "readings_later.csv"),
    )


def _sayings(data: Mapping[str, Mapping[str, list[str]]]) -> Sayings:
    return {
        key: {"en": tuple(held["en"]), "sv": tuple(held["sv"])}
        for key, held in data.items()
    }


def _figures(path: Path) -> dict[date, bytes]:
    """Cut the file into one file per week, as a coordinator would bring them."""
    text = path.read_text(encoding="utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(text), delimiter=";")
    found = {}
    for row in rows:
        week = Period.parse(row[0])
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        writer.writerows([heading, row])
        found[week.first_day() + timedelta(days=7)] = out.getvalue().encode()
    return found
