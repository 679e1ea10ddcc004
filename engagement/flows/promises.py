"""What answers say about commitments: making them, keeping, moving and dropping them.

Rules: a day *and* a time make a commitment. Before it falls due one move is free, every
other one counts as missed at the agreed time; every date is kept. What its owner said
last is what holds, so a slip of the finger can be mended like any other answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from engagement.commitments import CommitmentState
from engagement.errors import Refused
from engagement.facts import (
    CommitmentKept,
    CommitmentMade,
    CommitmentMissed,
    CommitmentMoved,
    CommitmentWithdrawn,
    Fact,
)
from engagement.facts.free_text import FreeText
from engagement.flows.scene import Scene
from engagement.moments import Moment
from engagement.questions import AskedFollowUp, Given
from engagement.wording import fill


def made(
    scene: Scene, answer: Given, follow_up: AskedFollowUp, due: Moment
) -> Iterator[Fact]:
    """Yield the commitment that a day and a time make of an answer."""
    yield CommitmentMade(
        commitment_id=scene.new_id(),
        person_id=scene.person.person_id,
        occasion_id=scene.occasion.occasion_id,
        what=FreeText(text=_object(scene, answer, follow_up)),
        due=due,
    )


def _object(scene: Scene, answer: Given, follow_up: AskedFollowUp) -> str:
    """What it is about, in the words of the person or of the question."""
    question, own = scene.question, None
    if question.kind == "sentence":
        own = answer.text
    elif question.kind == "choice" and answer.option is not None:
        own = question.label(answer.option)
    if follow_up.promise and own is not None:
        return fill(follow_up.promise, {"answer": own})
    return own or question.object or question.text


def withdrawn(scene: Scene) -> Iterator[Fact]:
    """Take back what an answer promised that is now another one."""
    for promise in scene.promises:
        if promise.state is CommitmentState.OPEN:
            yield CommitmentWithdrawn(commitment_id=promise.commitment_id)


def said(scene: Scene, given: Given, old: Given | None) -> Iterator[Fact]:
    """Say what an answer makes of the commitment that the question is about.

    Args:
        scene: the question.
        given: the answer.
        old: the answer that it takes the place of.

    Raises:
        Refused: it was moved or dropped already, so it cannot stand as it was.
    """
    about = scene.about
    if about is None or (old is not None and old.option == given.option):
        return
    match given.option:
        case "kept":
            on_time = not about.missed
            yield CommitmentKept(commitment_id=about.commitment_id, on_time=on_time)
        case "not_yet":
            yield CommitmentMissed(commitment_id=about.commitment_id, due=about.due)
        case "changed" | "drop" if about.state is not CommitmentState.WITHDRAWN:
            yield CommitmentWithdrawn(commitment_id=about.commitment_id)
        case "still_on" if given.option in ruled_out(scene):
            raise Refused("commitment_touched")
        case _:
            return


def ruled_out(scene: Scene) -> frozenset[str]:
    """Return the options that an edit cannot choose any more.

    What this question has moved or dropped cannot stand as it was; another time can be
    given to it, and that is said.
    """
    about = scene.about
    if about is None or not scene.answered:
        return frozenset()
    moved_here = any(given.moment for _, given in scene.occasion.details)
    gone = moved_here or about.state is CommitmentState.WITHDRAWN
    return frozenset({"still_on"}) if gone else frozenset()


def moved(scene: Scene, due: Moment) -> Iterator[Fact]:
    """Give another time to the commitment that the question is about."""
    about = scene.about
    if about is None:
        return
    yield CommitmentMoved(
        commitment_id=about.commitment_id,
        was=about.due,
        due=due,
        before_due=scene.now < about.due.utc and about.moved == 0,
    )
