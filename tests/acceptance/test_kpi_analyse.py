"""``ledning kpi analyse``: any two-column file, no database."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from bot.cli.kpi import app
from engagement.errors import OperationError
from tests.unit.kpi_parts import OTIF

WEEKS = [f"2026-W{22 + n}" for n in range(26)]
BASELINE = ("--baseline", "2026-W22..2026-W37")


def run(file: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["analyse", str(file), *options])


def analysed(file: Path, *options: str) -> dict[str, Any]:
    result = run(file, "--json", *options)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_text(text, encoding=encoding)
    return file


@pytest.fixture
def otif(tmp_path: Path) -> Path:
    lines = [f"{w},{v}" for w, v in zip(WEEKS, OTIF.split(), strict=True)]
    return written(tmp_path, "otif.csv", "\n".join(["week,otif", *lines]))


def test_the_shift_of_the_demo_company_is_found_from_a_file(otif: Path) -> None:
    found = analysed(otif, *BASELINE)

    assert found["status"] == "locked"
    assert found["centre"] == pytest.approx(91.24375)
    assert found["average_moving_range"] == pytest.approx(1.1)
    assert found["upper_limit"] == pytest.approx(94.16975)
    assert found["lower_limit"] == pytest.approx(88.31775)
    assert found["range_limit"] == pytest.approx(3.5948)
    assert found["signals"][0] == {
        "rule": "outside_limits",
        "period": "2026-W39",
        "first_period": "2026-W39",
        "last_period": "2026-W39",
        "direction": "up",
    }
    assert found["change"] == "continuing"


def test_without_a_baseline_the_shift_hides_itself(otif: Path) -> None:
    rules = {signal["rule"] for signal in analysed(otif)["signals"]}

    assert rules == {"run_of_eight", "three_of_four"}


def test_bounds_clip_the_limits_that_are_shown(otif: Path) -> None:
    found = analysed(
        otif,
        *BASELINE,
        *("--lower-bound", "89", "--upper-bound", "100"),
        *("--target", "95", "--direction", "up"),
    )

    assert found["lower_limit"] == 89
    assert found["lower_limit_unclipped"] == pytest.approx(88.31775)
    assert found["upper_limit"] == found["upper_limit_unclipped"]
    assert found["target"] == "after_change"


@pytest.mark.parametrize(
    ("count", "status", "target"),
    [(5, "values", "too_few"), (6, "trial", "too_few"), (12, "locked", "met_steadily")],
)
def test_few_readings_have_no_limits_and_null_for_them(
    tmp_path: Path, count: int, status: str, target: str
) -> None:
    lines = [f"{w};{3 + n % 2 * 2},5" for n, w in enumerate(WEEKS[:count])]
    file = written(tmp_path, "few.csv", "\n".join(["vecka;dagar", *lines]))
    found = analysed(file, "--direction", "down", "--target", "20")
    numbers = [
        found[name]
        for name in (
            "centre",
            "average_moving_range",
            "upper_limit",
            "lower_limit",
            "range_limit",
            "upper_limit_unclipped",
            "lower_limit_unclipped",
        )
    ]

    assert (status, target) == (found["status"], found["target"])
    assert {status == "values"} == {number is None for number in numbers}
    assert found["signals"] == []


def test_a_workbook_says_the_same_as_a_text_file(tmp_path: Path, otif: Path) -> None:
    """Days of a calendar instead of weeks, numbers instead of digits."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["monday", "otif"])
    for n, value in enumerate(OTIF.split()):
        sheet.append([date(2026, 5, 25) + timedelta(weeks=n), float(value)])
    saved = io.BytesIO()
    book.save(saved)
    file = tmp_path / "otif.xlsx"
    file.write_bytes(saved.getvalue())

    assert analysed(otif, *BASELINE) == analysed(file, *BASELINE)


def test_a_file_of_a_swedish_excel_says_the_same(tmp_path: Path, otif: Path) -> None:
    values = OTIF.replace(".", ",").split()
    lines = [f"{w};{v}" for w, v in zip(WEEKS, values, strict=True)]
    text = "\r\n".join(["vecka;På väg i tid", *lines])
    file = written(tmp_path, "otif.csv", text, "cp1252")

    assert analysed(otif, *BASELINE) == analysed(file, *BASELINE)


def test_months_are_analysed_as_months(tmp_path: Path) -> None:
    lines = [f"2026-{n:02},{n % 3}" for n in range(1, 13)]
    file = written(tmp_path, "m.csv", "\n".join(["month,claims", *lines]))
    found = analysed(file, "--baseline", "2026-01..2026-12")

    assert (found["first_period"], found["last_period"]) == ("2026-01", "2026-12")


@pytest.mark.parametrize(
    "options",
    [
        ("--baseline", "2026-W22"),
        ("--baseline", "2026-W37..2026-W22"),
        ("--baseline", "2026-05..2026-09"),
        ("--baseline", "2020-W01..2020-W20"),
        ("--target", "much", "--direction", "up"),
        ("--target", "95"),
        ("--lower-bound", "100", "--upper-bound", "0"),
        ("--direction", "sideways"),
    ],
)
def test_options_that_make_no_sense_are_refused_as_such(
    otif: Path, options: tuple[str, ...]
) -> None:
    result = run(otif, "--json", *options)

    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)


def test_a_picture_that_cannot_be_saved_is_told_with_what_to_do(otif: Path) -> None:
    where = otif.parent / "nowhere" / "x.png"
    with pytest.raises(OperationError, match="folder that exists") as refused:
        CliRunner().invoke(
            app, ["analyse", str(otif), "--png", str(where)], catch_exceptions=False
        )
    assert str(where) in str(refused.value)


def test_where_the_picture_was_saved_is_said_and_spares_the_json(otif: Path) -> None:
    where = otif.parent / "x.png"
    result = run(otif, "--json", "--png", str(where), "--language", "sv")

    assert f"Bild: {where}\n" == result.stderr
    assert json.loads(result.stdout)["readings"] == 26
