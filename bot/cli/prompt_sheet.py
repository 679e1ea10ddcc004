"""The sheet of all questions, rendered with the sample company's data.

Of what a question can be about, the sheet shows what makes it longest: who reads it
reads the worst case. Wordings for other values stand below, filled in as well.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.app import make_desk, open_store
from bot.desk.desk import Desk, Sitting
from bot.desk.setting import readers, sources
from bot.founding import found_from
from bot.ports.store import Unit
from config import content
from engagement.asking import Readers, Unfillable, ask
from engagement.catalogue import Prompt
from engagement.errors import OperationError
from engagement.organisation import Mode
from engagement.questions import AskedFollowUp, Question
from engagement.subjects import Subject
from engagement.texts import Bilingual, Language
from engagement.topics import subjects_of
from engagement.wording import Variant

COMPANY = Path(content.__file__).with_name("demo")
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"The Monday on which the sample company begins."
CONFIDENCE = 4
"What an owner would have answered to P26 for P28 to follow."
NAMES: Mapping[Language, str] = {"en": "English", "sv": "Svenska"}

INTRO = """\
# The questions

Written by `ledning prompts print --out docs/reference/prompts.md`; a test compares it.
Every question is shown with the data of the sample company on 23 November 2026, about the
thing that makes it longest. Characters are those of the question as rendered, without its
options; 140 fit a phone.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """The sample company, as far as questions use it."""

    desk: Desk
    readers: Readers
    subjects: Sequence[Subject]

    @classmethod
    def load(cls) -> Samples:
        """Found the sample company in a passing database and read it."""
        desk = make_desk(lambda: NOW)

        def read(unit: Unit) -> Samples:
            at = Sitting(unit=unit, desk=desk, now=NOW)
            found = subjects_of(sources(at)).values()
            subjects = [_sure(one) for held in found for one in held]
            return cls(desk=desk, readers=readers(at), subjects=subjects)

        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'sample.db'}"
            found_from(url, COMPANY, mode=Mode.REHEARSAL, now=NOW)
            store = open_store(url)
            try:
                return asyncio.run(store.work.read(read))
            finally:
                store.close()

    def all_of(self, prompt: Prompt, language: Language) -> list[Question]:
        """Return a prompt as asked about everything that it can be about."""
        found = [
            ask(prompt, subject, language, self.desk.texts, self.readers)
            for subject in self._subjects(prompt)
        ]
        return [one for one in found if not isinstance(one, Unfillable)]

    def longest(self, prompt: Prompt) -> Subject | None:
        """Return what makes the longest question, in both languages together."""
        return max(self._subjects(prompt), key=lambda one: self._length(prompt, one))

    def asked(
        self, prompt: Prompt, subject: Subject | None, language: Language
    ) -> Question:
        """Return a prompt as asked about one thing.

        Raises:
            OperationError: the sample company lacks a value that it needs.
        """
        found = ask(prompt, subject, language, self.desk.texts, self.readers)
        if isinstance(found, Unfillable):
            missing = ", ".join(found.missing)
            raise OperationError(f"{prompt.prompt_id} lacks {missing}")
        return found

    def others(self, prompt: Prompt) -> Iterator[tuple[str, Subject | None]]:
        """Yield what makes each other wording, and what it is asked about then."""
        subject = self.longest(prompt)
        if subject is None:
            return
        for variant in prompt.variants:
            other = _fitting(subject, variant)
            # A second wording for the same values is for when something lacks besides.
            if prompt.wording(other.values) is not variant.text:
                other = _without(prompt, other)
            yield _when(variant, other, subject), other
        if prompt.history:
            yield f"no {', '.join(prompt.history)}", _without(prompt, subject)

    def _subjects(self, prompt: Prompt) -> list[Subject | None]:
        if prompt.subject is None:
            return [None]
        return [one for one in self.subjects if one.kind == prompt.subject]

    def _length(self, prompt: Prompt, subject: Subject | None) -> int:
        asked = [
            ask(prompt, subject, language, self.desk.texts, self.readers)
            for language in NAMES
        ]
        return sum(len(one.text) for one in asked if isinstance(one, Question))


