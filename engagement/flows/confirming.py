"""What is said back to typed words: the card that they concern may be far above."""

from __future__ import annotations

from engagement.flows.open_section import skip_said, snooze_said
from engagement.flows.scene import Scene
from engagement.occasions import OccasionState
from engagement.prompts import details


def confirmation(scene: Scene) -> str:
    """Say what was understood, and what is still asked for.

    ``scene`` is the question as it is after what was decided has been recorded.
    """
    occasion = scene.occasion
    if scene.answered:
        return "\n".join(_noted(scene))
    if occasion.state is OccasionState.SKIPPED:
        return skip_said(scene)
    return snooze_said(scene)


def _noted(scene: Scene) -> list[str]:
    """Say the answer with its details in full: a date is read back, never guessed."""
    words = scene.words
    given = [details.say(one, held, words) for one, held in scene.given_details]
    said = " – ".join([scene.kind.say(scene.question, scene.answer, words), *given])
    lines = [scene.words.text("confirm.answered", answer=said.rstrip("."))]
    asked = scene.pending or (scene.offered if scene.place == "more" else None)
    return lines if asked is None else [*lines, asked.ask]
