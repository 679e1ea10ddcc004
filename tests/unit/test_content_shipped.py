"""The content that comes with the product."""

from __future__ import annotations

import re
import time
from collections import Counter
from decimal import Decimal

import pytest

from config import content
from engagement.catalogue import Cadence
from engagement.prompt_digest import digest_of

CATALOGUE = content.load()
CURRENT = {"iso9001:2015"}
PROGRAMMED = [prompt for prompt in CATALOGUE.prompts if not prompt.internal]


def _clauses(*prompt_ids: str) -> set[str]:
    return {
        f"{requirement.clause}{requirement.item}"
        for prompt_id in prompt_ids
        for requirement in CATALOGUE.requirements_of(
            CATALOGUE.by_id[prompt_id], CURRENT
        )
    }


def test_there_are_forty_questions_and_then_the_machinery_s_own() -> None:
    expected = [*(f"P{n:02}" for n in range(1, 41)), "ASK", "CHECK", "NEAR", "PACE"]

    assert expected == [prompt.prompt_id for prompt in CATALOGUE.prompts]
    assert len(PROGRAMMED) == 40


def test_content_loads_quickly() -> None:
    """Every command pays for it; the fastest of five, as machines are busy."""
    took = []
    for _ in range(5):
        started = time.perf_counter()
        content.load()
        took.append(time.perf_counter() - started)

    assert min(took) < 0.3


def test_every_question_bears_its_own_digest() -> None:
    """Old answers keep what they answered."""
    digests = [prompt.digest for prompt in CATALOGUE.prompts]

    assert digests == [digest_of(prompt) for prompt in CATALOGUE.prompts]
    assert len(set(digests)) == len(digests)


@pytest.mark.parametrize(
    ("prompts", "clauses"),
    [
        (range(1, 14), {f"5.1.1{letter}" for letter in "abcdefghij"}),
        (range(15, 19), {"5.1.2a", "5.1.2b", "5.1.2c"}),
        (range(19, 21), {"5.2.1", "5.2.2", "7.3"}),
        (range(21, 23), {"5.3", "5.3c"}),
        (range(23, 26), {"6.1.1", "6.1.2"}),
        ((3, *range(26, 29)), {"6.2.1", "6.2.2"}),
        ((8, 9, 29, 31), {"7.1.1", "7.1.2", "7.1.3", "7.1.4", "7.4"}),
        (range(32, 34), {"9.1.1", "9.1.2", "9.1.3"}),
        ((30,), {"9.2"}),
        ((36,), {"8.4"}),
        (range(34, 38), {"9.3.1", "9.3.2", "9.3.3"}),
        ((12, 38, 39), {"10.2", "10.3"}),
        ((40,), {"4.1", "4.2"}),
    ],
    ids=lambda value: str(min(value)) if isinstance(value, set) else "",
)
def test_the_prompts_of_a_clause_cover_it(prompts: range, clauses: set[str]) -> None:
    """The coverage check of the domain description."""
    assert clauses <= _clauses(*(f"P{n:02}" for n in prompts))


def test_every_named_input_of_the_review_is_fed_by_a_question() -> None:
    inputs = ["a", "b", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "d", "e", "f"]

    assert {f"9.3.2{item}" for item in inputs} <= _clauses(
        *(prompt.prompt_id for prompt in PROGRAMMED)
    )


def test_every_current_requirement_of_leadership_is_covered() -> None:
    """What is not covered is known: nobody is asked about it every so often."""
    covered = _clauses(*(prompt.prompt_id for prompt in PROGRAMMED))
    known = {
        f"{r.clause}{r.item}"
        for r in CATALOGUE.requirements
        if r.standard_id in CURRENT
    }

    assert known - covered == {"6.3", "7.1.5", "7.1.6", "7.2", "9.3.2c", "10.1"}


def test_every_requirement_names_a_concept_that_exists() -> None:
    concepts = {concept.concept_id for concept in CATALOGUE.concepts}

    assert {r.concept for r in CATALOGUE.requirements} <= concepts
    assert {c for p in CATALOGUE.prompts for c in p.concepts} <= concepts


def test_every_concept_is_used() -> None:
    """By a requirement of some edition, or it is a leftover."""
    everything = content.load(allow_low_confidence=True)
    used = {r.concept for r in everything.requirements}

    assert {concept.concept_id for concept in everything.concepts} == used


