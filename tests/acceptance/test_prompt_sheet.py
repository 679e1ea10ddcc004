"""The sheet of all questions: current, short enough for a phone, and true in number."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.cli.prompt_sheet import Samples, sheet
from config import content
from engagement.catalogue import Prompt
from engagement.texts import LANGUAGES, Language
from engagement.wording import placeholders

SHEET = Path(__file__).parents[2] / "docs" / "reference" / "prompts.md"
AIM = 140
CATALOGUE = content.load()
ASKED = [prompt for prompt in CATALOGUE.prompts if not prompt.internal]
COUNTS = ("n", "m", "days")
NO_PLURAL = {("P19", "n"), ("P37", "n"), ("P39", "n")}
"Words of a policy, the whole that some are of, and how many others were compared."


@pytest.fixture(scope="module")
def samples() -> Samples:
    """Read the sample company once."""
    return Samples.load()


def test_the_sheet_is_what_is_asked(tmp_path: Path) -> None:
    """To renew it: ``ledning prompts print --out docs/reference/prompts.md``."""
    out = tmp_path / "prompts.md"

    assert (
        0 == CliRunner().invoke(app, ["prompts", "print", "--out", str(out)]).exit_code
    )
    assert SHEET.read_text("utf-8") == out.read_text("utf-8")


def test_one_language_stands_alone() -> None:
    swedish = sheet(("sv",))

    assert "ISO-revisorn frågar" in swedish
    assert "The ISO auditor asks" not in swedish
    assert 40 == swedish.count("\n## P")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_about_the_sample_company_fits_a_phone(
    samples: Samples, language: Language
) -> None:
    """About each thing that it has, and in each other wording."""
    long: list[str] = []
    for prompt in ASKED:
        found = [one.text for one in samples.all_of(prompt, language)]
        assert found, prompt.prompt_id
        others = samples.others(prompt)
        found += [samples.asked(prompt, other, language).text for _, other in others]
        long += [f"{prompt.prompt_id}: {text}" for text in found if len(text) > AIM]

    assert [] == long


@pytest.mark.parametrize("prompt", ASKED, ids=lambda p: p.prompt_id)
def test_one_of_anything_has_words_of_its_own(prompt: Prompt) -> None:
    """No *1 findings*: a count of one is worded apart in both languages."""
    for name in COUNTS:
        # Of one thing, at most one can be overdue.
        counts = dict.fromkeys(COUNTS, 1 if name == "n" else 5) | {name: 1}
        counted = f"{{{name}}}" in prompt.text.en
        if counted and (prompt.prompt_id, name) not in NO_PLURAL:
            values: dict[str, object] = {**dict.fromkeys(_names(prompt), "x"), **counts}
            chosen = prompt.wording(values)
            assert f"{{{name}}}" not in chosen.en, name
            assert f"{{{name}}}" not in chosen.sv, name


def _names(prompt: Prompt) -> set[str]:
    return set(placeholders(prompt.text.en) | placeholders(prompt.first_time.en))
