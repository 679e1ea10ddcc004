"""From a prompt to a question in one person's language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from engagement.asking import OBSTACLES, Readers, Unfillable, ask, show
from engagement.catalogue import Prompt, Reader
from engagement.grades import Grade
from engagement.questions import Question
from engagement.subjects import Subject, Value
from engagement.texts import LANGUAGES, Language
from engagement.vocabulary import FOUR_WAY
from engagement.wording import fill
from tests.unit.flow_company import (
    CATALOGUE,
    READERS,
    SUBJECTS,
    TEXTS,
    asked,
    both,
    question,
    without,
)

PROMPTS = CATALOGUE.by_id


def lacking(prompt_id: str, subject: Subject | None) -> tuple[str, ...]:
    """Return what a prompt lacks with a subject."""
    found = ask(PROMPTS[prompt_id], subject, "en", TEXTS, READERS)
    assert isinstance(found, Unfillable)
    return found.missing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prompt", CATALOGUE.prompts, ids=lambda p: p.prompt_id)
def test_every_prompt_can_be_asked_with_what_the_company_has(
    prompt: Prompt, language: Language
) -> None:
    shown = question(prompt, language)

    assert (prompt.prompt_id, prompt.version, prompt.digest, language) == (
        shown.prompt_id,
        shown.prompt_version,
        shown.prompt_digest,
        shown.language,
    )
    assert "{" not in shown.text
    assert prompt.audience == shown.audience


def test_the_words_are_filled_in() -> None:
    assert (
        "“Delivery precision”: 95.2 today, target 95.0 by 31 December. "
        "How sure are you that we get there, 0–10?"
    ) == asked("P26", SUBJECTS["objective"]).text


def test_in_the_reader_s_notation() -> None:
    assert (
        "”Leveransprecision”: 95,2 i dag, målet är 95,0 senast 31 december. "
        "Hur säker är du på att vi når dit, 0–10?"
    ) == asked("P26", SUBJECTS["objective"], "sv").text


@pytest.mark.parametrize(
    ("value", "en", "sv"),
    [
        (both("Assembly", "Monteringen"), "Assembly", "Monteringen"),
        (Decimal("1240.5"), "1,240.5", "1\xa0240,5"),
        (1240, "1,240", "1\xa0240"),
        (date(2026, 12, 1), "1 December", "1 december"),
        ("{object}", "{object}", "{object}"),
    ],
)
def test_a_value_is_shown_as_its_reader_writes_it(
    value: Value, en: str, sv: str
) -> None:
    assert (en, sv) == (show(value, "en", TEXTS), show(value, "sv", TEXTS))


def test_braces_in_a_value_are_nobody_s_placeholder() -> None:
    """The words of an import cannot ask for another value."""
    assert "{b} and {c}" == fill("{a} and {c}", {"a": "{b}", "b": "secret"})


# --- what is missing -----------------------------------------------------------


@pytest.mark.parametrize(
    ("prompt_id", "subject", "missing"),
    [
        ("P26", without("objective", "target"), ("target",)),
        ("P26", without("objective", "target", "date"), ("date", "target")),
        ("P03", without("objective", "goal"), ("goal",)),
        ("P10", without("figures", "figure_2"), ("figure_2",)),
        ("P18", without("complaint", "customer"), ("customer",)),
        ("P36", without("supplier", "limit"), ("limit",)),
        ("P30", without("audit", "m"), ("m",)),
        ("P37", without("review", "m"), ("m",)),
        ("P31", without("review", "n"), ("n",)),
    ],
)
def test_what_cannot_be_filled_is_not_asked_and_says_what_it_lacks(
    prompt_id: str, subject: Subject, missing: tuple[str, ...]
) -> None:
    assert missing == lacking(prompt_id, subject)


def test_it_says_about_what() -> None:
    subject = without("objective", "target")

    assert Unfillable(
        prompt_id="P26", subject="objective:O1", missing=("target",)
    ) == ask(PROMPTS["P26"], subject, "en", TEXTS, READERS)


@pytest.mark.parametrize(
    ("prompt_id", "listed"),
    [("P02", "signals"), ("P13", "objectives"), ("P30", "findings")],
)
def test_a_list_that_is_empty_is_missing(prompt_id: str, listed: str) -> None:
    """Nobody is asked to choose between none and none."""
    kind = PROMPTS[prompt_id].subject or ""

    assert (listed,) == lacking(prompt_id, replace(SUBJECTS[kind], choices={}))


def test_without_its_subject_a_list_is_missing_too() -> None:
    assert ("signals",) == lacking("P02", None)


def test_a_value_of_an_option_or_a_follow_up_is_needed_like_one_of_the_text() -> None:
    nobody = Readers()

    found = ask(PROMPTS["P37"], SUBJECTS["review"], "en", TEXTS, nobody)

    assert isinstance(found, Unfillable)
    assert ("coordinator",) == found.missing


def test_a_value_of_a_promise_is_needed_too() -> None:
    prompt = replace(PROMPTS["P35"], promise=both("{action} at {site}"))

    found = ask(prompt, SUBJECTS["action"], "en", TEXTS, READERS)

    assert isinstance(found, Unfillable)
    assert ("site",) == found.missing


# --- options and follow-ups ----------------------------------------------------


def test_options_from_data_stand_before_the_prompt_s_own() -> None:
    shown = asked("P13", SUBJECTS["objectives"])

    assert [
        ("O1", "Delivery precision"),
        ("O5", "Supplier defects"),
        ("none", "None"),
    ] == [(one.option_id, one.label) for one in shown.options]


def test_an_option_is_known_by_its_id() -> None:
    shown = asked("P10", SUBJECTS["figures"])

    assert "Partly" == shown.label("partly")
    with pytest.raises(KeyError):
        shown.label("sometimes")


def test_the_four_answers_have_standing_words_and_follow_ups() -> None:
    shown = asked("P35", SUBJECTS["action"])

    assert list(FOUR_WAY) == [one.option_id for one in shown.options]
    assert [
        ("when", ("planned",), "moment", True, True),
        ("obstacle", ("blocked",), "choice", True, False),
        ("reason", ("not_relevant",), "sentence", True, False),
        ("proof", ("done",), "sentence", False, False),
    ] == [
        (f.follow_up_id, f.when, f.kind, f.required, f.commits)
        for f in shown.follow_ups
    ]
    assert OBSTACLES == tuple(o.option_id for o in shown.follow_ups[1].options)


def test_a_prompt_of_four_answers_may_ask_more_of_its_own() -> None:
    own = replace(PROMPTS["P23"].follow_ups[0], when=("done",))

    shown = asked(replace(PROMPTS["P35"], follow_ups=(own,)), SUBJECTS["action"])

    assert ["happened", "when"] == [f.follow_up_id for f in shown.follow_ups[:2]]


def test_a_number_is_asked_for_within_its_range() -> None:
    number = asked("P33", None).number

    assert number is not None
    assert (Decimal(0), Decimal(20), 0, "customers", "customer") == (
        number.least,
        number.most,
        number.decimals,
        number.unit,
        number.unit_one,
    )


def test_where_one_is_the_same_word_there_is_no_other() -> None:
    number = asked("P12", SUBJECTS["improvement"]).number

    assert number is not None
    assert number.unit_one is None


@pytest.mark.parametrize(
    ("prompt_id", "kind", "expected"),
    [
        ("P35", "action", "Decide on the test rig"),
        ("P18", "complaint", "Call Nordkran about “Leaking valve block”"),
        ("P01", None, ""),
    ],
)
def test_what_a_commitment_would_be_about(
    prompt_id: str, kind: str | None, expected: str
) -> None:
    assert expected == asked(prompt_id, SUBJECTS.get(kind or "")).object


# --- who will see it -----------------------------------------------------------


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (
            ("coordinator", "auditor"),
            (
                "Seen by: the coordinators (now Karin Åberg and Rohan Kulkarni) "
                "and the ISO auditor. "
                "Not by the leadership team."
            ),
        ),
        (
            ("coordinator", "leadership", "auditor"),
            (
                "Seen by: the coordinators (now Karin Åberg and Rohan Kulkarni), "
                "the leadership team and the ISO auditor."
            ),
        ),
        (
            ("auditor",),
            (
                "Seen by: the ISO auditor. "
                "Not by the coordinators (now Karin Åberg and Rohan Kulkarni) "
                "or the leadership team."
            ),
        ),
        (
            ("coordinator",),
            (
                "Seen by: the coordinators (now Karin Åberg and Rohan Kulkarni). "
                "Not by the leadership team or the ISO auditor."
            ),
        ),
        ((), "Seen by you alone."),
    ],
)
def test_it_says_who_will_see_the_answer_and_who_will_not(
    audience: tuple[str, ...], expected: str
) -> None:
    two = Readers(coordinators=("Karin Åberg", "Rohan Kulkarni"))
    readers = tuple(Reader(one) for one in audience)
    prompt = replace(PROMPTS["P01"], audience=readers)

    shown = ask(prompt, None, "en", TEXTS, two)

    assert isinstance(shown, Question)
    assert expected == shown.seen_by


def test_what_quotes_an_answer_has_no_more_readers_than_the_answer() -> None:
    """The check of a commitment that was told to the coordinator alone."""
    told = replace(SUBJECTS["commitment"], audience=(Reader.COORDINATOR,))

    shown = ask(PROMPTS["CHECK"], told, "en", TEXTS, Readers())

    assert isinstance(shown, Question)
    assert (Reader.COORDINATOR,) == shown.audience
    assert (
        "Seen by: the quality coordinator. Not by the leadership team or the ISO "
        "auditor." == shown.seen_by
    )


def test_without_a_coordinator_their_function_is_named() -> None:
    shown = ask(PROMPTS["P01"], None, "sv", TEXTS, Readers())

    assert isinstance(shown, Question)
    assert (
        "Syns för: kvalitetssamordnaren och ISO-revisorn. Inte för ledningsgruppen."
        == shown.seen_by
    )


def test_the_person_that_it_is_about_is_named_as_not_seeing_it() -> None:
    """P22 asks whether the coordinator can report freely."""
    assert (
        "Seen by: the ISO auditor. Not by the coordinator (now Karin Åberg) "
        "or the leadership team." == asked("P22", SUBJECTS["coordinator"]).seen_by
    )


# --- what an answer is worth ---------------------------------------------------


def test_the_grade_is_shown_with_the_question_and_so_frozen_with_the_answer() -> None:
    fund = asked("P08", SUBJECTS["resource_queue"])
    four = asked("P18", SUBJECTS["complaint"])
    chosen = asked("P13", SUBJECTS["objectives"])

    assert [Grade.ACTION, Grade.ACTION, Grade.STATEMENT] == [
        one.grade for one in fund.options
    ]
    assert ["statement", "statement", "none", "none"] == [o.grade for o in four.options]
    assert ["statement", "statement", "none"] == [o.grade for o in chosen.options]
    assert ["proof"] == [f.follow_up_id for f in four.follow_ups if f.grade]
    assert Grade.STATEMENT is asked("P26", SUBJECTS["objective"]).grade


def test_the_other_figures_of_an_objective_stand_beside_its_question() -> None:
    """On a line of their own, so that the question stays short; else there is none."""
    other = both("CSAT: 4.29 now, target 4.45", "Kundnöjdhet: nu 4,29, mål 4,45")
    two = replace(SUBJECTS["objective"], beside=other)

    beside = asked("P26", two, "sv").beside

    assert beside is not None
    assert "Kundnöjdhet: nu 4,29, mål 4,45" in beside
    assert asked("P26", SUBJECTS["objective"]).beside is None
    assert asked("P03", two).beside is None
