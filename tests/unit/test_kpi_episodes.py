"""Signals told as one story, and known again by a key.

The baseline is W01-W12 with limits 4 ± 5.32 and range limit 6.536; the rest follows.
"""

from __future__ import annotations

from engagement.kpis import Analysis, Move, analyse, current, episodes, marks
from tests.unit.kpi_parts import OTIF, baseline, kpi, readings

CALM = "3 5 3 5 3 5 3 5 3 5 3 5"


def after(values: str) -> Analysis:
    return analyse(kpi(), readings(f"{CALM} {values}", "W01"), baseline("W01", "W12"))


def spans(values: str) -> list[tuple[str, str, str]]:
    """Return key, rule and last period of the episodes."""
    return [
        (e.key, str(e.rule), f"W{e.last_period.number:02}")
        for e in episodes(after(values))
    ]


def test_a_calm_process_has_no_episode() -> None:
    assert spans("3 5 3 5") == []
    assert current(after("3 5")) is None


def test_without_limits_there_is_no_episode_and_no_mark() -> None:
    few = analyse(kpi(), readings("3 5 99"), None)

    assert episodes(few) == ()
    assert marks(few) == {}
    assert current(analyse(kpi(), [], None)) is None


def test_later_signals_in_the_same_direction_join_the_episode() -> None:
    """Outside in W13, three of four in W15, a run in W20: one change, one question."""
    expected = [("2026-W13:up", "outside_limits", "W20")]
    assert expected == spans("9.4 7 9.4 5 5 5 5 5")


def test_an_episode_ends_when_a_reading_comes_back_to_the_centre() -> None:
    assert spans("9.4 5 4 5") == [("2026-W13:up", "outside_limits", "W14")]


def test_what_ends_and_begins_again_is_told_again() -> None:
    expected = [
        ("2026-W13:up", "outside_limits", "W13"),
        ("2026-W15:up", "outside_limits", "W15"),
    ]
    assert expected == spans("9.4 3 9.4")


def test_a_change_to_the_other_side_opens_another_episode() -> None:
    expected = [
        ("2026-W13:up", "outside_limits", "W14"),
        ("2026-W15:down", "outside_limits", "W15"),
    ]
    assert expected == spans("9.4 9.4 -1.4")


def test_the_way_back_from_one_outlier_is_not_another_change() -> None:
    """12 and back to 3: the step down is beyond the range limit, but no news."""
    assert spans("12 3 5") == [("2026-W13:up", "outside_limits", "W13")]


def test_a_fall_back_after_a_lasting_change_is_another_change() -> None:
    expected = [
        ("2026-W13:up", "outside_limits", "W14"),
        ("2026-W15:down", "moving_range", "W15"),
    ]
    assert expected == spans("10 10 3 5")


def test_a_step_within_an_episode_opens_nothing() -> None:
    """From 13 down to 6 is far, but still on the side of the change."""
    assert spans("13 6") == [("2026-W13:up", "outside_limits", "W14")]


def test_the_latest_episode_is_current_only_while_it_lasts() -> None:
    going, over = current(after("9.4 5")), current(after("9.4 3"))

    assert going is not None
    assert going.key == "2026-W13:up"
    assert over is None


def test_keys_stay_as_the_weeks_go_by() -> None:
    """With a stated baseline, each week's keys begin with those of the week before."""
    series = readings(OTIF)
    stated = baseline("W22", "W37")
    told: list[str] = []
    for reading in series:
        now = [
            e.key for e in episodes(analyse(kpi(), series, stated, upto=reading.period))
        ]
        assert told == now[: len(told)]
        told = now
    assert told == ["2026-W39:up"]


def marked(values: str) -> str:
    """Return ``^``, ``v`` or ``.`` for every reading after the baseline."""
    found = after(values)
    signs = {Move.UP: "^", Move.DOWN: "v", None: "."}
    periods = [r.period for r in found.readings[12:]]
    return "".join(signs[marks(found).get(p)] for p in periods)


def test_every_reading_of_a_run_is_marked() -> None:
    assert marked("3 5 5 5 5 5 5 5 5 5 3") == ".^^^^^^^^^."


def test_of_three_in_four_only_those_near_the_limit_are_marked() -> None:
    assert marked("1.3 4 1.3 1.3 4") == "v.vv."


def test_a_reading_outside_is_marked_by_its_side_not_by_its_step() -> None:
    """From 20 down to 10 is a fall, but 10 is still above the upper limit."""
    assert marked("20 10") == "^^"


def test_a_step_is_marked_where_it_lands() -> None:
    assert marked("1 7.6") == ".^"


def test_the_way_back_from_an_outlier_is_not_marked() -> None:
    """An ordinary reading must not look like news of its own."""
    assert marked("12 3") == "^."
