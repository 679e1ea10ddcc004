"""What answers lead to: cases, reviews, signals, pace, and who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from engagement.case_rules import CaseRule
from engagement.catalogue import Prompt
from engagement.errors import Refused
from engagement.facts import (
    CaseOpened,
    PaceChanged,
    PersonRecorded,
    SignalExplained,
    SubjectReviewed,
)
from engagement.people import Slot
from tests.unit.flow_company import CATALOGUE
from tests.unit.flow_parts import Play, person, play


def answered(prompt: Prompt | str, answer: str, **changes: Any) -> Play:
    asked = play(prompt, **changes)
    asked.press("answer", answer=answer)
    return asked


# --- cases ---------------------------------------------------------------------


def test_whoever_is_blocked_gets_an_answer_in_five_working_days() -> None:
    opened = answered("P35", "blocked").fact(CaseOpened)

    assert ("blocked", "C1", "E3", "Q", date(2026, 12, 1)) == (
        opened.reason,
        opened.owner_id,
        opened.person_id,
        opened.occasion_id,
        opened.due_on,
    )


def test_the_coordinator_is_told_at_once() -> None:
    assert "blocked" == play("P35").press("answer", answer="blocked").tell


def test_one_question_opens_one_case() -> None:
    asked = answered("P35", "blocked")
    asked.press("save", answer="done")

    asked.press("save", answer="blocked")

    assert 1 == asked.kinds.count("case.opened")


def test_an_edit_into_blocked_opens_one() -> None:
    asked = answered("P35", "done")

    asked.press("save", answer="blocked")

    assert "case.opened" in asked.kinds


def test_without_a_coordinator_nobody_owes_anything() -> None:
    assert "case.opened" not in answered("P35", "blocked", coordinator_id=None).kinds


@pytest.mark.parametrize(
    ("prompt_id", "answer", "due_on"),
    [
        ("P06", "Signeringsrundan på mätloggen.", date(2026, 12, 24)),
        ("P25", "Renovering av returpumpar.", date(2026, 12, 8)),
        ("P16", "yes", date(2026, 12, 8)),
        ("P03", "gone", date(2026, 12, 8)),
        ("P04", "O5", date(2026, 12, 8)),
        ("P37", "discuss", date(2026, 12, 1)),
        ("PACE", "wrong_topic", date(2026, 12, 1)),
    ],
)
def test_an_answer_that_must_lead_somewhere_opens_a_case(
    prompt_id: str, answer: str, due_on: date
) -> None:
    opened = answered(prompt_id, answer).fact(CaseOpened)

    assert (prompt_id, due_on) == (opened.reason, opened.due_on)


@pytest.mark.parametrize(
    ("prompt_id", "answer"),
    [
        ("P06", "Ingen"),
        ("P06", "none"),
        ("P07", "inget särskilt"),
        ("P04", "none"),
        ("P16", "no"),
        ("P37", "approve"),
        ("P35", "done"),
        ("P01", "Att vi håller vad vi lovar."),
    ],
)
def test_an_answer_that_names_nothing_owes_nobody_one(
    prompt_id: str, answer: str
) -> None:
    assert "case.opened" not in answered(prompt_id, answer).kinds


def test_a_prompt_that_is_gone_owes_nothing() -> None:
    asked = play("P06")
    asked.prompt = None

    asked.press("answer", answer="Signeringsrundan.")

    assert ["prompt.answered"] == asked.kinds


def test_rules_of_content_hold_for_the_four_answers_too() -> None:
    rule = CaseRule(when=("not_relevant",), working_days=3)
    prompt = replace(CATALOGUE.by_id["P35"], cases=(rule,))

    opened = answered(prompt, "not_relevant").fact(CaseOpened)

    assert ("P35", date(2026, 11, 27)) == (opened.reason, opened.due_on)


def test_the_card_says_by_when_an_answer_is_owed() -> None:
    assert (
        "Samordnaren är skyldig dig ett svar och återkommer senast 8 december."
        in answered("P07", "sälj → planering").said
    )


def test_the_card_says_that_an_answer_is_owed_where_no_day_is_known() -> None:
    asked = answered("P07", "sälj → planering")
    asked.case_due = None

    assert "Samordnaren är skyldig dig ett svar och återkommer." in asked.said


def test_the_card_says_what_came_of_it() -> None:
    asked = answered("P07", "sälj → planering")
    asked.case_outcome = "Åsa äger frågan nu."

    assert "Samordnaren återkom till dig: Åsa äger frågan nu." in asked.said
    assert not any("skyldig" in line for line in asked.said)


# --- reviews -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prompt_id", "answer", "subject"),
    [
        ("P35", "planned", "action:A2"),
        ("P23", "down", "risk:R01"),
        ("P19", "keep", "policy:policy"),
    ],
)
def test_an_answer_is_a_review_of_what_it_is_about(
    prompt_id: str, answer: str, subject: str
) -> None:
    reviewed = answered(prompt_id, answer).fact(SubjectReviewed)

    assert (subject, answer, date(2026, 11, 24)) == (
        reviewed.subject,
        reviewed.outcome,
        reviewed.on,
    )


def test_a_question_that_reviews_nothing_records_none() -> None:
    assert "subject.reviewed" not in answered("P27", "what").kinds


def test_a_question_without_a_subject_reviews_none() -> None:
    asked = play("P35")
    asked._set(subject=None)

    asked.press("answer", answer="done")

    assert "subject.reviewed" not in asked.kinds


# --- signals -------------------------------------------------------------------


def test_a_cause_explains_the_signal() -> None:
    explained = answered("P32", "Kapacitetsplaneringen.").fact(SignalExplained)

    assert ("otif", "outside_limits-2026-W39") == (
        explained.kpi_id,
        explained.episode,
    )


@pytest.mark.parametrize("answer", ["Vet inte än", "don't know yet", "ingen aning"])
def test_not_knowing_is_an_answer_that_explains_nothing(answer: str) -> None:
    assert ["prompt.answered"] == answered("P32", answer).kinds


def test_a_cause_that_is_found_later_explains_it() -> None:
    asked = answered("P32", "Vet inte än")

    asked.press("save", answer="Kapacitetsplaneringen.")

    assert "signal.explained" in asked.kinds


# --- pace ----------------------------------------------------------------------

SLOWED = person(pace=2)


@pytest.mark.parametrize("answer", ["fine", "wrong_time"])
def test_who_is_content_with_the_pace_is_asked_every_week_again(answer: str) -> None:
    changed = answered("PACE", answer, person=SLOWED).fact(PaceChanged)

    assert (1, "answered") == (changed.weeks, changed.reason)


@pytest.mark.parametrize("answer", ["too_often", "wrong_topic"])
def test_who_is_not_stays_at_the_slower_pace(answer: str) -> None:
    assert "pace.changed" not in answered("PACE", answer, person=SLOWED).kinds


def test_a_slip_of_the_finger_is_mended() -> None:
    asked = answered("PACE", "fine", person=SLOWED)

    asked.press("save", answer="too_often")

    assert 2 == asked.person.pace


def test_the_slowest_pace_stays_the_slowest() -> None:
    asked = answered("PACE", "too_often", person=person(pace=4))

    assert 4 == asked.person.pace


def test_another_time_becomes_the_regular_one() -> None:
    asked = answered("PACE", "wrong_time", person=SLOWED)

    asked.press("detail", detail="2026-11-26T10:30")

    assert Slot(weekday=3, at=time(10, 30)) == asked.fact(PersonRecorded).person.slot


def test_both_at_once_bring_the_pace_back_too() -> None:
    """The person is recorded as a whole, so an old pace would come with the slot."""
    asked = play("PACE", person=SLOWED)

    asked.type("torsdag 10:30")

    assert (1, Slot(weekday=3, at=time(10, 30))) == (
        asked.person.pace,
        asked.person.slot,
    )


@pytest.mark.parametrize(
    "detail", ["2026-11-28T10:00", "2026-11-26T07:59", "2026-11-26T17:00"]
)
def test_a_time_when_nothing_is_sent_is_refused_with_words(detail: str) -> None:
    asked = answered("PACE", "wrong_time", person=SLOWED)

    with pytest.raises(Refused, match="slot_outside") as refused:
        asked.press("detail", detail=detail)

    assert {"start": "08:00", "end": "17:00"} == refused.value.values


def test_the_same_time_saved_again_is_not_recorded_again() -> None:
    asked = answered("PACE", "wrong_time", person=SLOWED)
    asked.press("detail", detail="2026-11-26T10:30")

    asked.press("details")
    asked.type("torsdag 10:30, helst")

    assert 1 == asked.kinds.count("person.recorded")


def test_a_wish_for_other_topics_goes_to_the_coordinator() -> None:
    outcome = play("PACE").press("answer", answer="wrong_topic")

    assert ("wrong_topic", "more") == (outcome.tell, outcome.step)


def test_the_coordinator_s_own_question_is_answered_to_the_coordinator() -> None:
    assert "asked" == play("ASK").press("answer", answer="Eva tar den.").tell


@pytest.mark.parametrize(
    ("prompt_id", "answer"), [("P35", "done"), ("PACE", "fine"), ("P10", "no")]
)
def test_nobody_is_told_of_an_ordinary_answer(prompt_id: str, answer: str) -> None:
    assert play(prompt_id).press("answer", answer=answer).tell is None