def _sure(subject: Subject) -> Subject:
    """Return an objective as if its owner had said how sure they are."""
    if subject.kind != "objective":
        return subject
    return replace(subject, values={**subject.values, "confidence": CONFIDENCE})


def _without(prompt: Prompt, subject: Subject) -> Subject:
    """Return a subject of which nothing is known yet that has to become known."""
    known = subject.values.items()
    kept = {name: held for name, held in known if name not in prompt.history}
    return replace(subject, values=kept)


def _when(variant: Variant, other: Subject, subject: Subject) -> str:
    said = [f"{name} = {held}" for name, held in variant.when.items()]
    said += [f"no {name}" for name in subject.values if name not in other.values]
    return ", ".join(said)


def _fitting(subject: Subject, variant: Variant) -> Subject:
    return replace(subject, values={**subject.values, **variant.when})


# --- writing -------------------------------------------------------------------

Row = tuple[str, list[str]]


def sheet(languages: Sequence[Language]) -> str:
    """Return the sheet as Markdown."""
    samples = Samples.load()
    asked = [p for p in samples.desk.catalogue.prompts if not p.internal]
    return "\n".join([INTRO, *(_entry(one, samples, languages) for one in asked)])


def _entry(prompt: Prompt, samples: Samples, languages: Sequence[Language]) -> str:
    say = samples.desk.say
    whom = ", ".join(say(f"function.{one}", "en") for one in prompt.asked_of)
    pace = say(f"cadence.{prompt.cadence.value}", "en")
    events = ", ".join(name.replace("_", " ") for name in prompt.events)
    head = [
        whom,
        f"{pace}: {events}" if events else pace,
        prompt.kind.replace("_", " "),
    ]
    if not prompt.on:
        head.append("off until it is switched on")
    rows = list(_rows(prompt, samples, languages))
    lines = [
        f"## {prompt.prompt_id}",
        "",
        " · ".join(head),
        "",
        f"| | {' | '.join(NAMES[one] for one in languages)} |",
        f"|---|{'---|' * len(languages)}",
        *(f"| {name} | {' | '.join(map(_cell, cells))} |" for name, cells in rows),
        "",
    ]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _rows(
    prompt: Prompt, samples: Samples, languages: Sequence[Language]
) -> Iterator[Row]:
    subject = samples.longest(prompt)
    asked = [samples.asked(prompt, subject, language) for language in languages]
    yield "Question", [one.text for one in asked]
    yield "Characters", [str(len(one.text)) for one in asked]
    if asked[0].options:
        yield "Options", [" · ".join(o.label for o in one.options) for one in asked]
    if asked[0].number is not None:
        yield "Number", [_range(one) for one in asked]
    for follow_ups in zip(*(one.follow_ups for one in asked), strict=True):
        name = f"Then, after {', '.join(follow_ups[0].when)}"
        yield name, [_follow_up(one) for one in follow_ups]
    for when, other in samples.others(prompt):
        said = [samples.asked(prompt, other, one).text for one in languages]
        yield f"With {when}", [f"{text} ({len(text)})" for text in said]
    if prompt.promise:
        yield "A promise is about", [one.object for one in asked]
    yield "Why", [_within(prompt.why, one) for one in languages]
    yield "Seen by", [one.seen_by for one in asked]
    yield "Evidence", [_within(prompt.evidence, one) for one in languages]


def _within(text: Bilingual, language: Language) -> str:
    return text.within(language)


def _range(question: Question) -> str:
    number = question.number
    if number is None:
        return ""
    unit = f" {number.unit}" if number.unit else ""
    one = f" (1 {number.unit_one})" if number.unit_one else ""
    return f"{number.least}–{number.most}{unit}{one}"


def _follow_up(one: AskedFollowUp) -> str:
    options = " · ".join(option.label for option in one.options)
    return f"{one.ask} {options}".strip()
