"""One question under everything that can be done to it, in any order.

Whatever is pressed, filled in or typed, at whatever time: an event that is not legal
raises and changes nothing; what is legal leaves a record that holds together; and what
a card shows can be pressed.
"""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import Any

from hypothesis import Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from engagement.commitments import CommitmentState
from engagement.errors import Closed, NotUnderstood, PersonError, Refused
from engagement.facts import (
    CaseOpened,
    CommitmentKept,
    CommitmentMade,
    CommitmentMissed,
    CommitmentMoved,
    CommitmentWithdrawn,
    ObjectiveReviewed,
    PromptAnswered,
)
from engagement.flows import Outcome
from engagement.occasions import OccasionState
from engagement.texts import LANGUAGES
from engagement.typed.words import listed
from tests.unit.flow_company import CATALOGUE, SUBJECTS
from tests.unit.flow_parts import (
    Play,
    play,
    shown_actions,
    verb_of,
    ways_to_fill_in,
)

PROMPTS = [
    prompt.prompt_id
    for prompt in CATALOGUE.prompts
    if prompt.subject is None or prompt.subject in SUBJECTS
]
PROMISING = [
    prompt.prompt_id
    for prompt in CATALOGUE.prompts
    if prompt.prompt_id in PROMPTS
    and (prompt.kind == "four_way" or any(f.commits for f in prompt.follow_ups))
]
"Answers to these become commitments: half of all conversations are about them."
VERBS = sorted(
    listed(
        "answer save same detail save_details edit details more back enough why later skip"
        " snooze snooze_day skipped skipped_line nonsense"
    )
)
FIELDS = sorted(
    listed("answer detail confidence track value line when day reason obstacle proof")
)
VALUES = st.one_of(
    st.sampled_from(
        sorted(
            listed(
                "done planned blocked not_relevant kept not_yet changed still_on drop today"
                " tomorrow next_week day no_time other not_mine on_track at_risk 7 0 10 -1 1e9"
                " 2026-12-03T14:00 2019-01-01T10:00 2999-01-01T10:00 2026-12-04 money yes no"
                " none fund decline"
            )
        )
    ),
    st.text(max_size=40),
    st.just("x" * 3000),
)
WORDS = st.one_of(
    st.sampled_from(
        (
            "klart",
            "done",
            "planerat",
            "tisdag 14",
            "friday",
            "kört fast: ingen budget",
            "inte aktuellt",
            "95,2",
            "7",
            "ja",
            "nej",
            "inte än",
            "samma",
            "senare",
            "påminn mig på fredag",
            "hoppa över",
            "skip, not my area",
            "ingen",
            "vet inte",
        )
    ),
    st.text(max_size=60),
    st.just("ord " * 800),
)
TOUCHING = (CommitmentKept, CommitmentMissed, CommitmentMoved, CommitmentWithdrawn)
FINAL = {OccasionState.WITHDRAWN, OccasionState.SUPERSEDED}


