"""Words that are meant for one question: what they wish, add or answer.

Rules: what the bot has just asked for is tried first, then a wish (*later*, *skip*),
then the answer itself. Words that fit nothing are refused in a way that keeps them
(``NotUnderstood``), never as if nobody had written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engagement.errors import NotUnderstood, Refused
from engagement.flows import putting_off
from engagement.flows.effects import detailed, first_answer, revised
from engagement.flows.scene import Outcome, Scene
from engagement.prompts.details import UNREAD, from_text, reached
from engagement.prompts.kind import Read
from engagement.questions import AskedFollowUp, Given, Question
from engagement.texts import Language
from engagement.typed.words import key

SAME = frozenset(
    (
        "ingen ändring",
        "ingen ändring sedan sist",
        "oförändrat",
        "oförändrad",
        "samma",
        "samma som sist",
        "no change",
        "no change since last time",
        "unchanged",
        "same",
        "same as last time",
    )
)
"*No change since last time*, as it is typed."


def read(scene: Scene, text: str) -> Outcome:
    """Decide what words for this question mean.

    Raises:
        Closed: a wish that comes too late.
        NotUnderstood: they are no answer to it; what was asked for is named.
        Refused: an answer, but out of range or against a rule.
    """
    if scene.closed is not None:
        raise NotUnderstood(scene.closed)
    if scene.answered:
        return _read_answered(scene, text)
    asked = _read_aside(scene, text)
    if asked is not None:
        return asked
    wish = putting_off.snooze_wish(scene, text) or putting_off.skip_wish(scene, text)
    if wish is not None:
        return wish
    if scene.before is not None and key(text) in SAME:
        return first_answer(scene, scene.before, {}, how="typed", unchanged=True)
    found = _answer(scene, text)
    if found is None:
        raise NotUnderstood(scene.kind.unread)
    return first_answer(scene, found.given, found.details, how="typed")


def _read_aside(scene: Scene, text: str) -> Outcome | None:
    """Read what *Later* and *Skip* have asked for."""
    match scene.place:
        case "later" | "later_day":
            return putting_off.snooze_day_typed(scene, text)
        case "skip" | "skip_line":
            return putting_off.skip_typed(scene, text)
        case _:
            return None


def _answer(scene: Scene, text: str) -> Read | None:
    """Read an answer in the question's language, else in the other one."""
    found = scene.kind.from_text(scene.question, text, scene.clock, scene.words)
    if found is not None:
        return found
    other = _in_other_language(scene)
    if other is None:
        return None
    return scene.kind.from_text(other, text, scene.clock, scene.words)


def _in_other_language(scene: Scene) -> Question | None:
    """Return the question with the words that its options have in the other language.

    None where they are named by the subject, or the prompt has changed meanwhile.
    """
    question, prompt = scene.question, scene.prompt
    if question.kind != "choice" or prompt is None:
        return None
    language: Language = "en" if question.language == "sv" else "sv"
    own = {one.option_id: one.label.within(language) for one in prompt.options}
    ids = {one.option_id for one in question.options}
    if prompt.digest != question.prompt_digest or ids != own.keys():
        return None
    options = tuple(replace(one, label=own[one.option_id]) for one in question.options)
    return replace(question, options=options)


# --- after an answer -----------------------------------------------------------


def _read_answered(scene: Scene, text: str) -> Outcome:
    if scene.place in {"edit", "details"}:
        return _read_edit(scene, text)
    waiting = scene.pending or scene.offered
    given = _detail(scene, waiting, text) if waiting is not None else None
    if waiting is not None and given is not None:
        return detailed(scene, waiting, given)
    if _repeats(scene, text):
        return Outcome(step=scene.step)
    unread = UNREAD.get(waiting.kind) if waiting is not None else None
    raise NotUnderstood(unread or "answer_stands")


def _read_edit(scene: Scene, text: str) -> Outcome:
    """Read a new answer, or another word for what was asked besides."""
    had = dict(scene.occasion.details)
    found = _answer(scene, text) if scene.place == "edit" else None
    if found is not None:
        return changed(scene, found.given, found.details, how="typed")
    for follow_up in reached(scene.question, scene.answer):
        given = (
            _detail(scene, follow_up, text) if follow_up.follow_up_id in had else None
        )
        if given is not None:
            more = {follow_up.follow_up_id: given}
            return changed(scene, scene.answer, more, how="typed")
    raise NotUnderstood(scene.kind.unread)


def changed(
    scene: Scene, given: Given, details: Mapping[str, Given], *, how: str
) -> Outcome:
    """Record a new revision, unless it says the same as before.

    Raises:
        Refused: a commitment was touched and more than words would change.
    """
    had = dict(scene.occasion.details)
    same = given == scene.answer and all(had.get(i) == d for i, d in details.items())
    return Outcome() if same else revised(scene, given, details, how=how)


def _detail(scene: Scene, follow_up: AskedFollowUp, text: str) -> Given | None:
    return from_text(follow_up, text, scene.clock, scene.words)


def _repeats(scene: Scene, text: str) -> bool:
    """Whether the words say again what was answered."""
    try:
        found = _answer(scene, text)
    except Refused:
        return False
    return found is not None and found.given == scene.answer
