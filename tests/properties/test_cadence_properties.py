"""The cadence over a quarter: whatever people do, whoever is down."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from engagement.cadence import due
from engagement.calendar import iso_week
from engagement.occasions import OccasionState, Rank
from tests.properties.cadence_world import CAPPED, KINDS, World

PERSON = st.sampled_from(["E1", "E2", "E3"])
HOURS = st.integers(1, 24 * 10).map(lambda n: timedelta(hours=n))
WEEK = timedelta(days=7)


class Quarter(RuleBasedStateMachine):
    """Three people on three continents, their coordinator and their machines."""

    @initialize()
    def begin(self) -> None:
        self.world = World()
        self.seen = 0

    # --- what happens ----------------------------------------------------------

    @rule(hours=HOURS)
    def time_passes(self, hours: timedelta) -> None:
        self.world.run_to(self.world.now + hours)

    @rule(hours=HOURS)
    def the_planner_is_down(self, hours: timedelta) -> None:
        self.world.now += hours
        self.world.run_to(self.world.now)

    @rule()
    def the_platform_goes_down_or_up(self) -> None:
        self.world.up = not self.world.up
        self.world.deliver()

    @rule(who=PERSON)
    def somebody_answers(self, who: str) -> None:
        for occasion in list(self.world.occasions.values()):
            open_ = occasion.state in {OccasionState.ASKED, OccasionState.EXPIRED}
            if open_ and occasion.person_id == who:
                self.world.answer(occasion.occasion_id)

    @rule(who=PERSON, hours=HOURS)
    def somebody_says_later(self, who: str, hours: timedelta) -> None:
        for occasion in list(self.world.occasions.values()):
            if occasion.answerable and occasion.person_id == who:
                self.world.snooze(occasion.occasion_id, self.world.now + hours)
                return

    @rule(who=PERSON, ahead=st.integers(0, 6), length=st.integers(0, 20))
    def somebody_will_be_away(self, who: str, ahead: int, length: int) -> None:
        first = self.world.now.date() + timedelta(days=ahead)
        self.world.be_away(who, first, first + timedelta(days=length))

    @rule(who=PERSON, hours=st.integers(1, 24 * 70))
    def somebody_promises(self, who: str, hours: int) -> None:
        self.world.promise(who, self.world.now + timedelta(hours=hours))

    @rule(who=PERSON)
    def the_coordinator_asks(self, who: str) -> None:
        self.world.ask(who)

    @rule(who=PERSON)
    def a_figure_changes(self, who: str) -> None:
        self.world.signal(who)

    @rule(who=PERSON)
    def a_risk_is_given_up(self, who: str) -> None:
        self.world.drop(f"risk:b-{who}")

    # --- what holds ------------------------------------------------------------

    @rule(who=PERSON)
    def carrying_out_leaves_nothing_to_decide(self, who: str) -> None:
        world = self.world
        world.look(who)
        again = due(world.view(who), world.setting(), world.now)
        assert _nothing(again)
        world.deliver()
        again = due(world.view(who), world.setting(), world.now)
        assert _nothing(again)

    @rule(who=PERSON, share=st.floats(0.01, 0.99))
    def nothing_is_to_be_decided_before_the_next_look(
        self, who: str, share: float
    ) -> None:
        world = self.world
        until = world.look(who).look_at
        assert until is not None
        assert until > world.now
        world.deliver()
        until = world.look(who).look_at
        assert until is not None
        between = world.now + (until - world.now) * share
        decided = due(world.view(who), world.setting(), between)
        assert _nothing(decided), (world.now, between, until)

    @invariant()
    def every_message_is_allowed(self) -> None:
        world = self.world
        sent = [x for x in world.letters.values() if x.sent_at is not None]
        assert all(letter.in_hours for letter in sent)
        for who in world.people:
            times = sorted(
                x.sent_at
                for x in sent
                if x.kind in CAPPED and x.person_id == who and x.sent_at is not None
            )
            days = [world.calendar(who).today(t) for t in times]
            assert len(days) == len(set(days)), "two on one day"
            for first, fourth in zip(times, times[3:], strict=False):
                assert fourth - first >= WEEK, "four in seven days"

    @invariant()
    def every_bundle_is_small_and_comes_once_a_week(self) -> None:
        world = self.world
        weeks = set()
        for letter in world.letters.values():
            items = [world.occasions[i] for i in letter.items]
            if letter.kind == "bundle":
                week = iso_week(
                    world.calendar(letter.person_id).today(letter.written_at)
                )
                assert (letter.person_id, week) not in weeks
                weeks.add((letter.person_id, week))
                most = 2
                if letter.person_id == "E1" and any(
                    o.rank is Rank.EVENT for o in items
                ):
                    most = 3
                assert len(items) <= most
            if letter.kind in {"bundle", "owed"}:
                assert sum(KINDS[o.prompt_id] == "sentence" for o in items) <= 1

    @invariant()
    def nobody_is_reminded_twice(self) -> None:
        reminded = [
            i
            for x in self.world.letters.values()
            if x.kind == "reminder"
            for i in x.items
        ]
        assert len(reminded) == len(set(reminded))

    @invariant()
    def what_was_put_off_comes_no_earlier(self) -> None:
        assert all(until <= at for until, at in self.world.woken)

    @invariant()
    def what_stands_planned_is_asked_or_has_a_reason_to_wait(self) -> None:
        for occasion in self.world.occasions.values():
            if occasion.state is OccasionState.WITHDRAWN:
                assert occasion.key in dict(self.world.ends)

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        world = self.world
        world.up = True
        world.absences.clear()
        standing = [
            o for o in world.occasions.values() if o.state is OccasionState.PLANNED
        ]
        for who in world.people:
            world.looks[who] = world.now
        world.run_to(world.now + timedelta(days=100))
        for occasion in standing:
            now = world.occasions[occasion.occasion_id]
            assert now.state is not OccasionState.PLANNED, now
            assert now.asked_at is not None or now.key in dict(world.ends)


def _nothing(decided: object) -> bool:
    from dataclasses import replace

    from engagement.cadence import Decisions

    assert isinstance(decided, Decisions)
    return replace(decided, look_at=None) == Decisions()


TestQuarter = Quarter.TestCase
TestQuarter.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
