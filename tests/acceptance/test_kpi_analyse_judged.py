"""``ledning kpi analyse``: what is judged, and that words and picture agree on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import kpi_report
from bot.cli.kpi import app
from bot.pictures import Pictures
from tests.unit.chart_parts import subtitle
from tests.unit.kpi_parts import OTIF

GAIN, LOSS = "#0b7a6b", "#c2410c"
WEEKS = [f"2026-W{22 + n}" for n in range(26)]


def both(file: Path, *options: str) -> tuple[str, dict[str, Any]]:
    """Return the words, and what the picture of the same options is drawn from."""
    drawn: list[dict[str, Any]] = []

    class Watched(Pictures):
        async def png(self, spec: dict[str, Any], *, scale: float = 2) -> bytes:
            drawn.append(spec)
            return await super().png(spec, scale=scale)

    words = ["analyse", str(file), *options, "--png", str(file.with_suffix(".png"))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kpi_report, "Pictures", Watched)
        result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return result.stdout, drawn[0]


def judged_colours(drawn: dict[str, Any]) -> set[str]:
    return {layer["mark"].get("fill") for layer in drawn["layer"]} & {GAIN, LOSS}


@pytest.fixture
def otif(tmp_path: Path) -> Path:
    lines = [f"{w},{v}" for w, v in zip(WEEKS, OTIF.split(), strict=True)]
    file = tmp_path / "otif.csv"
    file.write_text("\n".join(["week,OTIF", *lines]))
    return file


def test_without_a_direction_no_change_is_judged(otif: Path) -> None:
    """Upwards may be good or bad; neither the words nor the markers guess."""
    told, drawn = both(otif, "--baseline", "2026-W22..2026-W37")

    assert "The change since W39 is lasting: upwards." in told.splitlines()
    assert "for the better" not in told
    assert judged_colours(drawn) == set()


@pytest.mark.parametrize(("direction", "colour"), [("up", GAIN), ("down", LOSS)])
def test_a_direction_judges_the_markers(
    otif: Path, direction: str, colour: str
) -> None:
    options = ("--baseline", "2026-W22..2026-W37", "--direction", direction)

    assert judged_colours(both(otif, *options)[1]) == {colour}


def test_the_picture_says_of_a_change_what_the_words_say(otif: Path) -> None:
    told, drawn = both(otif, "--baseline", "2026-W22..2026-W37", "--direction", "up")
    sentence = "The change since W39 is lasting: upwards, for the better."

    assert sentence in told
    assert sentence in subtitle(drawn)
    assert sentence in drawn["description"]


@pytest.mark.parametrize(
    ("language", "now", "heading", "signal"),
    [
        (
            "en",
            "No signal now: moves within its normal range (",
            "Earlier:",
            "W34 2026: outside the natural limits, upwards",
        ),
        (
            "sv",
            "Ingen signal nu: rörelsen ligger inom det normala (",
            "Tidigare:",
            "v34 2026: utanför de naturliga processgränserna, uppåt",
        ),
    ],
)
def test_a_signal_that_is_over_is_told_as_earlier(
    tmp_path: Path, language: str, now: str, heading: str, signal: str
) -> None:
    values = [*(3 + n % 2 for n in range(12)), 30, *(3 + n % 2 for n in range(6))]
    lines = [f"{w},{v}" for w, v in zip(WEEKS, values, strict=False)]
    file = tmp_path / "over.csv"
    file.write_text("\n".join(["week,Days", *lines]))
    told, drawn = both(file, "--baseline", "2026-W22..2026-W33", "--language", language)
    said = told.splitlines()

    assert [line for line in said if line.startswith(now)]
    assert said[said.index(heading) + 1] == signal
    assert now in subtitle(drawn)
    assert f"{heading.removesuffix(':')}, {signal}." in subtitle(drawn)
