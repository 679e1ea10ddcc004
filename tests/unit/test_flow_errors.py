"""Errors: what an operator reads in a log, and what a person is told."""

from __future__ import annotations

import pytest

from engagement.errors import (
    Closed,
    ContentError,
    IllegalEvent,
    ImportRefused,
    LedningError,
    NotAllowed,
    NotFound,
    NotUnderstood,
    PersonError,
    Problem,
    Refused,
)


@pytest.mark.parametrize("kind", [NotUnderstood, NotAllowed, NotFound, Closed, Refused])
def test_what_a_person_did_is_answered_by_a_sentence(kind: type[PersonError]) -> None:
    error = kind("day_far", n=5)

    assert ("error.day_far", {"n": 5}, "day_far") == (
        error.text_key,
        error.values,
        str(error),
    )


def test_an_error_without_words_says_what_it_is() -> None:
    assert "The event is not legal in this state; nothing was changed." == str(
        IllegalEvent()
    )


def test_an_error_with_words_says_them() -> None:
    assert "no such step: back" == str(LedningError("no such step", "back"))


def test_broken_content_names_file_and_key() -> None:
    error = ContentError("prompts/review.toml", "P34.options[1].id", "is missing")

    assert ("prompts/review.toml", "P34.options[1].id", "is missing") == (
        error.file,
        error.key,
        error.reason,
    )
    assert "prompts/review.toml: P34.options[1].id: is missing" == str(error)


def test_a_refused_import_counts_its_problems() -> None:
    problem = Problem(line=2, column="id", code="missing", values={})

    error = ImportRefused("people.csv", (problem, problem))

    assert "people.csv: 2 problem(s)" == str(error)
    assert ("people.csv", (problem, problem)) == (error.file, error.problems)


def test_the_tree_on_top_of_the_file_is_the_tree() -> None:
    """Whoever reads it there need not read on."""
    from engagement import errors

    drawn = errors.__doc__ or ""
    kinds = [one for one in vars(errors).values() if isinstance(one, type)]

    for kind in kinds:
        if issubclass(kind, LedningError) and kind is not LedningError:
            assert f"─ {kind.__name__} " in drawn or f"─ {kind.__name__}\n" in drawn
