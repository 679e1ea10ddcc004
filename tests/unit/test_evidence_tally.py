"""The counts of an export, on a story whose numbers can be counted on the fingers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from config import texts
from engagement import facts as f
from engagement.audits import Audit
from engagement.calendar import WorkCalendar
from engagement.evidence import COUNTS, Asked, Mark, coverage, lag_said, marks_of, tally
from engagement.evidence.lag import working_time
from engagement.evidence.threads import threads
from engagement.facts.free_text import FreeText
from engagement.grades import Grade
from engagement.organisation import Mode
from engagement.people import WorkingHours
from tests.unit import fact_parts as p
from tests.unit.told_parts import DUE, REVIEW, START, Told, question

NOBODY: dict[str, WorkCalendar] = {}
MARIA = WorkCalendar(
    person=replace(
        p.person("E3", "Maria Lindqvist"),
        hours=WorkingHours(days=frozenset(range(5))),
    )
)
"""Works from eight to five, Monday to Friday, in Stockholm."""


def story() -> Told:
    """Tell what happens to ten questions, one of each fate."""
    told = Told()
    for which in ("plain", "late", "behalf", "no", "skip", "silent", "free", "open"):
        told.ask(which, "ASK" if which == "free" else "P08")
    told.put(
        f.MessageFailed(
            message_id="m",
            kind="owed",
            person_id="E3",
            channel=None,
            platform="webchat",
            reason="unreachable",
            code="x",
            occasions=("failed",),
        )
    )
    told.plan("never")
    told.put(f.PromptDeferred(occasion_id="never", reason="budget", until=START))
    told.put(f.PromptDeferred(occasion_id="never", reason="budget", until=START))
    told.put(f.PromptExpired(occasion_id="never", reason="period_over"))
    told.answer("plain")
    newest = told.answer("plain", revision=2)
    told.promise("plain", "c1")
    told.put(f.CommitmentMissed(commitment_id="c1", due=DUE))
    told.keep("c1")
    told.answer("late", late=True)
    told.put(f.PromptExpired(occasion_id="late", reason="silence"))
    told.answer("behalf", "fund", on_behalf_of="E1", by="C1")
    told.answer("no", "not_yet")
    told.put(
        f.CaseOpened(
            case_id="k1",
            occasion_id="no",
            person_id="E3",
            owner_id="C1",
            reason="P08",
            due_on=date(2026, 12, 1),
        )
    )
    told.origins["k1"] = "no"
    told.put(f.CaseClosed(case_id="k1", outcome=FreeText(text="Money found")))
    told.put(f.PromptSkipped(occasion_id="skip", reason="not_mine"))
    told.put(f.PromptExpired(occasion_id="silent", reason="silence"))
    told.answer("free", None, text=FreeText(text="Ja"), shown=False)
    told.verify(newest, "plain")
    told.put(None)
    told.put(f.PromptSkipped(occasion_id="skip", reason="x", text=FreeText(text=None)))
    told.put(f.PersonResumed(person_id="E3"), requirements=())
    day = date(2026, 12, 31)
    told.put(
        f.PromptUntriggered(prompt_id="P18", quarter="2026-Q4", since=day, until=day)
    )
    return told


EXPECTED = {
    "asked": 9,
    "delivered": 8,
    "answered": 5,
    "late": 1,
    "on_behalf": 1,
    "negative": 1,
    "skipped": 1,
    "silent": 1,
    "deferred": 1,
    "free": 1,
    "redacted": 2,
    "withheld": 1,
    "promised": 1,
    "kept": 1,
    "missed": 1,
    "cases_opened": 1,
    "cases_closed": 1,
    "untriggered": 1,
    "verified": 1,
}


@pytest.mark.parametrize("name", COUNTS)
def test_each_count_is_what_its_definition_says(name: str) -> None:
    assert EXPECTED[name] == tally(story().excerpt(), NOBODY).counts[name]


def test_an_answer_that_was_taken_out_whole_still_was_one() -> None:
    """The index no longer says whose it was; the question knows that there was one."""
    told = Told()
    told.ask("o")
    told.put(f.PromptExpired(occasion_id="o", reason="silence"))
    told.questions["o"] = Asked(prompt_id="P08", asked_at=START, lost=40)

    counts = tally(told.excerpt(), NOBODY).counts

    assert (1, 0, 1) == (counts["answered"], counts["silent"], counts["redacted"])


def test_what_was_asked_before_the_excerpt_is_silent_within_it() -> None:
    told = Told()
    told.questions["o"] = Asked(prompt_id="P08", asked_at=START - timedelta(days=20))
    told.put(f.PromptExpired(occasion_id="o", reason="silence"))

    counts = tally(told.excerpt(), NOBODY).counts

    assert (0, 1) == (counts["delivered"], counts["silent"])


def test_a_question_without_words_was_robbed_of_them() -> None:
    told = Told()
    told.answer("o", question=question(text=""))

    assert 1 == tally(told.excerpt(), NOBODY).counts["redacted"]


def test_a_question_of_nobody_knows_what_is_counted_all_the_same() -> None:
    """A promise whose question is unknown belongs to none."""
    told = Told()
    told.keep("unknown")

    assert 1 == tally(told.excerpt(), NOBODY).counts["kept"]
    assert {} == threads(told.excerpt())


# --- how long it took ----------------------------------------------------------


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(24, 8), at(24, 10, 30), 2.5),
        # Five o'clock in the evening to eight in the morning is no working time.
        (at(24, 15), at(25, 8), 2),
        # Friday three o'clock to Monday nine: two hours and one.
        (at(27, 14), at(30, 8), 3),
        (at(28, 8), at(29, 8), 0),
        (at(24, 20), at(24, 21), 0),
    ],
)
def test_only_working_hours_are_counted(
    start: datetime, end: datetime, hours: float
) -> None:
    assert timedelta(hours=hours) == working_time(MARIA, start, end)


def test_the_median_is_of_first_answers_to_what_was_delivered() -> None:
    told = Told()
    for hours, which in ((1, "a"), (2, "b"), (5, "c")):
        told.ask(which)
        asked_at = told.questions[which].asked_at
        said = told.answer(which)
        header = told.records[said].record
        assert header is not None
        assert asked_at is not None
        moved = replace(header.header, occurred_at=START + timedelta(hours=hours))
        told.records[said] = replace(
            told.records[said], record=replace(header, header=moved)
        )
        told.questions[which] = Asked(prompt_id="P08", asked_at=START)
    told.answer("a", revision=2)
    told.answer("never_asked")
    told.ask("unanswered")

    found = tally(told.excerpt(), {"E3": MARIA})

    assert (timedelta(hours=2), 3) == (found.lag, found.timed)
    assert Decimal("2.0") == found.lag_hours
    assert "2 working hours (of 3 answers)" == lag_said(found, "en", texts.load())
    assert "2 arbetstimmar (av 3 svar)" == lag_said(found, "sv", texts.load())


def test_without_anybody_to_time_there_is_no_median() -> None:
    told = Told()
    told.ask("a")
    told.answer("a")

    found = tally(told.excerpt(), NOBODY)

    assert (None, 0) == (found.lag, found.timed)
    assert found.lag_hours is None
    assert "–" == lag_said(found, "en", texts.load())


# --- by clause -----------------------------------------------------------------


def test_a_clause_has_what_speaks_against_it_beside_what_covers_it() -> None:
    gathered = threads(story().excerpt()).values()

    found = coverage(gathered, "5.1.1")

    assert {
        Grade.VERIFIED: 1,
        Grade.ARTEFACT: 0,
        Grade.ACTION: 1,
        Grade.STATEMENT: 1,
    } == found.grades
    assert (9 - 1, 1, 1, 1, 1) == (
        found.asked,
        found.negative,
        found.skipped,
        found.silent,
        found.unread,
    )
    assert found.covered


def test_an_honest_no_covers_nothing() -> None:
    told = Told()
    told.ask("o")
    told.answer("o", "not_yet")

    found = coverage(threads(told.excerpt()).values(), "5.1.1")

    assert not found.covered
    assert 1 == found.negative
    assert 0 == coverage(threads(told.excerpt()).values(), "9.3.2").asked


# --- marks ---------------------------------------------------------------------


def test_every_record_of_a_rehearsal_is_marked() -> None:
    told = Told(mode=Mode.REHEARSAL)
    told.ask("o")
    told.put(None)
    told.put(f.PersonResumed(person_id="E3"))

    excerpt = told.excerpt()

    assert all(marks_of(one, excerpt) == (Mark.REHEARSAL,) for one in excerpt.records)


def test_everything_that_goes_back_to_a_free_question_is_marked() -> None:
    told = Told()
    told.ask("free", "ASK")
    told.answer("free")
    told.promise("free", "c1")
    told.keep("c1")
    told.ask("standing")

    excerpt = told.excerpt()
    *free, standing = (marks_of(one, excerpt) for one in excerpt.records)

    assert [(Mark.FREE_QUESTION,)] * 4 == free
    assert () == standing


def test_an_answer_near_an_external_audit_is_marked() -> None:
    """Not the question, and not what may not be shown."""
    told = Told()
    told.ask("o")
    told.answer("o")
    told.answer("o", revision=2, shown=False)
    told.put(None)
    day = START.date() + timedelta(days=20)
    audit = Audit(audit_id="X1", body="Certway", first_on=day, last_on=day)
    excerpt = replace(told.excerpt(), audits=(audit,), zone="Europe/Stockholm")

    assert [(), (Mark.NEAR_AUDIT,), (), ()] == [
        marks_of(one, excerpt) for one in excerpt.records
    ]


def test_a_record_of_two_clauses_is_counted_at_both() -> None:
    told = Told()
    told.put(f.PromptSkipped(occasion_id="o", reason="x"), requirements=(REVIEW,))
    told.ask("o")

    gathered = list(threads(told.excerpt()).values())

    assert (1, 1) == tuple(
        coverage(gathered, clause).skipped for clause in ("5.1.1", "9.3.2")
    )
