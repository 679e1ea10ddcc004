"""What an answer means beyond itself: cases, reviews, signals, pace.

Rules: a case that was opened stays the coordinator's to close, whatever the answer
becomes, and one question opens one. Naming nothing (*none*) owes nobody an answer, and
not knowing explains nothing; both are full answers all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engagement import typed
from engagement.case_rules import CaseRule
from engagement.errors import Refused
from engagement.facts import (
    CaseOpened,
    Fact,
    PaceChanged,
    PersonRecorded,
    SignalExplained,
    SubjectReviewed,
)
from engagement.flows import promises
from engagement.flows.scene import PACE, Scene
from engagement.moments import Moment
from engagement.people import Slot
from engagement.questions import Given
from engagement.vocabulary import NONE

BLOCKED_DAYS = 5
"Working days within which a coordinator answers somebody who is blocked."
SLOW = 2
"Weeks between two bundles of somebody who finds them too many, at least."
_BLOCKED = CaseRule(when=("blocked",), working_days=BLOCKED_DAYS)


def effects(scene: Scene, given: Given, old: Given | None) -> Iterator[Fact]:
    """Yield what follows from an answer that takes the place of ``old``."""
    if old is None or old.option != given.option:
        yield from _review(scene, given)
    yield from _case(scene, given)
    yield from promises.said(scene, given, old)
    yield from _signal(scene, given)
    yield from _pace(scene, given)


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


def _case(scene: Scene, given: Given) -> Iterator[Fact]:
    rule = _case_rule(scene, given)
    if rule is None or scene.has_case or scene.coordinator_id is None:
        return
    yield CaseOpened(
        case_id=scene.new_id(),
        occasion_id=scene.occasion.occasion_id,
        person_id=scene.person.person_id,
        owner_id=scene.coordinator_id,
        reason="blocked" if rule is _BLOCKED else scene.question.prompt_id,
        due_on=rule.due_on(scene.clock.today, scene.calendar),
    )


def _case_rule(scene: Scene, given: Given) -> CaseRule | None:
    option = given.option
    if scene.question.kind == "four_way" and option == "blocked":
        return _BLOCKED
    if option is None and given.text is not None and typed.is_none(given.text):
        option = NONE
    rules = scene.prompt.cases if scene.prompt is not None else ()
    return next((rule for rule in rules if rule.opens(option)), None)


def _signal(scene: Scene, given: Given) -> Iterator[Fact]:
    """A cause that was named; *don't know yet* is an answer, but names none."""
    kind, _, which = (scene.occasion.subject or "").partition(":")
    if kind == "signal" and not typed.is_unknown(given.text or ""):
        kpi_id, _, episode = which.partition("/")
        yield SignalExplained(
            kpi_id=kpi_id,
            episode=episode,
            person_id=scene.person.person_id,
            occasion_id=scene.occasion.occasion_id,
        )


def _pace(scene: Scene, given: Given) -> Iterator[Fact]:
    """Back to every week, or kept slow, as the person wishes."""
    if scene.question.prompt_id != PACE:
        return
    pace = scene.person.pace
    weeks = {"fine": 1, "wrong_time": 1, "too_often": max(SLOW, pace)}
    wanted = weeks.get(given.option or "", pace)
    if wanted != pace:
        person_id = scene.person.person_id
        yield PaceChanged(person_id=person_id, weeks=wanted, reason="answered")


def slot(scene: Scene, moment: Moment) -> Fact:
    """Make a moment the person's regular time.

    Raises:
        Refused: it lies outside their working hours, when nothing is sent.
    """
    person, wall = scene.person, moment.wall
    hours = person.hours
    if wall.weekday() not in hours.days or not hours.start <= wall.time() < hours.end:
        raise Refused(
            "slot_outside", start=f"{hours.start:%H:%M}", end=f"{hours.end:%H:%M}"
        )
    slot = Slot(weekday=wall.weekday(), at=wall.time())
    # The person as a whole, so with the pace that the same answer brings back.
    return PersonRecorded(person=replace(person, slot=slot, pace=1))
