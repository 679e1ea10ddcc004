"""What every section of a question is made of."""

from __future__ import annotations

from collections.abc import Iterable

from engagement.cards import (
    Action,
    Block,
    ChoiceOption,
    Input,
    Paragraph,
    Section,
    State,
    Tone,
    Weight,
)
from engagement.flows.scene import Scene


def action(scene: Scene, verb: str, key: str, weight: Weight = Weight.NORMAL) -> Action:
    """Return something to press; ``key`` is that of its words."""
    return Action(
        action_id=f"{scene.occasion.occasion_id}.{verb}",
        label=scene.words.text(key),
        weight=weight,
    )


def primary(scene: Scene, verb: str, key: str) -> Action:
    """Return what sends the inputs."""
    return action(scene, verb, key, Weight.PRIMARY)


def quiet_action(scene: Scene, verb: str, key: str) -> Action:
    """Return something that few will want to press."""
    return action(scene, verb, key, Weight.QUIET)


def section(
    scene: Scene,
    state: State,
    blocks: Iterable[Block],
    *,
    inputs: tuple[Input, ...] = (),
    submit: Action | None = None,
    more: tuple[Action, ...] = (),
    actions: tuple[Action, ...] = (),
) -> Section:
    """Return the section of the question."""
    return Section(
        reference=scene.occasion.occasion_id,
        state=state,
        blocks=tuple(blocks),
        inputs=inputs,
        submit=submit,
        more=more,
        actions=actions,
    )


def quiet(text: str) -> Paragraph:
    """Return what stands in the background."""
    return Paragraph(text=text, tone=Tone.QUIET)


def strong(text: str) -> Paragraph:
    """Return what is to be read first."""
    return Paragraph(text=text, tone=Tone.STRONG)


def options_of(scene: Scene, kind: str, ids: Iterable[str]) -> tuple[ChoiceOption, ...]:
    """Return options whose words are ``<kind>.<id>``."""
    return tuple(
        ChoiceOption(option_id=one, label=scene.words.text(f"{kind}.{one}"))
        for one in ids
    )
