"""The coordinator's list: what stands on it, what does not, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.desk.lacking import value_names
from config import content, texts
from engagement.asking import Unfillable
from engagement.cases import Case
from engagement.kpis import Direction, Kpi, Period, PeriodKind
from engagement.occasions import Occasion, OccasionState, Rank
from engagement.texts import Bilingual
from engagement.today import (
    Group,
    Line,
    agenda,
    due_cases,
    late_figures,
    to_talk_to,
    unreachable,
    unsendable,
)
from engagement.wording import placeholders

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)
TODAY = date(2026, 12, 7)
DAY = timedelta(days=1)
SILENT = Occasion(
    occasion_id="o1",
    key="k1",
    person_id="E2",
    prompt_id="P09",
    subject=None,
    period="2026-12",
    rank=Rank.CADENCE,
    owed=False,
    planned_at=NOW,
    not_before=NOW,
    due_at=NOW,
    state=OccasionState.ASKED,
    told_at=NOW,
)
CASE = Case(
    case_id="c1",
    occasion_id="o1",
    person_id="E2",
    owner_id="C1",
    reason="blocked",
    opened_at=NOW,
    due_on=TODAY,
)
OTIF = Kpi(kpi_id="otif", name=Bilingual(en="OTIF"), direction=Direction.UP)
TEXTS = texts.load()
PROMPTS = content.load().by_id


def test_the_list_goes_by_what_is_to_be_done_and_then_by_age() -> None:
    """To decide first, to reach somebody last; the oldest of a kind first."""
    lines = [
        Line(group=Group.UNREACHABLE, which="E2"),
        Line(group=Group.TALK, which="E3", by=NOW),
        Line(group=Group.TALK, which="E4", by=NOW - DAY),
        Line(group=Group.DECIDE, which="m1", by=NOW),
    ]
    assert ["m1", "E4", "E3", "E2"] == [line.which for line in agenda(lines)]


# --- to talk to --------------------------------------------------------------------


def test_one_talks_to_somebody_once_about_everything_that_was_not_answered() -> None:
    """One line a person, with each of their questions."""
    other = replace(SILENT, occasion_id="o2", told_at=NOW + DAY)
    (line,) = to_talk_to([SILENT, other], {})
    assert (Group.TALK, "E2", NOW) == (line.group, line.which, line.by)
    assert ["o1", "o2"] == [one.occasion_id for one in line.about]


def test_whoever_was_talked_with_since_is_off_the_list() -> None:
    """A talk before that was about something else."""
    assert () == to_talk_to([SILENT], {"E2": NOW})
    assert 1 == len(to_talk_to([SILENT], {"E2": NOW - DAY}))
    assert 1 == len(to_talk_to([SILENT], {"E3": NOW}))


def test_silence_that_nobody_was_told_of_is_not_on_it() -> None:
    """The reminder may still do."""
    assert () == to_talk_to([replace(SILENT, told_at=None)], {})


# --- cannot be sent ----------------------------------------------------------------


def test_a_prompt_stands_there_once_with_everything_it_lacks() -> None:
    """Values and the things that lack them."""
    lacks = [
        Unfillable(prompt_id="P26", subject="objective:O1", missing=("target",)),
        Unfillable(prompt_id="P26", subject="objective:O2", missing=("date", "target")),
        Unfillable(prompt_id="P19", subject=None, missing=("excerpt",)),
    ]
    prompts = [PROMPTS["P19"], PROMPTS["P26"]]
    policy, objective = unsendable(prompts, {"objective", "policy"}, lacks)
    assert ("P19", ("excerpt",), "") == (policy.which, *policy.values.values())
    assert (("date", "target"), "O1, O2") == tuple(objective.values.values())


def test_a_prompt_about_things_of_which_there_are_none_is_told() -> None:
    """Nobody has brought an objective."""
    (line,) = unsendable([PROMPTS["P26"]], {"risk"}, [])
    assert ("P26", ()) == (line.which, line.values["missing"])
    assert () == unsendable([PROMPTS["P26"]], {"objective"}, [])


def test_what_comes_about_by_itself_is_not_lacking() -> None:
    """No signal, no queue, nothing that happened; and what is about nothing by name."""
    ones = [PROMPTS[which] for which in ("P02", "P08", "P18", "P09", "CHECK")]
    assert () == unsendable(ones, (), [])
    unsaid = Unfillable(
        prompt_id="P28", subject="objective:O1", missing=("confidence",)
    )
    assert () == unsendable([PROMPTS["P28"]], {"objective"}, [unsaid])


def test_everything_that_may_be_lacking_has_a_name_for_people() -> None:
    """A coordinator reads words, never the names of our placeholders."""
    for prompt in PROMPTS.values():
        used = placeholders(prompt.text.en) | set(filter(None, [prompt.options_from]))
        for name in used:
            assert TEXTS.knows(f"value.{name}"), (prompt.prompt_id, name)
        if prompt.subject is not None:
            assert TEXTS.knows(f"subject_kind.{prompt.subject}")
    told = value_names(("target", "own_thing"), "sv", TEXTS)
    assert "målvärdet, own thing" == told


# --- late data ---------------------------------------------------------------------


def test_a_figure_is_late_when_its_last_whole_period_has_no_reading() -> None:
    """The running week is nobody's fault."""
    week_49 = Period.parse("2026-W49")
    assert () == late_figures([OTIF], {"otif": week_49}, TODAY)
    (line,) = late_figures([OTIF], {"otif": Period.parse("2026-W48")}, TODAY)
    assert ("otif", week_49) == (line.which, line.values["period"])
    assert 1 == len(late_figures([OTIF], {}, TODAY))


def test_a_monthly_figure_waits_for_its_month() -> None:
    """November's in December."""
    monthly = replace(OTIF, cadence=PeriodKind.MONTH)
    (line,) = late_figures([monthly], {"otif": Period.parse("2026-10")}, TODAY)
    assert "2026-11" == str(line.values["period"])


# --- cases and people ----------------------------------------------------------------


def test_a_case_is_on_it_within_a_week_of_its_day() -> None:
    """Overdue or soon; what is due later waits for the next brief."""
    later = replace(CASE, case_id="c2", due_on=TODAY + 8 * DAY)
    late = replace(CASE, case_id="c3", due_on=TODAY - DAY)
    found = due_cases([CASE, later, late], TODAY)
    assert ["c1", "c3"] == [line.which for line in found]


def test_who_cannot_be_reached_is_told_with_why() -> None:
    """Without an account, or what was sent to them failed."""
    found = unreachable(["E1", "E2", "E3"], {"E1", "E2"}, {"E2": NOW, "E3": NOW})
    assert [("E2", "failed"), ("E3", "no_account")] == [
        (line.which, line.values["why"]) for line in found
    ]
