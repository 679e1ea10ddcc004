"""``ledning kpi analyse`` for people: words, a picture, and why a file is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from bot.cli.kpi import app
from tests.unit.kpi_parts import OTIF

WEEKS = [f"2026-W{22 + n}" for n in range(26)]


def run(file: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["analyse", str(file), *options])


@pytest.fixture
def otif(tmp_path: Path) -> Path:
    lines = [f"{w},{v}" for w, v in zip(WEEKS, OTIF.split(), strict=True)]
    file = tmp_path / "otif.csv"
    file.write_text("\n".join(["week,OTIF", *lines]))
    return file


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            "en",
            (
                "OTIF: 95.2 (W47 2026).",
                "Limits from W22–W37 2026 (16 readings).",
                "Mean 91.24, natural limits 88.32–94.17.",
                "The change since W39 is lasting: upwards, for the better.",
                "W39 2026: outside the natural limits, upwards",
                "(began W38 2026)",
            ),
        ),
        (
            "sv",
            (
                "OTIF: 95,2 (v47 2026).",
                "Gränser från v22–v37 2026 (16 mätvärden).",
                "Medelvärde 91,24, naturliga processgränser 88,32–94,17.",
                "Förändringen sedan v39 håller i sig: uppåt, till det bättre.",
                "v39 2026: utanför de naturliga processgränserna, uppåt",
                "(började v38 2026)",
            ),
        ),
    ],
)
def test_the_analysis_is_told_in_words(
    otif: Path, language: str, parts: tuple[str, ...]
) -> None:
    result = run(
        otif,
        "--baseline",
        "2026-W22..2026-W37",
        "--target",
        "95",
        "--direction",
        "up",
        "--language",
        language,
    )

    assert result.exit_code == 0, result.output
    assert [part for part in parts if part not in result.stdout] == []


def test_the_chart_is_saved_as_a_picture(otif: Path, tmp_path: Path) -> None:
    result = run(otif, "--png", str(tmp_path / "otif.png"))

    assert result.exit_code == 0, result.output
    image = Image.open(io.BytesIO((tmp_path / "otif.png").read_bytes()))
    assert image.format == "PNG"
    assert image.width > 900


def test_a_bad_file_is_refused_with_line_column_and_reason(tmp_path: Path) -> None:
    """On stderr and without a traceback, also where data was asked for."""
    file = tmp_path / "bad.csv"
    file.write_text("week,OTIF\n2026-W22,90.2\n2026-W60,91\n2026-W23,abc\n")
    result = run(file, "--json", "--language", "sv")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        (
            "bad.csv: Rad 3, kolumn week: ”2026-W60” är inte en vecka (2026-W40), "
            "en månad (2026-10) eller en dag (2026-10-01)."
        ),
        "bad.csv: Rad 4, kolumn OTIF: ”abc” är inte ett tal.",
    ]


@pytest.mark.parametrize(
    ("second", "language", "said"),
    [
        ("2026-W40", "en", "column day: 2026-W40 is there already, on line 2."),
        (
            "2026-10-02",
            "en",
            (
                "column day: 2026-10-02 lies in 2026-W40, which is there already, on line"
                " 2: days are read as weeks."
            ),
        ),
        (
            "2026-10-02",
            "sv",
            (
                "kolumn day: 2026-10-02 ligger i 2026-W40, som redan finns på rad 2: dagar"
                " läses som veckor."
            ),
        ),
    ],
    ids=["week", "day", "dag"],
)
def test_a_period_that_is_there_twice_is_blamed_on_the_period(
    tmp_path: Path, second: str, language: str, said: str
) -> None:
    """Whoever measures by day learns that a week holds one reading."""
    first = "2026-W40" if second == "2026-W40" else "2026-10-01"
    file = tmp_path / "days.csv"
    file.write_text(f"day,value\n{first},1\n{second},2\n")
    result = run(file, "--language", language)

    assert result.exit_code == 1
    assert result.stderr.rstrip().endswith(said)


def test_after_twenty_bad_places_the_rest_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("week,OTIF\n" + "".join(f"2026-W{n},x\n" for n in range(10, 35)))
    lines = run(file).stderr.splitlines()

    assert len(lines) == 21
    assert lines[-1] == "bad.csv: … and 5 more."


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a,b,c\n1,2,3\n", "bad: Line 1: There must be two columns"),
        (b"", "bad: There is no data below the heading."),
        (
            bytes.fromhex("d0cf11e0a1b11ae1"),
            "bad: This is the old Excel format (.xls).",
        ),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    file = tmp_path / "bad"
    file.write_bytes(content)
    result = run(file)

    assert result.exit_code == 1
    assert result.stderr.startswith(expected)
