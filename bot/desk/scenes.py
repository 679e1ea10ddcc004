"""Questions in front of people: scenes, sections and cards from the present state."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from bot.desk.desk import Sitting
from bot.desk.setting import calendar_of, coordinator_for, readers, sources
from bot.ports.store import Letter, Unit
from engagement.access import frozen
from engagement.asking import Readers, Unfillable, ask
from engagement.cards import Card, Section
from engagement.catalogue import Prompt, Requirement
from engagement.commitments import Commitment
from engagement.flows import Scene, card_of, section_of
from engagement.flows.sections import Receipt
from engagement.objectives import Objective
from engagement.occasions import Occasion, OccasionState
from engagement.organisation import Mode
from engagement.people import Person
from engagement.questions import Given, Question
from engagement.subjects import Subject
from engagement.texts import Bilingual, Language
from engagement.topics import subjects_of


def scene_of(at: Sitting, occasion: Occasion, person: Person, step: str = "") -> Scene:
    """Return everything that the flow of one question needs."""
    unit, desk, now = at.unit, at.desk, at.now
    answered = occasion.state is OccasionState.ANSWERED
    prompt = desk.catalogue.by_id.get(occasion.prompt_id)
    case = unit.promises.case_of_occasion(occasion.occasion_id) if answered else None
    return Scene(
        occasion=occasion,
        person=person,
        calendar_of=cache(partial(calendar_of, at, person)),
        now=now,
        texts=desk.texts,
        prompt=prompt,
        requirements=_requirements(at, prompt),
        step=step,
        promises=(
            unit.promises.commitments_of_occasion(occasion.occasion_id)
            if answered
            else ()
        ),
        about=_about(unit, occasion),
        before=_before(unit, occasion),
        coordinator_of=cache(partial(_coordinator_id, at, person)),
        has_case=case is not None,
        case_due=case.due_on if case is not None else None,
        case_outcome=case.outcome if case is not None else None,
        superseded=unit.occasions.asked_again(occasion),
        edit_days=unit.programme().rules.edit_days,
        new_id=unit.new_id,
    )


def _coordinator_id(at: Sitting, person: Person) -> str | None:
    found = coordinator_for(at, person)
    return found.person_id if found is not None else None


def _requirements(at: Sitting, prompt: Prompt | None) -> tuple[Requirement, ...]:
    """Return what a prompt serves, in the editions that the organisation works to."""
    if prompt is None:
        return ()
    editions = at.unit.organisation().editions
    return at.desk.catalogue.requirements_of(prompt, editions)


def _about(unit: Unit, occasion: Occasion) -> Commitment | None:
    kind, _, which = (occasion.subject or "").partition(":")
    return unit.promises.commitment(which) if kind == "commitment" else None


def _before(unit: Unit, occasion: Occasion) -> Given | None:
    """What the owner said of an objective last time, if they ever did."""
    question = occasion.question
    if question is None or question.kind != "objective_update":
        return None
    objective = objective_of(unit, occasion)
    if objective is None or objective.track is None:
        return None
    return Given(
        option=objective.track.value,
        number=objective.value,
        confidence=objective.confidence,
    )


def objective_of(unit: Unit, occasion: Occasion) -> Objective | None:
    """Return the objective that a question is about."""
    kind, _, which = (occasion.subject or "").partition(":")
    if kind != "objective":
        return None
    found = [o for o in unit.entries.objectives() if o.objective_id == which]
    return found[0] if found else None


# --- asking --------------------------------------------------------------------


class Asker:
    """Turns planned occasions into questions; reads what they are about once."""

    def __init__(self, at: Sitting) -> None:
        self._unit = at.unit
        self._desk = at.desk
        self._subjects = {
            subject.key: subject
            for subjects in subjects_of(sources(at)).values()
            for subject in subjects
        }
        self._readers: Readers = readers(at)

    def question(self, occasion: Occasion, person: Person) -> Question | Unfillable:
        """Return the question in the person's language, or what it lacks."""
        prompt = self._desk.catalogue.by_id.get(occasion.prompt_id)
        if prompt is None:
            return Unfillable(
                prompt_id=occasion.prompt_id,
                subject=occasion.subject,
                missing=("prompt",),
            )
        subject = self.subject(occasion)
        return self.ask(prompt, subject, person)

    def ask(
        self, prompt: Prompt, subject: Subject | None, person: Person
    ) -> Question | Unfillable:
        """Fill a prompt in for a person."""
        return ask(prompt, subject, person.language, self._desk.texts, self._readers)

    def subject(self, occasion: Occasion) -> Subject | None:
        """Return what an occasion is about."""
        kind, _, which = (occasion.subject or "").partition(":")
        if kind == "commitment":
            return self._commitment(which)
        if kind == "question":
            return self._own_question(occasion)
        return self._subjects.get(occasion.subject or "")

    def _commitment(self, which: str) -> Subject | None:
        found = self._unit.promises.commitment(which)
        if found is None:
            return None
        return Subject(
            kind="commitment",
            subject_id=which,
            title=Bilingual(en=found.what, sv=found.what),
            owner_id=found.person_id,
            values={"object": found.what, "date": found.due.wall.date()},
            audience=frozen(self._unit.occasions.get(found.occasion_id)),
        )

    def _own_question(self, occasion: Occasion) -> Subject:
        text = occasion.free_text or ""
        by = self._unit.people.get(occasion.asked_by or "")
        values: dict[str, str] = {"question": text}
        if by is not None:
            values["coordinator"] = by.name
        return Subject(
            kind="question",
            subject_id=occasion.occasion_id,
            title=Bilingual(en=text, sv=text),
            owner_id=occasion.person_id,
            values=values,
        )


# --- rendering -----------------------------------------------------------------


def message_card(
    at: Sitting,
    letter: Letter,
    person: Person,
    occasions: Sequence[Occasion],
    opening: Sequence[Section] = (),
) -> Card:
    """Render a message whole, from the state of its questions; ``opening`` is above."""
    steps = at.unit.dialogues.of([o.occasion_id for o in occasions], at.now)
    sections = []
    for occasion in occasions:
        dialogue = steps.get(occasion.occasion_id)
        step = dialogue.step if dialogue is not None else ""
        sections.append(_section(at, occasion, person, step))
    language = person.language
    title = at.say(f"message.{letter.kind}", language, n=len(sections))
    shown = [*opening, *sections]
    return card_of(title, shown, language, watermark=watermark(at, language))


def watermark(at: Sitting, language: Language) -> str:
    """Return the word that marks everything of a rehearsal."""
    rehearsal = at.unit.organisation().mode is Mode.REHEARSAL
    return at.say("word.rehearsal", language) if rehearsal else ""


def _section(at: Sitting, occasion: Occasion, person: Person, step: str) -> Section:
    scene = scene_of(at, occasion, person, step)
    receipt = None
    if occasion.state is OccasionState.ANSWERED and occasion.recorded is not None:
        root = at.unit.books.root_at(occasion.recorded)
        receipt = Receipt(seq=occasion.recorded, root=root.hex())
    return section_of(scene, receipt)
