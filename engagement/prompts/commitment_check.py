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


class CommitmentCheck(Choice):
    """A choice that also hears *done* in its many everyday forms."""

    name = "commitment_check"

    def from_text(
        self, question: Question, text: str, clock: Clock, words: Words
    ) -> Read | None:
        """Read ``klart``, ``not yet``, ``inte än, tisdag 14``."""
        found = super().from_text(question, text, clock, words)
        if found is not None:
            return found
        four = typed.read_four_way(text)
        if four is None or four[0] != "done":
            return None
        given = Given(option="kept")
        more = details.from_rest(question, given, four[1], clock, words)
        return Read(given=given, details=more)
