"""What an answer means beyond itself: promises, cases, reviews, objectives, pace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engagement import typed
from engagement.catalogue import CaseRule, fill
from engagement.commitments import CommitmentState
from engagement.errors import Refused
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
    SignalExplained,
    SubjectReviewed,
)
from engagement.facts.free_text import FreeText
from engagement.flows.scene import BLOCKED_DAYS, Outcome, Scene
from engagement.moments import Moment
from engagement.objectives import Track
from engagement.occasions import OccasionState
from engagement.people import Slot
from engagement.questions import AskedFollowUp, Given

_TOLD = {"ASK": "asked", "PACE": "wrong_topic"}


def first_answer(
    scene: Scene,
    given: Given,
    details: Mapping[str, Given],
    *,
    how: str,
    unchanged: bool = False,
) -> Outcome:
    """Record an answer with everything that follows from it."""
    one_tap = how == "form" and given.text is None and given.number is None
    facts: list[Fact] = [
        _answer(scene, given, 1, "tap" if one_tap else how, unchanged=unchanged)
    ]
    facts += _effects(scene, given)
    facts += _all_details(scene, given, details, 1)
    return Outcome(facts=tuple(facts), tell=_tell(scene, given))


def revised(scene: Scene, given: Given, details: Mapping[str, Given]) -> Outcome:
    """Record a new revision; the old one stays.

    An untouched commitment of the old answer is withdrawn. Once one has been checked,
    only the words may change.

    Raises:
        Refused: a commitment was checked and more than words would change.
    """
    old = scene.occasion.answer or Given()
    if scene.checked and replace(old, text=None) != replace(given, text=None):
        raise Refused("edit_checked")
    revision = scene.occasion.revision + 1
    facts: list[Fact] = [_answer(scene, given, revision, "form")]
    if not scene.checked:
        facts += [
            CommitmentWithdrawn(commitment_id=promise.commitment_id)
            for promise in scene.promises
            if promise.state is CommitmentState.OPEN
        ]
        facts += _effects(scene, given)
    facts += _all_details(scene, given, details, revision)
    return Outcome(facts=tuple(facts), tell=_tell(scene, given))


def detailed(scene: Scene, follow_up: AskedFollowUp, given: Given) -> Outcome:
    """Record what was given to a follow-up."""
    answer = scene.occasion.answer or Given()
    revision = scene.occasion.revision
    facts = tuple(_detail(scene, answer, follow_up, given, revision))
    return Outcome(facts=facts)


def _tell(scene: Scene, given: Given) -> str | None:
    if given.option == "blocked" and scene.question.kind == "four_way":
        return "blocked"
    reason = _TOLD.get(scene.question.prompt_id)
    if reason == "wrong_topic" and given.option != "wrong_topic":
        return None
    return reason


def _answer(
    scene: Scene, given: Given, revision: int, how: str, *, unchanged: bool = False
) -> Fact:
    occasion = scene.occasion
    late = occasion.late or occasion.state is OccasionState.EXPIRED
    if scene.question.kind == "objective_update" and occasion.subject is not None:
        return ObjectiveReviewed(
            objective_id=occasion.subject.partition(":")[2],
            person_id=scene.person.person_id,
            on=scene.clock.today,
            value=given.number,
            track=Track(given.option or ""),
            confidence=given.confidence or 0,
            line=FreeText.of(given.text),
            unchanged=unchanged,
            occasion_id=occasion.occasion_id,
            revision=revision,
            late=late,
        )
    return PromptAnswered(
        occasion_id=occasion.occasion_id,
        person_id=scene.person.person_id,
        revision=revision,
        how=how,
        late=late,
        question=scene.question,
        subject=occasion.subject,
        option=given.option,
        number=given.number,
        moment=given.moment,
        day=given.day,
        text=FreeText.of(given.text),
    )


def _effects(scene: Scene, given: Given) -> Iterator[Fact]:
    yield from _review(scene, given)
    yield from _cases(scene, given)
    yield from _about_commitment(scene, given)
    yield from _about_signal(scene)
    if scene.question.prompt_id == "PACE" and given.option in {"fine", "wrong_time"}:
        person_id = scene.person.person_id
        yield PaceChanged(person_id=person_id, weeks=1, reason="answered")


def _review(scene: Scene, given: Given) -> Iterator[Fact]:
    prompt, subject = scene.prompt, scene.occasion.subject
    objective = scene.question.kind == "objective_update"
    if prompt is not None and prompt.reviews_subject and subject and not objective:
        yield SubjectReviewed(
            subject=subject,
            person_id=scene.person.person_id,
            on=scene.clock.today,
            outcome=given.option or "",
            occasion_id=scene.occasion.occasion_id,
        )


def _cases(scene: Scene, given: Given) -> Iterator[Fact]:
    if scene.has_case or scene.coordinator_id is None:
        return
    rule = _case_rule(scene, given)
    if rule is not None:
        due_on = scene.calendar.add_working_days(scene.clock.today, rule.working_days)
        blocked = rule.when == ("blocked",)
        yield CaseOpened(
            case_id=scene.new_id(),
            occasion_id=scene.occasion.occasion_id,
            person_id=scene.person.person_id,
            owner_id=scene.coordinator_id,
            reason="blocked" if blocked else scene.question.prompt_id,
            due_on=due_on,
        )


def _case_rule(scene: Scene, given: Given) -> CaseRule | None:
    option = given.option
    if scene.question.kind == "four_way" and option == "blocked":
        return CaseRule(when=("blocked",), working_days=BLOCKED_DAYS)
    if option is None and given.text is not None and typed.is_none(given.text):
        option = "none"
    rules = scene.prompt.cases if scene.prompt is not None else ()
    return next((rule for rule in rules if rule.opens(option)), None)


def _about_commitment(scene: Scene, given: Given) -> Iterator[Fact]:
    """What an answer says about the commitment that the question is about."""
    about = scene.about
    if about is None or about.state is not CommitmentState.OPEN:
        return
    match given.option:
        case "kept":
            on_time = not about.missed
            yield CommitmentKept(commitment_id=about.commitment_id, on_time=on_time)
        case "not_yet":
            yield CommitmentMissed(commitment_id=about.commitment_id, due=about.due)
        case "changed" | "drop":
            yield CommitmentWithdrawn(commitment_id=about.commitment_id)
        case _:
            return


def _about_signal(scene: Scene) -> Iterator[Fact]:
    kind, _, which = (scene.occasion.subject or "").partition(":")
    if kind == "signal":
        kpi_id, _, episode = which.partition("/")
        yield SignalExplained(
            kpi_id=kpi_id,
            episode=episode,
            person_id=scene.person.person_id,
            occasion_id=scene.occasion.occasion_id,
        )


# --- details -------------------------------------------------------------------


def _all_details(
    scene: Scene, answer: Given, details: Mapping[str, Given], revision: int
) -> Iterator[Fact]:
    for follow_up in scene.question.follow_ups:
        given = details.get(follow_up.follow_up_id)
        if given is not None:
            yield from _detail(scene, answer, follow_up, given, revision)


def _detail(
    scene: Scene,
    answer: Given,
    follow_up: AskedFollowUp,
    given: Given,
    revision: int,
) -> Iterator[Fact]:
    yield AnswerDetailed(
        occasion_id=scene.occasion.occasion_id,
        person_id=scene.person.person_id,
        revision=revision,
        follow_up_id=follow_up.follow_up_id,
        ask=follow_up.ask,
        option=given.option,
        number=given.number,
        moment=given.moment,
        day=given.day,
        text=FreeText.of(given.text),
    )
    if given.moment is None:
        return
    if follow_up.commits:
        yield CommitmentMade(
            commitment_id=scene.new_id(),
            person_id=scene.person.person_id,
            occasion_id=scene.occasion.occasion_id,
            what=FreeText(text=_promised(scene, answer, follow_up)),
            due=given.moment,
        )
    elif scene.about is not None:
        yield _moved(scene, given.moment)
    elif scene.question.prompt_id == "PACE":
        wall = given.moment.wall
        slot = Slot(weekday=wall.weekday(), at=wall.time())
        yield PersonRecorded(person=replace(scene.person, slot=slot))


def _promised(scene: Scene, answer: Given, follow_up: AskedFollowUp) -> str:
    """What a commitment is about, in the words of the person or of the question."""
    question = scene.question
    own = answer.text
    if own is None and question.kind == "choice" and answer.option is not None:
        own = question.label(answer.option)
    if follow_up.promise and own is not None:
        return fill(follow_up.promise, {"answer": own})
    return own or question.object or question.text


def _moved(scene: Scene, due: Moment) -> Fact:
    about = scene.about
    assert about is not None  # noqa: S101 - asked by the caller
    before = about.state is CommitmentState.OPEN and scene.now < about.due.utc
    return CommitmentMoved(
        commitment_id=about.commitment_id,
        was=about.due,
        due=due,
        before_due=before and about.moved == 0,
    )
