"""What comes round, and how first rounds are spread."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from engagement.cadence import PersonView, Setting, due
from engagement.cadence.look import Look
from engagement.cadence.rounds import rounds
from engagement.cadence.spread import places
from engagement.calendar import monday_of
from engagement.catalogue import Cadence, Prompt
from engagement.organisation import PromptSetting
from engagement.subjects import Subject
from tests.unit.cadence_parts import (
    a_look,
    a_prompt,
    a_setting,
    a_subject,
    a_view,
    an_event,
    answered,
    at,
    day,
)

RISK = a_prompt("R1", subject="risk", asked_of=("owner",), reviews_subject=True)
BEGAN = day("2026-11-24")


def look(
    now: str, *prompts: Prompt, view: PersonView | None = None, **setting: Any
) -> Look:
    made: Setting = a_setting(*prompts, **setting)
    return a_look(f"{now} 09:00", view or a_view(), made)


def come(looked: Look, *, busy: tuple[tuple[str, str | None], ...] = ()) -> list[str]:
    """Return what is due, by prompt."""
    found = rounds(looked, busy, looked.today)
    return [item.prompt.prompt_id for item in found]


def week_of(
    prompt: Prompt, of: tuple[Subject, ...] = (), view: PersonView | None = None
) -> int:
    """Return how many weeks after the beginning it first comes, with nobody asked."""
    for week in range(60):
        on = BEGAN + timedelta(weeks=week)
        looked = look(str(on), prompt, view=view, of=of, began_on=BEGAN)
        if come(looked):
            return week
    raise AssertionError("never")


# --- rolling ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cadence", "weeks"),
    [
        (Cadence.WEEKLY, 1),
        (Cadence.MONTHLY, 4),
        (Cadence.QUARTERLY, 13),
        (Cadence.HALF_YEARLY, 26),
        (Cadence.YEARLY, 52),
    ],
)
def test_a_round_is_a_whole_number_of_weeks(cadence: Cadence, weeks: int) -> None:
    """Not due the week before, due in its week."""
    view = a_view(past=(answered("A", "2026-01-27 09:00"),))
    prompt = a_prompt("A", cadence=cadence)
    last = day("2026-01-27") + timedelta(weeks=weeks)
    assert come(look(str(last - timedelta(weeks=1)), prompt, view=view)) == []
    assert come(look(str(last), prompt, view=view)) == ["A"]


def test_a_round_is_counted_in_iso_weeks() -> None:
    """Asked on a Friday, its Tuesday off, it comes on a Tuesday again."""
    view = a_view(past=(answered("A", "2026-09-11 09:00"),))
    assert come(look("2026-10-06", a_prompt("A"), view=view)) == ["A"]


def test_nothing_comes_twice_in_one_period() -> None:
    """Asked on 1 September, four weeks later it is still September."""
    view = a_view(past=(answered("A", "2026-09-01 09:00"),))
    assert come(look("2026-09-29", a_prompt("A"), view=view)) == []
    assert come(look("2026-10-06", a_prompt("A"), view=view)) == ["A"]


def test_a_review_of_the_subject_elsewhere_counts_as_asked() -> None:
    """Nobody is asked on Tuesday about what they looked at on Monday."""
    risk = a_subject("r", reviewed_on=day("2026-11-16"))
    view = a_view(past=(answered("R1/risk:r", "2026-09-01 09:00"),))
    assert come(look("2026-11-24", RISK, view=view, of=[risk])) == []
    assert come(look("2026-12-15", RISK, view=view, of=[risk])) == ["R1"]


def test_what_was_only_planned_was_never_asked() -> None:
    """It reached nobody."""
    past = answered("A", "2026-11-17 09:00", message_id=None, period="2026-W47")
    view = a_view(past=(past,))
    assert come(look("2026-11-24", a_prompt("A"), view=view)) == ["A"]


def test_what_waits_or_is_asked_as_an_event_does_not_come_round_as_well() -> None:
    """Busy is busy."""
    assert come(look("2026-11-24", a_prompt("A")), busy=(("A", None),)) == []


def test_an_event_alone_never_comes_round() -> None:
    """It has no cadence."""
    assert come(look("2026-11-24", an_event())) == []


def test_what_falls_due_after_the_slots_day_waits_for_the_next_one() -> None:
    """A bundle that is caught up with on Thursday asks what Tuesday would have."""
    looked = look("2026-11-26", a_prompt("A"), began_on=day("2026-11-25"))
    assert list(rounds(looked, (), day("2026-11-24"))) == []


# --- cadence of ------------------------------------------------------------------


def test_the_programmes_cadence_counts_most() -> None:
    """Quarterly by content, weekly by the organisation."""
    prompt = a_prompt("A", cadence=Cadence.QUARTERLY)
    setting = a_setting(prompt, settings={"A": PromptSetting(cadence="weekly")})
    assert setting.cadence_of(prompt, None) is Cadence.WEEKLY


def test_a_prompt_that_is_only_switched_on_keeps_its_cadence() -> None:
    """None leaves it as shipped."""
    prompt = a_prompt("A")
    setting = a_setting(prompt, settings={"A": PromptSetting(on=True)})
    assert setting.cadence_of(prompt, None) is Cadence.MONTHLY


@pytest.mark.parametrize(
    ("changes", "of_subject", "expected"),
    [
        ({"cadence_top": Cadence.MONTHLY}, {"top": True}, Cadence.MONTHLY),
        ({"cadence_top": Cadence.MONTHLY}, {"top": False}, Cadence.QUARTERLY),
        ({}, {"top": True}, Cadence.QUARTERLY),
        ({"reviews_subject": True}, {"cadence": "weekly"}, Cadence.WEEKLY),
        ({"reviews_subject": False}, {"cadence": "weekly"}, Cadence.QUARTERLY),
    ],
)
def test_the_heaviest_subjects_and_their_own_cadence(
    changes: dict[str, Any], of_subject: dict[str, Any], expected: Cadence
) -> None:
    """Top risks more often; an objective as often as it says."""
    prompt = a_prompt("R1", **({"cadence": Cadence.QUARTERLY} | changes))
    setting = a_setting(prompt)
    assert expected is setting.cadence_of(prompt, a_subject("r", **of_subject))


def test_an_event_about_a_subject_stays_an_event() -> None:
    """Whatever the subject's cadence."""
    prompt = an_event()
    subject = a_subject("s", "signal", cadence="weekly", top=True)
    assert a_setting(prompt).cadence_of(prompt, subject) is Cadence.EVENT


