"""The neutral card: what of it is one tap."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engagement.cards import (
    ONE_TAP_MOST,
    ChoiceInput,
    ChoiceOption,
    Input,
    NumberInput,
    Section,
    State,
)


def choice(number: int) -> ChoiceInput:
    options = tuple(
        ChoiceOption(option_id=f"o{n}", label=f"Nr {n}") for n in range(number)
    )
    return ChoiceInput(input_id="answer", label="Ditt svar", options=options)


NUMBER = NumberInput(
    input_id="number", label="Siffra", least=Decimal(0), most=Decimal(10), decimals=0
)


@pytest.mark.parametrize(
    ("inputs", "tapped"),
    [
        ((choice(2),), True),
        ((choice(ONE_TAP_MOST),), True),
        ((choice(ONE_TAP_MOST + 1),), False),
        ((choice(2), NUMBER), False),
        ((NUMBER,), False),
        ((), False),
    ],
)
def test_one_choice_of_at_most_five_is_one_tap(
    inputs: tuple[Input, ...], *, tapped: bool
) -> None:
    """More become a list, and beside other inputs it is part of a form."""
    section = Section(reference="s", state=State.OPEN, inputs=inputs)

    assert (inputs[0] if tapped else None) is section.one_tap
