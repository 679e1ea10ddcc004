"""An answer and its details as facts: the first one, and every revision of it.

Rules: everything that follows from an answer is recorded with it, in one go. A revision
leaves the old one on record; what was said besides stays as long as the choice stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engagement.cards import ONE_TAP_MOST
from engagement.errors import Refused
from engagement.facts import (
    AnswerDetailed,
    ConsentStated,
    Fact,
    ObjectiveReviewed,
    PromptAnswered,
)
from engagement.facts.free_text import FreeText
from engagement.flows import consequences, promises
from engagement.flows.scene import ASK, PACE, Outcome, Scene
from engagement.moments import Moment
from engagement.objectives import Track
from engagement.prompts.details import reached
from engagement.questions import AskedFollowUp, Given
from engagement.vocabulary import YES_NO


def first_answer(
    scene: Scene,
    given: Given,
    details: Mapping[str, Given],
    *,
    how: str,
    unchanged: bool = False,
) -> Outcome:
    """Record an answer with everything that follows from it.

    Raises:
        Refused: a detail breaks a rule.
    """
    facts = [
        _answer(scene, given, 1, how, unchanged=unchanged),
        *consequences.effects(scene, given, None),
        *_detailed(scene, given, details, 1),
    ]
    return Outcome(
        facts=tuple(facts),
        step=_step_after(scene, given, details),
        tell=_tell(scene, given),
    )


def revised(
    scene: Scene, given: Given, details: Mapping[str, Given], *, how: str
) -> Outcome:
    """Record a new revision; the old one stays.

    Commitments of the old answer are withdrawn. Once one was touched, only words may
    change, and the commitment stays.

    Raises:
        Refused: a detail breaks a rule, or a commitment was touched and more than words
            would change.
    """
    old, revision = scene.answer, scene.occasion.revision + 1
    all_details = {**_kept(scene, given), **details}
    if scene.settled:
        _demand_words_alone(scene, given, all_details)
    facts = [_answer(scene, given, revision, how)]
    if not scene.settled:
        facts += promises.withdrawn(scene)
        facts += consequences.effects(scene, given, old)
    facts += _detailed(scene, given, all_details, revision)
    return Outcome(
        facts=tuple(facts),
        step=_step_after(scene, given, all_details),
        tell=_tell(scene, given),
    )


def detailed(scene: Scene, follow_up: AskedFollowUp, given: Given) -> Outcome:
    """Record what was given to a follow-up.

    Raises:
        Refused: it breaks a rule.
    """
    facts = _detail(scene, scene.answer, follow_up, given, scene.occasion.revision)
    had = {**dict(scene.occasion.details), follow_up.follow_up_id: given}
    return Outcome(facts=tuple(facts), step=_step_after(scene, scene.answer, had))


def _kept(scene: Scene, given: Given) -> dict[str, Given]:
    """Return the details that stay, because the choice does.

    Who let auditors read some words has not let them read others.
    """
    if given.option != scene.answer.option:
        return {}
    left = scene.question.consent if given != scene.answer else None
    return {
        f.follow_up_id: held
        for f, held in scene.given_details
        if f.follow_up_id != left
    }


def _demand_words_alone(
    scene: Scene, given: Given, details: Mapping[str, Given]
) -> None:
    had = dict(scene.occasion.details)
    pairs = [(scene.answer, given), *((had.get(i), d) for i, d in details.items())]
    for before, after in pairs:
        if replace(before or Given(), text=None) != replace(after, text=None):
            raise Refused("edit_checked")


def _step_after(scene: Scene, given: Given, details: Mapping[str, Given]) -> str:
    """Return where the person is: offered to say more, or nowhere."""
    missing = [
        f for f in reached(scene.question, given) if f.follow_up_id not in details
    ]
    return "more" if missing and not any(f.required for f in missing) else ""


def _tell(scene: Scene, given: Given) -> str | None:
    question = scene.question
    if question.kind == "four_way" and given.option == "blocked":
        return "blocked"
    if question.prompt_id == PACE and given.option == "wrong_topic":
        return "wrong_topic"
    return "asked" if question.prompt_id == ASK else None


# --- the answer itself ---------------------------------------------------------


def _answer(
    scene: Scene, given: Given, revision: int, how: str, *, unchanged: bool = False
) -> Fact:
    occasion = scene.occasion
    late = occasion.late if scene.answered else scene.late
    if scene.question.kind == "objective_update":
        return ObjectiveReviewed(
            objective_id=(occasion.subject or "").partition(":")[2],
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
    tapped = how == "form" and 0 < len(scene.question.options) <= ONE_TAP_MOST
    return PromptAnswered(
        occasion_id=occasion.occasion_id,
        person_id=scene.person.person_id,
        revision=revision,
        how="tap" if tapped else how,
        late=late,
        question=scene.question,
        subject=occasion.subject,
        option=given.option,
        number=given.number,
        moment=given.moment,
        day=given.day,
        text=FreeText.of(given.text),
    )


# --- details -------------------------------------------------------------------


def _detailed(
    scene: Scene, answer: Given, details: Mapping[str, Given], revision: int
) -> Iterator[Fact]:
    for follow_up in reached(scene.question, answer):
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
    if follow_up.follow_up_id == scene.question.consent:
        yield ConsentStated(
            occasion_id=scene.occasion.occasion_id,
            person_id=scene.person.person_id,
            revision=revision,
            given=given.option == YES_NO[0],
        )
    if given.moment is not None:
        yield from _timed(scene, answer, follow_up, given.moment)


def _timed(
    scene: Scene, answer: Given, follow_up: AskedFollowUp, moment: Moment
) -> Iterator[Fact]:
    """Yield what a day and a time mean: a commitment, another time, a regular slot."""
    had = dict(scene.occasion.details).get(follow_up.follow_up_id, Given())
    if follow_up.commits:
        # Of a settled answer the commitment stays as it was.
        yield from (
            () if scene.settled else promises.made(scene, answer, follow_up, moment)
        )
    elif had.moment == moment:
        return
    elif scene.question.prompt_id == PACE:
        yield consequences.slot(scene, moment)
    else:
        yield from promises.moved(scene, moment)
