"""The catalogue: what leads to a follow-up, what a prompt serves, what it says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from engagement.case_rules import CaseRule
from engagement.catalogue import (
    Cadence,
    Catalogue,
    FollowUp,
    NumberRange,
    Option,
    Prompt,
    Reader,
    Requirement,
    Standard,
)
from engagement.prompt_digest import digest_of
from engagement.texts import Bilingual
from engagement.wording import placeholders


def a_prompt(**changes: Any) -> Prompt:
    prompt = Prompt(
        prompt_id="P23",
        version=1,
        concepts=("risk.determine",),
        asked_of=("owner",),
        cadence=Cadence.QUARTERLY,
        subject="risk",
        kind="choice",
        text=Bilingual(en="{risk} since {date}?", sv="{risk} sedan {date}?"),
        history=("date",),
        first_time=Bilingual(en="{risk} so far?", sv="{risk} hittills?"),
        why=Bilingual(en="Because.", sv="Därför."),
        options=(Option(option_id="up", label=Bilingual(en="Up", sv="Upp")),),
        options_from=None,
        number=None,
        follow_ups=(),
        cases=(),
        reviews_subject=True,
        evidence=Bilingual(en="Review", sv="Genomgång"),
        audience=(Reader.COORDINATOR,),
        method="risk",
        retention="evidence",
        on=True,
        internal=False,
        digest="",
    )
    return replace(prompt, **changes)


def a_requirement(place: str, concept: str) -> Requirement:
    standard_id, clause = place.split("/")
    return Requirement(
        requirement_id=place,
        standard_id=standard_id,
        concept=concept,
        clause=clause,
        item="",
        summary=Bilingual(en="Know", sv="Veta"),
        confidence="high",
    )


def a_catalogue(*prompts: Prompt) -> Catalogue:
    return Catalogue(
        standards=(),
        concepts=(),
        requirements=(
            a_requirement("iso9001:2015/6.1.1", "risk.determine"),
            a_requirement("iso9001:2015/6.1.2", "risk.act"),
            a_requirement("iso9001:2026/6.1.3", "risk.opportunity"),
        ),
        prompts=prompts,
    )


def a_follow_up(*when: str) -> FollowUp:
    ask = Bilingual(en="Why?", sv="Varför?")
    return FollowUp(follow_up_id="why", when=when, kind="sentence", ask=ask)


@pytest.mark.parametrize(
    ("when", "option", "expected"),
    [
        (("no",), "no", True),
        (("no",), "yes", False),
        (("*",), "yes", True),
        (("*",), None, True),
        (("*",), "none", False),
        (("none",), "none", True),
    ],
)
def test_a_star_reaches_every_answer_but_an_explicit_none(
    when: tuple[str, ...], option: str | None, *, expected: bool
) -> None:
    """So that nobody who names nothing is asked when they will do it."""
    assert expected is a_follow_up(*when).follows(option)
    assert expected is CaseRule(when=when, working_days=5).opens(option)


@pytest.mark.parametrize(
    ("cadence", "weeks"),
    [
        (Cadence.WEEKLY, 1),
        (Cadence.MONTHLY, 4),
        (Cadence.QUARTERLY, 13),
        (Cadence.HALF_YEARLY, 26),
        (Cadence.YEARLY, 52),
        (Cadence.EVENT, 0),
    ],
)
def test_a_cadence_is_whole_weeks(cadence: Cadence, weeks: int) -> None:
    assert weeks == cadence.weeks


def test_a_standard_is_known_by_key_and_edition() -> None:
    standard = Standard(
        key="iso9001", edition="2015", amendments=("A1:2024",), status="current"
    )

    assert standard.standard_id == "iso9001:2015"


def test_the_values_that_a_text_needs_are_found() -> None:
    assert {"risk", "figure_1"} == placeholders("{risk}: {figure_1} {risk} {} {A}")


def test_an_option_is_found_by_its_id() -> None:
    prompt = a_prompt()

    assert prompt.options[0] is prompt.option("up")
    assert prompt.option("down") is None


def test_the_first_time_is_worded_without_history() -> None:
    prompt = a_prompt()

    assert prompt.text is prompt.wording({"risk": "Fire", "date": "1 May"})
    assert prompt.first_time is prompt.wording({"risk": "Fire"})


def test_a_prompt_without_history_has_one_wording() -> None:
    prompt = a_prompt(history=(), first_time=Bilingual())

    assert prompt.text is prompt.wording({})


def test_a_prompt_is_found_by_its_id() -> None:
    prompt = a_prompt()

    assert a_catalogue(prompt).by_id == {"P23": prompt}


def test_requirements_are_those_of_the_concepts_in_the_editions() -> None:
    prompt = a_prompt(concepts=("risk.determine", "risk.opportunity", "unknown"))
    catalogue = a_catalogue(prompt)

    assert [r.requirement_id for r in catalogue.requirements_of(prompt, ["x:1"])] == []
    assert [
        r.requirement_id
        for r in catalogue.requirements_of(prompt, ["iso9001:2015", "iso9001:2026"])
    ] == ["iso9001:2015/6.1.1", "iso9001:2026/6.1.3"]


def test_a_prompt_is_off_where_it_serves_no_requirement() -> None:
    prompt = a_prompt(concepts=("risk.opportunity",))
    catalogue = a_catalogue(prompt)

    assert not catalogue.active(prompt, {"iso9001:2015"})
    assert catalogue.active(prompt, {"iso9001:2026"})


def test_the_machinery_s_own_questions_are_always_on() -> None:
    prompt = a_prompt(internal=True, concepts=())

    assert a_catalogue(prompt).active(prompt, ())


@pytest.mark.parametrize(
    "shown",
    [
        {"version": 2},
        {"kind": "sentence"},
        {"text": Bilingual(en="{risk} now?", sv="{risk} nu?")},
        {"first_time": Bilingual(en="{risk}?", sv="{risk}?")},
        {"options": ()},
        {"options_from": "findings"},
        {"number": NumberRange(least=Decimal(0), most=Decimal(10))},
        {"follow_ups": (a_follow_up("up"),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_digest_changes_with_what_is_shown(shown: dict[str, Any]) -> None:
    """An old answer must be seen to have answered something else."""
    prompt = a_prompt()

    assert digest_of(prompt) != digest_of(replace(prompt, **shown))


@pytest.mark.parametrize(
    "unseen",
    [
        {"cadence": Cadence.MONTHLY},
        {"asked_of": ("coo",)},
        {"why": Bilingual(en="Other.", sv="Annat.")},
        {"digest": "ab"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_digest_stays_while_the_question_does(unseen: dict[str, Any]) -> None:
    prompt = a_prompt()

    assert digest_of(prompt) == digest_of(replace(prompt, **unseen))


def test_the_digest_is_a_sha_256_in_hex() -> None:
    """Another spelling of the same words has the same digest: Unicode NFC."""
    composed = a_prompt(text=Bilingual(en="Åsa?", sv="Åsa?"))
    decomposed = a_prompt(text=Bilingual(en="A\u030asa?", sv="A\u030asa?"))

    assert len(bytes.fromhex(digest_of(composed))) == 32
    assert digest_of(composed) == digest_of(decomposed)
