"""Forms of commands: shown as a card, remembered until they come back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.handlers.call import Call
from bot.ports.store import Dialogue
from engagement.cards import (
    Action,
    Block,
    Input,
    Paragraph,
    Section,
    State,
    Tone,
    Weight,
)

FORM_HOURS = 24


def form(
    call: Call,
    step: str,
    data: Mapping[str, str],
    text: str,
    inputs: tuple[Input, ...],
    *,
    blocks: tuple[Block, ...] = (),
    submit: str = "action.send",
    actions: tuple[tuple[str, str], ...] = (),
    beside: tuple[Action, ...] = (),
    n: int = 0,
) -> None:
    """Show a form; ``step`` names what handles it, ``data`` is what it is about.

    ``actions`` are further buttons, verb and text key; ``beside`` are buttons that do
    something else than sending the form. ``n`` is the number that a label may tell.
    """
    reference = f"form:{call.at.unit.new_id()}"
    call.at.unit.dialogues.put(
        Dialogue(
            person_id=call.person.person_id,
            reference=reference,
            step=step,
            data=data,
            expires_at=call.at.now + timedelta(hours=FORM_HOURS),
        )
    )
    section = Section(
        reference=reference,
        state=State.OPEN,
        blocks=(Paragraph(text=text, tone=Tone.STRONG), *blocks),
        inputs=inputs,
        submit=Action(
            action_id=f"{reference}.send",
            label=call.say(submit, n=n),
            weight=Weight.PRIMARY,
        ),
        actions=tuple(
            Action(
                action_id=f"{reference}.{verb}",
                label=call.say(key, n=n),
                weight=Weight.QUIET,
            )
            for verb, key in actions
        )
        + beside,
    )
    call.show([section])
