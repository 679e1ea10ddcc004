"""What goes first of all that comes round, and that nobody waits for ever."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from engagement.cadence import due
from engagement.cadence.budget import Item, select
from engagement.cadence.claims import NEAR_AHEAD, OBJECTIVE_AHEAD, ROUND, claim_of
from engagement.catalogue import Cadence, Prompt
from engagement.occasions import Rank
from engagement.organisation import Rules
from engagement.subjects import Subject
from tests.unit.cadence_parts import (
    a_look,
    a_prompt,
    a_setting,
    a_subject,
    a_view,
    an_event,
    answered,
    day,
    nine,
    planned,
)

UPDATE = a_prompt("P26", subject="objective", asked_of=("owner",), reviews_subject=True)
YEARLY = a_prompt("Y", cadence=Cadence.YEARLY)
TUESDAY = "2026-11-24"


def an_objective(**changes: Any) -> Subject:
    return a_subject("O1", "objective", **changes)


def claim(
    prompt: Prompt,
    due_on: str,
    *of: Subject,
    now: str = TUESDAY,
    rank: Rank = Rank.CADENCE,
) -> int:
    """Return the claim of what is planned about the first of these subjects."""
    topic = f"/{of[0].key}" if of else ""
    one = planned(f"{prompt.prompt_id}{topic}", due_at=nine(due_on), rank=rank)
    looked = a_look(f"{now} 09:00", a_view(), a_setting(prompt, of=of))
    return claim_of(one, prompt, looked)


@pytest.mark.parametrize(
    ("cadence", "since"),
    [
        (Cadence.WEEKLY, "2026-11-17"),
        (Cadence.MONTHLY, "2026-10-27"),
        (Cadence.QUARTERLY, "2026-08-25"),
        (Cadence.HALF_YEARLY, "2026-05-26"),
        (Cadence.YEARLY, "2025-11-25"),
    ],
)
def test_a_round_overdue_counts_the_same_whatever_its_length(
    cadence: Cadence, since: str
) -> None:
    """What is compared is how many of its own rounds something is late."""
    assert claim(a_prompt("A", cadence=cadence), since) == ROUND


def test_of_two_that_are_a_week_late_the_shorter_round_goes_first() -> None:
    """A week is much of a month and little of a year."""
    assert claim(a_prompt(), "2026-11-17") > claim(YEARLY, "2026-11-17")


def test_an_objectives_review_goes_before_a_general_question() -> None:
    """When both are due, and until the general one is a whole round late."""
    own = claim(UPDATE, TUESDAY, an_objective())
    assert own > claim(a_prompt(), "2026-10-28")
    assert own == OBJECTIVE_AHEAD == claim(a_prompt(), "2026-10-27")


@pytest.mark.parametrize(
    ("target", "ahead"),
    [
        (None, OBJECTIVE_AHEAD),
        ("2026-12-25", OBJECTIVE_AHEAD),
        ("2026-12-24", NEAR_AHEAD),
        ("2026-10-31", NEAR_AHEAD),
    ],
)
def test_near_its_target_date_an_objective_goes_before_what_is_long_overdue(
    target: str | None, ahead: int
) -> None:
    """From thirty days before it on, and after it."""
    due_on = day(target) if target else None
    assert claim(UPDATE, TUESDAY, an_objective(due_on=due_on)) == ahead


def test_somebody_elses_target_date_hurries_nobody() -> None:
    """What nobody owns is asked of a function; its date presses no one person."""
    vacant = an_objective(owner=None, due_on=day("2026-12-01"))
    assert claim(UPDATE, TUESDAY, vacant) == OBJECTIVE_AHEAD


def test_what_is_not_due_yet_or_is_gone_claims_nothing_more() -> None:
    """A clock that went back makes no claim negative; a lost subject is none."""
    assert claim(a_prompt(), "2026-12-01") == 0
    gone = planned("P26/objective:O9", due_at=nine(TUESDAY))
    looked = a_look(
        f"{TUESDAY} 09:00", a_view(), a_setting(UPDATE, of=[an_objective()])
    )
    assert claim_of(gone, UPDATE, looked) == 0


def test_events_and_promises_have_their_rank_and_no_claim() -> None:
    """Nor has a question that was made an event's since it was planned."""
    assert claim(a_prompt(), "2026-10-27", rank=Rank.EVENT) == 0
    assert claim(an_event(), "2026-10-27") == 0


def test_of_equals_what_was_put_off_before_goes_first() -> None:
    """Before what is older by its name alone."""
    old = planned("Z", deferred=1, deferred_for="budget")
    items = [Item.of(planned("A"), a_prompt("A")), Item.of(old, a_prompt("Z"))]
    first, _ = select(items, Rules(), extra_event=False).chosen
    assert first.prompt.prompt_id == "Z"


def test_an_overdue_objective_is_asked_on_the_first_day() -> None:
    """Not spread behind a dozen questions that were never asked."""
    old = an_objective(reviewed_on=day("2026-09-01"))
    never = [a_prompt(f"A{n:02}") for n in range(12)]
    setting = a_setting(*never, UPDATE, of=[old], began_on=day(TUESDAY))
    (sending,) = due(a_view(), setting, nine(TUESDAY)).sendings
    assert sending.items[0] == "prompt:P26:objective:O1:2026-11:E1"


def test_one_of_many_waiting_is_not_forgotten_for_what_is_due_today() -> None:
    """An objective that is due is chosen among what is planned already, too."""
    setting = a_setting(
        *(a_prompt(f"A{n}") for n in range(4)), UPDATE, of=[an_objective()]
    )
    waiting = tuple(planned(f"A{n}") for n in range(4))
    past = (answered("P26/objective:O1", "2026-10-20 09:00"),)
    decided = due(a_view(unsettled=waiting, past=past), setting, nine(TUESDAY))
    (sending,) = decided.sendings
    assert sending.items[0] == "prompt:P26:objective:O1:2026-11:E1"


def test_nobody_starves_however_much_comes_round() -> None:
    """Twice as much as fits, near objectives among it: even the yearly one is asked."""
    near = [a_subject(f"O{n}", "objective", due_on=day("2026-12-01")) for n in range(4)]
    monthly = [a_prompt(f"M{n:02}") for n in range(12)]
    setting = a_setting(*monthly, YEARLY, UPDATE, of=near)
    prompts = {p.prompt_id: p for p in (*monthly, YEARLY)}
    since = dict.fromkeys([*prompts, *(f"P26/{one.key}" for one in near)], day(TUESDAY))
    asked: dict[str, list[date]] = {name: [] for name in since}
    for week in range(3 * 52):
        today = day(TUESDAY) + timedelta(weeks=week)
        looked = a_look(f"{today} 09:00", a_view(), setting)
        items = []
        for name, due_on in since.items():
            prompt = prompts.get(name, UPDATE)
            one = planned(name, due_at=nine(str(due_on)))
            if due_on <= today:
                items.append(Item.of(one, prompt, claim_of(one, prompt, looked)))
        for item in select(items, Rules(), extra_event=False).chosen:
            name = "/".join(filter(None, item.name))
            asked[name].append(today)
            since[name] = today + timedelta(weeks=item.prompt.cadence.weeks)

    assert min(len(days) for days in asked.values()) >= 1
    for name in prompts.keys() - {"Y"}:
        gaps = (later - one for one, later in pairwise(asked[name]))
        assert max(gaps) <= timedelta(weeks=16)
    for topic in (one.key for one in near):
        assert len(asked[f"P26/{topic}"]) >= 3 * 12
