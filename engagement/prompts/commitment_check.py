"""What became of a commitment: kept, not yet, or changed."""

from __future__ import annotations

from engagement import typed
from engagement.cards import ChoiceOption
from engagement.prompts import details
from engagement.prompts.choice import Choice
from engagement.prompts.fields import Clock, Words
from engagement.prompts.kind import Read
from engagement.questions import AskedFollowUp, Given, Question

EXAMPLE = Question(
    prompt_id="CHECK",
    prompt_version=1,
    prompt_digest="0" * 64,
    language="sv",
    kind="commitment_check",
    text="Du hade planerat: Ta beslut om provrigg, 1 december. Hur gick det?",
    options=(
        ChoiceOption(option_id="kept", label="Klart"),
        ChoiceOption(option_id="not_yet", label="Inte än"),
        ChoiceOption(option_id="changed", label="Det blev ändrat"),
    ),
    follow_ups=(
        AskedFollowUp(
            follow_up_id="new_time",
            when=("not_yet",),
            kind="moment",
            ask="Vilken dag och vilken tid i stället?",
        ),
    ),
    object="Ta beslut om provrigg",
)


_MEANS = {
    "done": "kept",
    "planned": "not_yet",
    "blocked": "not_yet",
    "not_relevant": "changed",
}
"Everyday answer -> what it says of a commitment."


class CommitmentCheck(Choice):
    """A choice that also hears how it goes in many everyday forms."""

    name = "commitment_check"

    def from_text(
        self, question: Question, text: str, clock: Clock, words: Words
    ) -> Read | None:
        """Read ``klart``, ``not yet``, ``inte än, tisdag 14``, ``kört fast``."""
        found = super().from_text(question, text, clock, words)
        if found is not None:
            return found
        four = typed.read_four_way(text)
        if four is None:
            return None
        how, rest = four
        # "Stuck" says more than "not yet", so those words are kept whole.
        said = rest if how == "done" else text
        given = Given(option=_MEANS[how])
        return details.read_rest(question, given, said, clock, words)
