"""What the budget cuts goes the oldest first, week after week, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from engagement.cadence import Past, due
from engagement.occasions import Occasion
from tests.unit.cadence_parts import a_prompt, a_setting, a_view, answered, at, planned

NAMES = [f"M{n}" for n in range(1, 7)]
TUESDAY = at("2026-11-03 09:00")


def test_a_queue_is_asked_oldest_first_over_the_weeks() -> None:
    """Six questions that came up on six days, two places a week."""
    setting = a_setting(*(a_prompt(name) for name in NAMES))
    # Put into the store in an order of its own: what counts is how long each waits.
    waiting: dict[str, Occasion] = {}
    for place, name in enumerate((3, 6, 1, 5, 2, 4), start=1):
        since = TUESDAY - timedelta(days=7 - name)
        one = planned(f"M{name}", due_at=since, not_before=since)
        waiting[one.key] = replace(one, occasion_id=f"o{place}")
    asked: list[list[str]] = []
    bundles: list[str] = []
    past: list[Past] = []
    for week in range(3):
        now = TUESDAY + timedelta(weeks=week)
        unsettled = tuple(waiting.values())
        view = a_view(unsettled=unsettled, bundles=tuple(bundles), past=tuple(past))
        decided = due(view, setting, now)
        (sending,) = decided.sendings
        bundles.append(sending.key)
        asked.append([waiting.pop(key).prompt_id for key in sending.items])
        past += [answered(name, f"{now:%Y-%m-%d} 09:00") for name in asked[-1]]
        # What is cut is deferred for its reason: once, not again each week.
        reasons = {d.key: d.reason for d in decided.deferrals}
        assert reasons == (dict.fromkeys(waiting, "budget") if week == 0 else {})
        waiting = {
            key: replace(one, deferred=1, deferred_for="budget")
            for key, one in waiting.items()
        }

    assert [["M1", "M2"], ["M3", "M4"], ["M5", "M6"]] == asked
