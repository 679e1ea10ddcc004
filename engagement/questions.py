"""A question as it was asked, and what was given in answer.

``Question`` is a prompt with its values filled in, in the language shown; it is kept
with the answer, because the wording of a prompt may change later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engagement.cards import ChoiceOption
from engagement.catalogue import Reader
from engagement.grades import Grade
from engagement.moments import Moment
from engagement.texts import Language
from engagement.vocabulary import reaches

SENTENCE_MOST = 2000
"Longest sentence that is taken, in characters; 200 are suggested."


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFollowUp:
    """A follow-up of the question, in the language shown."""

    follow_up_id: str
    when: tuple[str, ...]
    kind: str
    ask: str
    options: tuple[ChoiceOption, ...] = ()
    required: bool = True
    commits: bool = False
    promise: str = ""
    "What its commitment is about, ``{answer}`` being the answer; may be empty."
    grade: Grade | None = None
    "What an answer becomes worth by it; None: nothing more."

    def follows(self, option: str | None) -> bool:
        """Whether an answer with ``option`` leads here."""
        return reaches(self.when, option)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRange:
    """Which numbers the question accepts, with their unit."""

    least: Decimal
    most: Decimal
    decimals: int
    unit: str
    unit_one: str | None = None
    "Of exactly one, where that is another word."


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One prompt, filled in for one person about one subject."""

    prompt_id: str
    prompt_version: int
    prompt_digest: str
    language: Language
    kind: str
    text: str
    beside: str | None = None
    "Said beside it on a line of its own."
    options: tuple[ChoiceOption, ...] = ()
    number: AskedRange | None = None
    follow_ups: tuple[AskedFollowUp, ...] = ()
    object: str = ""
    "What a commitment made here would be about; empty: the answer's own words."
    audience: tuple[Reader, ...] = ()
    "Who may see the answer besides its author; frozen when it was asked."
    seen_by: str = ""
    "Who will see the answer, as the reader was told."
    consent: str | None = None
    "Follow-up by which auditors may be let in; nobody is without it."
    grade: Grade | None = None
    "What an answer that is none of the options is worth."

    def label(self, option_id: str) -> str:
        """Return the words of an option.

        Raises:
            KeyError: the question has no such option.
        """
        for option in self.options:
            if option.option_id == option_id:
                return option.label
        raise KeyError(option_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was given to one input: one answer, or one follow-up of it."""

    option: str | None = None
    number: Decimal | None = None
    moment: Moment | None = None
    day: date | None = None
    text: str | None = None
    confidence: int | None = None
    "0-10, of an objective update."
