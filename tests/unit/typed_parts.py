"""What the tests of typed text stand on: tables in words, and one Tuesday morning."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

NOW = datetime.combine(date(2026, 11, 24), time(10))
"A Tuesday, in week 48; the 1st of December is a Tuesday too."


def rows(table: str) -> list[pytest.ParameterSet]:
    """Return one parameter set per line ``text | expected``, named by its text.

    ``--`` expects None, an empty column the empty text, ``⏎`` is a line break.
    """
    cells = [[c.strip() for c in line.split("|")] for line in table.strip().split("\n")]
    return [_row(*row) for row in cells if row != [""]]


def _row(text: str, *expected: str) -> pytest.ParameterSet:
    values = [None if value == "--" else value for value in expected]
    return pytest.param(text.replace("⏎", "\n"), *values, id=text)