def test_the_leader_must_be_seen_where_the_leader_is_the_actor() -> None:
    personal = {c.concept_id for c in CATALOGUE.concepts if c.personal}
    letters = {
        requirement.item
        for requirement in CATALOGUE.requirements
        if requirement.standard_id in CURRENT
        and requirement.clause == "5.1.1"
        and requirement.concept in personal
    }

    assert letters == set("adfhij")


def test_culture_alone_is_no_reason_to_ask_under_the_current_edition() -> None:
    """Its requirement is known from a draft; P15 also serves the customer."""
    off = [p.prompt_id for p in PROGRAMMED if not CATALOGUE.active(p, CURRENT)]

    assert off == ["P14"]
    assert CATALOGUE.active(CATALOGUE.by_id["P14"], {*CURRENT, "iso9001:2026"})


def test_a_draft_is_never_called_current() -> None:
    assert {
        standard.standard_id: standard.status for standard in CATALOGUE.standards
    } == {"iso9001:2015": "current", "iso9001:2026": "draft-based"}


def test_guesses_are_left_out_unless_asked_for() -> None:
    everything = content.load(allow_low_confidence=True)

    assert {r.confidence for r in CATALOGUE.requirements} == {"high", "medium"}
    assert {r.confidence for r in everything.requirements} == {"high", "medium", "low"}


def test_the_methods_are_spread_as_the_programme_was_designed() -> None:
    assert Counter(prompt.method for prompt in PROGRAMMED) == {
        "responsibility": 10,
        "risk": 8,
        "dialogue": 7,
        "strategy_linkage": 5,
        "showing_results": 4,
        "education": 2,
        "visible_gains": 2,
        "benchmarking": 2,
    }


def test_only_the_question_about_the_coordinator_is_off() -> None:
    assert [p.prompt_id for p in CATALOGUE.prompts if not p.on] == ["P22"]


def test_a_person_s_top_risk_is_asked_about_monthly() -> None:
    prompt = CATALOGUE.by_id["P23"]

    assert (prompt.cadence, prompt.cadence_top) == (Cadence.QUARTERLY, Cadence.MONTHLY)


@pytest.mark.parametrize("prompt_id", ["P23", "P24", "P26", "P35"])
def test_what_has_no_history_yet_can_be_asked_all_the_same(prompt_id: str) -> None:
    prompt = CATALOGUE.by_id[prompt_id]
    first = prompt.wording({})

    assert first != prompt.text
    assert first.en
    assert first.sv


def test_every_question_says_why_in_a_few_sentences() -> None:
    for prompt in CATALOGUE.prompts:
        for why in (prompt.why.en, prompt.why.sv):
            assert why.endswith(".")
            assert len(why) <= 240, (prompt.prompt_id, len(why))


def test_no_text_claims_to_prove_compliance() -> None:
    for prompt in CATALOGUE.prompts:
        words = f"{prompt.why} {prompt.evidence} {prompt.text}"
        assert not re.search(r"complian|efterlevnad", words, re.IGNORECASE)


def test_swedish_is_set_with_swedish_quotation_marks() -> None:
    """And English with English ones."""
    for prompt in CATALOGUE.prompts:
        for words in (prompt.text, prompt.first_time, prompt.why, prompt.evidence):
            assert "“" not in words.sv
            assert words.sv.count("”") % 2 == 0
            assert words.en.count("“") == words.en.count("”")


def test_there_are_twenty_four_kpis() -> None:
    assert len(CATALOGUE.kpis) == 24
    assert len({kpi.kpi_id for kpi in CATALOGUE.kpis}) == 24


def test_stock_figures_have_no_limits() -> None:
    """One period leans on the last, which makes the limits too narrow."""
    stock = [kpi.kpi_id for kpi in CATALOGUE.kpis if kpi.chart == "values"]

    assert stock == ["capa_age", "calib_overdue"]


def test_a_percentage_of_a_whole_is_bounded_at_both_ends() -> None:
    for kpi in CATALOGUE.kpis:
        if kpi.unit.en == "%":
            bounds = (kpi.lower_bound, kpi.upper_bound)
            assert bounds == (Decimal(0), Decimal(100)), kpi.kpi_id
