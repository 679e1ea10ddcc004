"""What a question takes, said to somebody whose words it could not read.

Rules: what was asked for last counts: a follow-up that waits, a day after *Later*.
A question that is closed, or answered with nothing to add, says that instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from engagement.cards import ChoiceOption
from engagement.errors import NotUnderstood
from engagement.flows.scene import Scene
from engagement.occasions import Occasion
from engagement.prompts.fields import ANY_NUMBER
from engagement.prompts.objective_update import CONFIDENCES
from engagement.questions import AskedFollowUp, AskedRange
from engagement.texts import Language


def unread(scene: Scene, language: Language) -> NotUnderstood:
    """Return the error that says what would be taken, in the reader's language."""
    if scene.closed is not None:
        return NotUnderstood(scene.closed)
    takes = accepted(scene, language)
    if takes is None:
        return NotUnderstood("answer_stands")
    return NotUnderstood("unread", question=title(scene), takes=takes)


def title(scene: Scene) -> str:
    """Return the question as it is named within a sentence, without its full stop."""
    return scene.question.text.removesuffix(".")


def accepted(scene: Scene, language: Language) -> str | None:
    """Return what can be written to a question now; None where nothing is asked."""
    if scene.place in {"later", "later_day"}:
        return _say(scene, "day", language)
    if scene.answered and scene.place != "edit":
        waiting = scene.pending or scene.offered
        return None if waiting is None else _follow_up(scene, waiting, language)
    question = scene.question
    match question.kind:
        case "number":
            return _number(scene, question.number or ANY_NUMBER, language)
        case "objective_update":
            return _number(scene, CONFIDENCES, language)
        case "sentence":
            return _say(scene, "sentence", language)
        case _:
            return _options(scene, question.options, language)


def _follow_up(scene: Scene, asked: AskedFollowUp, language: Language) -> str:
    if asked.kind == "choice":
        return _options(scene, asked.options, language)
    if asked.kind == "number":
        return _say(scene, "any_number", language)
    return _say(scene, asked.kind, language)


def _options(scene: Scene, options: Iterable[ChoiceOption], language: Language) -> str:
    labels = " · ".join(option.label for option in options)
    return _say(scene, "options", language, options=labels)


def _number(scene: Scene, asked: AskedRange, language: Language) -> str:
    if asked == ANY_NUMBER:
        return _say(scene, "any_number", language)
    least = scene.texts.number(asked.least, language)
    most = scene.texts.number(asked.most, language)
    return _say(
        scene, "number", language, least=least, most=most, unit=asked.unit
    ).strip()


def _say(scene: Scene, kind: str, language: Language, **values: object) -> str:
    return scene.texts.text(f"takes.{kind}", language, **values)


# --- which question was meant ------------------------------------------------------


def claims(scene: Scene, pressed_at: datetime, others: Iterable[Occasion]) -> bool:
    """Whether words belong to the question that its person pressed something of last.

    They do while it waits for the next step, unless something was put to them since.
    """
    waits = scene.pending is not None or scene.place not in {"", "why"}
    own = scene.occasion.occasion_id
    return waits and not any(
        one.put_at > pressed_at for one in others if one.occasion_id != own
    )
