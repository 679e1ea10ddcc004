"""Where an objective stands: value, track, confidence 0-10 and one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from engagement.cards import ChoiceInput, ChoiceOption, Input, NumberInput
from engagement.objectives import Track
from engagement.prompts import fields
from engagement.prompts.fields import ANY_NUMBER, Clock, Words
from engagement.prompts.kind import Read, with_words
from engagement.questions import AskedRange, Given, Question

VALUE, TRACK, CONFIDENCE, LINE = "value", "track", "confidence", "line"
CONFIDENCES = AskedRange(least=Decimal(0), most=Decimal(10), decimals=0, unit="")
_SURE, _DOUBTFUL = 7, 4
"From 7 on track, from 4 at risk: what a confidence alone is taken to mean."

EXAMPLE = Question(
    prompt_id="P26",
    prompt_version=1,
    prompt_digest="0" * 64,
    language="sv",
    kind="objective_update",
    text=(
        "”Leveransprecision (OTIF)”: 95,2 i dag, målet är 95,0 senast 31 december. "
        "Hur säker är du på att vi når dit, 0–10?"
    ),
    object="Leveransprecision (OTIF)",
)


class ObjectiveUpdate:
    """Pre-filled with the last one; a typed number is the confidence."""

    name = "objective_update"
    unread = "confidence_unread"

    def inputs(
        self, question: Question, given: Given | None, clock: Clock, words: Words
    ) -> tuple[Input, ...]:
        """Show confidence first: it is what the question asks."""
        del question, clock
        before = given or Given()
        return (
            NumberInput(
                input_id=CONFIDENCE,
                label=words.text("objective.confidence"),
                least=CONFIDENCES.least,
                most=CONFIDENCES.most,
                decimals=0,
                value=None if before.confidence is None else Decimal(before.confidence),
            ),
            ChoiceInput(
                input_id=TRACK,
                label=words.text("objective.track"),
                options=tracks(words),
                value=before.option,
            ),
            replace(
                fields.number_input(
                    VALUE, words.text("objective.value"), ANY_NUMBER, before
                ),
                required=False,
            ),
            fields.sentence_input(
                LINE, words.text("objective.line"), before, required=False
            ),
        )

    def from_form(
        self, question: Question, values: Mapping[str, str], clock: Clock, words: Words
    ) -> Given:
        """Read all four; value and line may be left empty."""
        del question, clock
        confidence = fields.number_from_form(values, CONFIDENCE, CONFIDENCES, words)
        track = fields.choice_from_form(values, TRACK, tracks(words))
        line = fields.given(values, LINE)
        return Given(
            confidence=int(confidence.number or 0),
            option=track.option,
            number=_value(values, words),
            text=fields.sentence(line).text if line else None,
        )

    def from_text(
        self, question: Question, text: str, clock: Clock, words: Words
    ) -> Read | None:
        """Read a number as the confidence; the track follows from it.

        Words beside the number become the line.
        """
        del question, clock
        found = fields.number_from_text(text, CONFIDENCES, words)
        if found is None:
            return None
        confidence = int(found.number or 0)
        track = _track(confidence).value
        return Read(given=Given(confidence=confidence, option=track, text=found.text))

    def say(self, question: Question, given: Given, words: Words) -> str:
        """Say confidence and track, then the value and the line where given."""
        del question
        track = words.text(f"track.{given.option}")
        said = words.text(
            "objective.said", confidence=given.confidence, track=track.lower()
        )
        if given.number is not None:
            value = words.texts.number(given.number, words.language)
            said = f"{said}, {words.text('objective.said_value', value=value)}"
        return with_words(said, given, words)


def tracks(words: Words) -> tuple[ChoiceOption, ...]:
    """Return on track, at risk and off track in words."""
    return tuple(
        ChoiceOption(option_id=track.value, label=words.text(f"track.{track.value}"))
        for track in Track
    )


def _track(confidence: int) -> Track:
    if confidence >= _SURE:
        return Track.ON_TRACK
    return Track.AT_RISK if confidence >= _DOUBTFUL else Track.OFF_TRACK


def _value(values: Mapping[str, str], words: Words) -> Decimal | None:
    if not fields.given(values, VALUE):
        return None
    return fields.number_from_form(values, VALUE, ANY_NUMBER, words).number
