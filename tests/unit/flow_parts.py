"""What the tests of the conversation stand on: one company, one Tuesday, one question.

``Play`` is one question in front of one person. It decides with the real flow, and
carries facts out the way ``storage.projections`` does, but in memory and for one
question alone.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engagement.calendar import WorkCalendar
from engagement.cards import (
    Action,
    ChoiceInput,
    DayInput,
    Input,
    MomentInput,
    NumberInput,
    Section,
    TextInput,
)
from engagement.catalogue import Prompt
from engagement.commitments import Commitment, CommitmentState
from engagement.facts import (
    AnswerDetailed,
    CaseOpened,
    CommitmentKept,
    CommitmentMade,
    CommitmentMissed,
    CommitmentMoved,
    CommitmentWithdrawn,
    Fact,
    ObjectiveReviewed,
    PaceChanged,
    PersonRecorded,
    PromptAnswered,
    PromptSkipped,
    PromptSnoozed,
)
from engagement.flows import Outcome, Pressed, Scene, Typed, decide, section_of
from engagement.flows.sections import Receipt
from engagement.moments import Moment
from engagement.occasions import Occasion, OccasionState, Rank, advance
from engagement.people import Person
from engagement.questions import Given
from engagement.subjects import Subject
from engagement.texts import Language
from tests.unit.flow_company import (
    CATALOGUE,
    NOW,
    SUBJECTS,
    TEXTS,
    both,
    question,
)

ZONE = "Europe/Stockholm"


def person(**changes: Any) -> Person:
    """Return the COO of the sample company."""
    maria = Person(
        person_id="E3",
        name="Maria Lindqvist",
        role=both("COO", "operativ chef"),
        language="sv",
        zone=ZONE,
        country="SE",
        joined_on=date(2019, 1, 7),
    )
    return replace(maria, **changes)


def wall(text: str) -> Moment:
    """Return the moment of ``2026-12-01T14:00`` in Stockholm."""
    return Moment.of(datetime.fromisoformat(text), ZONE)


def commitment(**changes: Any) -> Commitment:
    """Return a commitment of hers that falls due tomorrow."""
    promised = Commitment(
        commitment_id="C1",
        person_id="E3",
        occasion_id="earlier",
        what="Ta beslut om provrigg",
        due=wall("2026-11-25T14:00"),
        first_due=wall("2026-11-25T14:00"),
        made_at=NOW - timedelta(days=30),
    )
    return replace(promised, **changes)


# --- one question in front of one person -----------------------------------------


@dataclass
class Play:
    """One question, its answers and what they led to, from first to last."""

    occasion: Occasion
    prompt: Prompt | None
    person: Person = field(default_factory=person)
    now: datetime = NOW
    step: str = ""
    about: str | None = None
    before: Given | None = None
    coordinator_id: str | None = "C1"
    superseded: bool = False
    has_case: bool = False
    case_due: date | None = None
    case_outcome: str | None = None
    commitments: dict[str, Commitment] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    off: frozenset[date] = frozenset()
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    def copy(self) -> Play:
        """Return the same, to go another way from here."""
        return replace(
            self,
            commitments=dict(self.commitments),
            facts=list(self.facts),
        )

    @property
    def scene(self) -> Scene:
        """The question as it stands now."""
        calendar = WorkCalendar(person=self.person, holidays=self.off)
        return Scene(
            occasion=self.occasion,
            person=self.person,
            calendar_of=lambda: calendar,
            now=self.now,
            texts=TEXTS,
            prompt=self.prompt,
            step=self.step,
            promises=self.promises,
            about=self.commitments.get(self.about or ""),
            before=self.before,
            coordinator_of=lambda: self.coordinator_id,
            has_case=self.has_case,
            case_due=self.case_due,
            case_outcome=self.case_outcome,
            superseded=self.superseded,
            new_id=lambda: f"new-{next(self.numbers)}",
        )

    @property
    def promises(self) -> tuple[Commitment, ...]:
        """What the answers to this question have promised."""
        own = self.occasion.occasion_id
        return tuple(c for c in self.commitments.values() if c.occasion_id == own)

    @property
    def section(self) -> Section:
        """The question on its card."""
        return section_of(self.scene, Receipt(seq=7, root="ab" * 32))

    @property
    def said(self) -> list[str]:
        """Everything that its section says."""
        return [getattr(block, "text", "") for block in self.section.blocks]

    @property
    def kinds(self) -> list[str]:
        """Names of everything that was recorded."""
        return [fact.NAME for fact in self.facts]

    @property
    def state(self) -> OccasionState:
        """Where the question is in its life."""
        return self.occasion.state

    @property
    def details(self) -> dict[str, Given]:
        """What was given to follow-ups."""
        return dict(self.occasion.details)

    def fact(self, kind: type[Any]) -> Any:
        """Return the last fact of a kind."""
        return [fact for fact in self.facts if isinstance(fact, kind)][-1]

    def press(self, verb: str, **values: str) -> Outcome:
        """Press a button, or send a form."""
        return self._do(Pressed(verb=verb, values=values))

    def type(self, text: str) -> Outcome:
        """Write words that are meant for the question."""
        return self._do(Typed(text=text))

    def wait(self, **span: float) -> Play:
        """Let time pass."""
        self.now += timedelta(**span)
        return self

    def expire(self) -> Play:
        """Record silence, as the planner does."""
        state = advance(self.state, OccasionState.EXPIRED)
        self.occasion = replace(self.occasion, state=state, snoozed_until=None)
        return self

    def _do(self, event: Pressed | Typed) -> Outcome:
        outcome = decide(self.scene, event)
        for fact in outcome.facts:
            self._carry_out(fact)
        self.facts += outcome.facts
        self.step = outcome.step
        return outcome

    # --- carrying out ------------------------------------------------------------

    def _carry_out(self, fact: Fact) -> None:
        match fact:
            case PromptAnswered() | ObjectiveReviewed():
                self._answered(fact)
            case AnswerDetailed():
                details = self.details
                details.pop(fact.follow_up_id, None)
                details[fact.follow_up_id] = given_of(fact)
                self._set(details=tuple(details.items()))
            case PromptSnoozed():
                self._set(snoozed_until=fact.until.utc)
            case PromptSkipped():
                self._set(
                    state=advance(self.state, OccasionState.SKIPPED),
                    answered_at=self.now,
                    skip_reason=fact.reason,
                    answer=Given(text=fact.text.text) if fact.text else None,
                    snoozed_until=None,
                )
            case CaseOpened():
                assert not self.has_case
                self.has_case = True
                self.case_due = fact.due_on
            case PaceChanged():
                self.person = replace(self.person, pace=fact.weeks)
            case PersonRecorded():
                self.person = fact.person
            case _:
                self._promise(fact)

    def _set(self, **changes: Any) -> None:
        self.occasion = replace(self.occasion, **changes)

    def _answered(self, fact: PromptAnswered | ObjectiveReviewed) -> None:
        assert fact.revision == self.occasion.revision + 1
        if fact.revision > 1:
            self._set(details=())
        given = given_of(fact)
        if isinstance(fact, ObjectiveReviewed):
            self.before = replace(given, text=None)
        self._set(
            state=advance(self.state, OccasionState.ANSWERED),
            answer=given,
            revision=fact.revision,
            answered_at=self.now,
            late=fact.late,
            snoozed_until=None,
        )

    def _promise(self, fact: Fact) -> None:
        held = self.commitments
        match fact:
            case CommitmentMade():
                held[fact.commitment_id] = Commitment(
                    commitment_id=fact.commitment_id,
                    person_id=fact.person_id,
                    occasion_id=fact.occasion_id,
                    what=fact.what.text or "",
                    due=fact.due,
                    first_due=fact.due,
                    made_at=self.now,
                )
            case CommitmentKept():
                self._close(fact.commitment_id, CommitmentState.KEPT)
            case CommitmentMissed():
                self._close(fact.commitment_id, CommitmentState.MISSED)
                missed = held[fact.commitment_id]
                held[fact.commitment_id] = replace(missed, missed=True)
            case CommitmentWithdrawn():
                self._close(fact.commitment_id, CommitmentState.WITHDRAWN)
            case CommitmentMoved():
                one = held[fact.commitment_id]
                held[fact.commitment_id] = replace(
                    one,
                    due=fact.due,
                    moved=one.moved + 1,
                    missed=one.missed or not fact.before_due,
                    state=CommitmentState.OPEN,
                    closed_at=None,
                )

    def _close(self, which: str, state: CommitmentState) -> None:
        one = self.commitments[which]
        self.commitments[which] = replace(one, state=state, closed_at=self.now)


def given_of(fact: PromptAnswered | AnswerDetailed | ObjectiveReviewed) -> Given:
    """Return what a fact says was given."""
    if isinstance(fact, ObjectiveReviewed):
        return Given(
            option=fact.track.value,
            number=fact.value,
            confidence=fact.confidence,
            text=fact.line.text if fact.line else None,
        )
    return Given(
        option=fact.option,
        number=fact.number,
        moment=fact.moment,
        day=fact.day,
        text=fact.text.text if fact.text else None,
    )


def play(
    prompt: Prompt | str,
    language: Language = "sv",
    *,
    subject: Subject | None = None,
    about: Commitment | None = None,
    **changes: Any,
) -> Play:
    """Put a question to the person, an hour ago; ``about`` is its commitment."""
    shown = question(prompt, language, subject)
    known = CATALOGUE.by_id.get(shown.prompt_id)
    topic = subject or SUBJECTS.get((known.subject if known else None) or "")
    key = None if topic is None else topic.key
    occasion = Occasion(
        occasion_id="Q",
        key=f"prompt:{shown.prompt_id}:{key or '-'}:2026-11:E3",
        person_id="E3",
        prompt_id=shown.prompt_id,
        subject=key,
        period="2026-11",
        rank=Rank.CADENCE,
        owed=False,
        planned_at=NOW - timedelta(hours=1),
        not_before=NOW - timedelta(hours=1),
        due_at=NOW - timedelta(hours=1),
        state=OccasionState.ASKED,
        asked_at=NOW - timedelta(hours=1),
        expires_at=datetime.combine(date(2026, 12, 8), time(23), UTC),
        question=shown,
    )
    if about is None and key == "commitment:C1":
        about = commitment()
    promises = {} if about is None else {about.commitment_id: about}
    return Play(
        occasion=occasion,
        prompt=prompt if isinstance(prompt, Prompt) else known,
        person=changes.pop("person", person(language=language)),
        about=None if about is None else about.commitment_id,
        commitments=promises,
        **changes,
    )


def answered(prompt: Prompt | str, *details: str, **values: str) -> Play:
    """Answer a question by form, with what it asks besides."""
    asked = play(prompt)
    asked.press("answer", **values)
    for detail in details:
        asked.press("detail", detail=detail)
    return asked


def shown_actions(section: Section) -> tuple[Action, ...]:
    """Return everything that can be pressed on a section."""
    submit = () if section.submit is None else (section.submit,)
    return (*submit, *section.more, *section.actions)


def ways_to_fill_in(section: Section) -> list[dict[str, str]]:
    """Return fitting values for the inputs, every option of a choice once."""
    plain = {one.input_id: _fitting(one) for one in section.inputs}
    ways = [plain]
    for one in section.inputs:
        if isinstance(one, ChoiceInput):
            ids = [option.option_id for option in one.options]
            ways += [plain | {one.input_id: which} for which in ids[1:]]
    return ways


def _fitting(one: Input) -> str:
    match one:
        case ChoiceInput(options=options):
            return options[0].option_id
        case TextInput():
            return "Vi tar upp det på nästa möte."
        case NumberInput(most=most):
            return str(min(most, Decimal(7)))
        case DayInput():
            return "2026-12-04"
        case MomentInput():
            return "2026-12-03T14:00"


def verb_of(action: Action) -> str:
    """Return what an action asks for."""
    return action.action_id.rpartition(".")[2]