# --- the first round -------------------------------------------------------------


def test_the_only_question_comes_in_the_first_week() -> None:
    """On the first day, not a month later."""
    assert week_of(a_prompt("A", cadence=Cadence.YEARLY)) == 0


def test_a_new_subject_begins_when_it_is_there() -> None:
    """Not when the organisation began."""
    risk = a_subject("r", since=day("2026-12-15"))
    assert week_of(RISK, of=(risk,)) == 3


def test_first_rounds_are_spread_over_all_cadences_together() -> None:
    """Twelve questions, and no week of the first quarter has more than two."""
    prompts = [a_prompt(f"M{n}") for n in range(4)]
    prompts += [a_prompt(f"Q{n}", cadence=Cadence.QUARTERLY) for n in range(6)]
    prompts += [a_prompt(f"Y{n}", cadence=Cadence.YEARLY) for n in range(2)]
    lengths = tuple(p.cadence.weeks for p in prompts)
    weeks: Counter[int] = Counter()
    for length, first in zip(lengths, places(lengths), strict=True):
        weeks.update(range(first, 52, length))
    assert max(weeks.values()) == 2


def test_the_first_day_is_not_overloaded() -> None:
    """Of twenty questions that were never asked one is due."""
    prompts = [a_prompt(f"Q{n:02}", cadence=Cadence.QUARTERLY) for n in range(13)]
    looked = look("2026-11-24", *prompts, began_on=BEGAN)
    assert come(looked) == ["Q00"]


def test_what_was_overdue_on_the_first_day_is_spread_over_a_month() -> None:
    """Thirteen stale risks: none waits longer, and they do not come at once."""
    risks = tuple(
        a_subject(f"r{n:02}", reviewed_on=day("2026-06-01")) for n in range(13)
    )
    prompt = a_prompt(
        "R1", subject="risk", asked_of=("owner",), cadence=Cadence.QUARTERLY
    )
    weeks = []
    for week in range(5):
        on = BEGAN + timedelta(weeks=week)
        looked = look(str(on), prompt, of=risks, began_on=BEGAN)
        weeks.append(len(come(looked)))
    assert weeks == [4, 7, 10, 13, 13]


def test_what_is_reviewed_in_time_comes_when_its_round_is_over() -> None:
    """It takes no part in the spread."""
    risk = a_subject("r", reviewed_on=day("2026-11-10"))
    assert week_of(RISK, of=(risk,)) == 2


def test_a_place_in_the_spread_does_not_move_when_the_neighbour_was_asked() -> None:
    """Or everything would come a week later each week."""
    prompts = [a_prompt(f"M{n}") for n in range(3)]
    view = a_view(past=(answered("M0", "2026-11-24 09:00"),))
    looked = look("2026-12-01", *prompts, view=view, began_on=BEGAN)
    assert come(looked) == ["M1"]


def test_places_repeat() -> None:
    """They follow from the lengths alone."""
    assert places((4, 4, 13)) == (0, 1, 2)


def test_the_oldest_comes_first_and_says_since_when_it_is_due() -> None:
    """A Monday of its own round, at the person's time of day."""
    view = a_view(past=(answered("A", "2026-10-20 09:00"),))
    [item] = rounds(look("2026-11-24", a_prompt("A"), view=view), (), day("2026-11-24"))
    assert at(f"{monday_of(day('2026-11-17'))} 09:00") == item.due_at


def test_a_bundle_of_the_first_week_holds_what_the_spread_lets_in() -> None:
    """No deferral on the first day of a quiet programme."""
    prompts = [a_prompt(f"M{n}") for n in range(4)]
    decided = due(a_view(), a_setting(*prompts, began_on=BEGAN), at("2026-11-24 09:00"))
    assert len(decided.wants) == 1
    assert decided.deferrals == ()