class Conversation(RuleBasedStateMachine):
    """One person and one question, and a clock that only goes forward."""

    @initialize(
        prompt=st.sampled_from(PROMISING) | st.sampled_from(PROMPTS),
        language=st.sampled_from(LANGUAGES),
    )
    def begin(self, prompt: str, language: Any) -> None:
        """Put some question of the shipped content."""
        self.play: Play = play(prompt, language)

    # --- what can happen -----------------------------------------------------------

    @rule(
        verb=st.sampled_from(VERBS),
        values=st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=3),
    )
    def press_anything(self, verb: str, values: dict[str, str]) -> None:
        """Send what no card has shown, too."""
        self._try(lambda: self.play.press(verb, **values))

    @rule(words=WORDS)
    def type_anything(self, words: str) -> None:
        """Write something."""
        self._try(lambda: self.play.type(words))

    @rule(data=st.data())
    def press_what_is_shown(self, data: st.DataObject) -> None:
        """Press one of the buttons, with the form filled in fittingly."""
        assume(shown_actions(self.play.section))
        self.press_shown(data)

    def press_shown(self, data: st.DataObject) -> None:
        """Press a button of the card as it is."""
        section = self.play.section
        actions = shown_actions(section)
        if section.submit is not None:
            # People fill in what they are asked for, mostly.
            actions = (*actions, *[section.submit] * 3)
        action = data.draw(st.sampled_from(actions), label="action")
        values = data.draw(st.sampled_from(ways_to_fill_in(section)), label="values")
        self._try(lambda: self.play.press(verb_of(action), **values), shown=True)

    @rule(data=st.data(), presses=st.integers(min_value=2, max_value=6))
    def go_on_pressing(self, data: st.DataObject, presses: int) -> None:
        """Answer, add, edit: what people do in one sitting."""
        for _ in range(presses):
            if not shown_actions(self.play.section):
                return
            self.press_shown(data)

    @rule(hours=st.integers(min_value=1, max_value=24 * 20))
    def wait(self, hours: int) -> None:
        """Let time pass."""
        assume(self.play.now.year < 2028)
        self.play.now += timedelta(hours=hours)

    @precondition(lambda self: self.play.state is OccasionState.ASKED)
    @rule()
    def expire(self) -> None:
        """Record silence."""
        self.play.expire()

    @rule()
    def ask_again(self) -> None:
        """Ask the same anew: this one is closed from now on."""
        self.play.superseded = True

    def _try(self, do: Any, *, shown: bool = False) -> None:
        before, held = self._all(), copy.deepcopy(self.play.commitments)
        recorded = len(self.play.facts)
        refused: PersonError | None = None
        outcome = Outcome()
        try:
            outcome = do()
        except (Closed, NotUnderstood, Refused) as error:
            refused = error
        if refused is not None:
            assert before == self._all(), "what was refused changed something"
            assert held == self.play.commitments
            assert not (shown and refused.text_key == "error.button_gone")
        new = self.play.facts[recorded:]
        assert list(outcome.facts) == new
        assert not (new and self.play.superseded), "a closed question was changed"

    def _all(self) -> tuple[Any, ...]:
        one = self.play
        return one.occasion, one.step, one.person, len(one.facts), one.has_case

    # --- what always holds -----------------------------------------------------------

    @invariant()
    def the_card_can_be_shown(self) -> None:
        """Whatever the state: a section with words, and no two buttons alike."""
        if not hasattr(self, "play"):
            return
        section = self.play.section
        verbs = [verb_of(action) for action in shown_actions(section)]
        assert len(verbs) == len(set(verbs))
        assert any(self.play.said)
        assert not section.inputs or section.submit is not None

    @invariant()
    def revisions_count_up(self) -> None:
        """Every answer is a revision of its own, and none is left out."""
        if not hasattr(self, "play"):
            return
        given = [
            fact.revision
            for fact in self.play.facts
            if isinstance(fact, PromptAnswered | ObjectiveReviewed)
        ]
        assert given == list(range(1, len(given) + 1))

    @invariant()
    def one_question_opens_one_case(self) -> None:
        """However often its answer changes."""
        if hasattr(self, "play"):
            opened = [f for f in self.play.facts if isinstance(f, CaseOpened)]
            assert len(opened) <= 1

    @invariant()
    def one_answer_has_one_open_promise(self) -> None:
        """An edited promise takes the place of the old one, it does not join it."""
        if not hasattr(self, "play"):
            return
        open_ = [p for p in self.play.promises if p.state is CommitmentState.OPEN]
        assert len(open_) <= 1
        timed = [given for given in self.play.details.values() if given.moment]
        assert timed or not open_, "a promise outlived the answer that made it"

    @invariant()
    def promises_are_made_before_they_are_touched(self) -> None:
        """Nothing is kept, missed, moved or withdrawn that was not there."""
        if not hasattr(self, "play"):
            return
        known = {self.play.about}
        for fact in self.play.facts:
            if isinstance(fact, CommitmentMade):
                assert fact.commitment_id not in known
                known.add(fact.commitment_id)
            elif isinstance(fact, TOUCHING):
                assert fact.commitment_id in known


TestConversation = Conversation.TestCase
# Twenty steps can be read as they are; making them fewer takes minutes.
TestConversation.settings = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=150,
    stateful_step_count=20,
    deadline=None,
)
