"""Done, planned, blocked or not relevant: the answer to most questions about work."""

from __future__ import annotations

from engagement import typed
from engagement.cards import ChoiceOption
from engagement.prompts import details
from engagement.prompts.choice import Choice
from engagement.prompts.fields import Clock, Words
from engagement.prompts.kind import Read
from engagement.questions import AskedFollowUp, Given, Question

EXAMPLE = Question(
    prompt_id="P35",
    prompt_version=1,
    prompt_digest="0" * 64,
    language="sv",
    kind="four_way",
    text=(
        "Din åtgärd från ledningens genomgång den 3 september: ”Ta beslut om "
        "provrigg”, klar senast 30 november. Hur går det?"
    ),
    options=(
        ChoiceOption(option_id="done", label="Klart"),
        ChoiceOption(option_id="planned", label="Planerat"),
        ChoiceOption(option_id="blocked", label="Har kört fast"),
        ChoiceOption(option_id="not_relevant", label="Inte aktuellt"),
    ),
    follow_ups=(
        AskedFollowUp(
            follow_up_id="when",
            when=("planned",),
            kind="moment",
            ask="Vilken dag och vilken tid?",
            commits=True,
        ),
    ),
    object="Ta beslut om provrigg",
)


class FourWay(Choice):
    """A choice whose words are also known by their many everyday forms."""

    name = "four_way"

    def from_text(
        self, question: Question, text: str, clock: Clock, words: Words
    ) -> Read | None:
        """Read ``klart``, ``stuck: no budget``, ``planerat tisdag 14``, ``tis 14``."""
        found = typed.read_four_way(text)
        if found is None:
            return super().from_text(question, text, clock, words)
        option, rest = found
        return details.read_rest(question, Given(option=option), rest, clock, words)
