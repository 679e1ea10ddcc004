"""``ledning demo --headless``: six weeks without a page, as a process."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.cli_parts import COMMAND, Desk, Ran, desk

KEYS = {
    "weeks",
    "seed",
    "asked",
    "delivered",
    "answered",
    "late",
    "snoozed",
    "skipped",
    "expired",
    "waiting",
    "deferred",
    "reminders",
    "commitments_made",
    "commitments_kept",
    "digests",
    "facts",
    "duplicates",
    "ledger",
    "root",
}
Story = dict[str, Any]
LONG_SECONDS = 110
"Two stories at once on a slow machine; one takes about ten seconds on a quick one."


def play(at: Desk, *, weeks: int = 6, seed: int = 1) -> Ran:
    """Play the story, its last line as JSON."""
    options = ("--weeks", str(weeks), "--seed", str(seed), "--database", at.url)
    done = subprocess.run(  # noqa: S603 - our own command
        [COMMAND, "demo", "--headless", "--json", *options],
        env=at.environment(),
        cwd=at.folder,
        capture_output=True,
        encoding="utf-8",
        timeout=LONG_SECONDS,
        check=False,
    )
    return Ran(status=done.returncode, said=done.stdout, warned=done.stderr)


def counts(ran: Ran) -> Story:
    """Return the JSON object of the last line."""
    assert ran.status == 0, ran.all
    found: Story = json.loads(ran.said.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> list[Desk]:
    """Return two places to play at."""
    return [desk(tmp_path_factory.mktemp("story")) for _ in range(2)]


@pytest.fixture(scope="module")
def stories(desks: list[Desk]) -> list[Ran]:
    """Play six weeks twice with one seed."""
    with ThreadPoolExecutor(2) as two:
        return list(two.map(play, desks))


@pytest.fixture(scope="module")
def story(stories: list[Ran]) -> Story:
    """Return the counts of the first one."""
    return counts(stories[0])


def test_it_ends_with_one_json_object_that_counts_everything(story: Story) -> None:
    """All that the issue names, and by how each question ended."""
    assert set(story) == KEYS
    assert (story["weeks"], story["seed"]) == (6, 1)


def test_the_same_seed_gives_the_same_counts_and_another_root(
    stories: list[Ran],
) -> None:
    """Salts come from the system: no seed can repeat a ledger."""
    one, two = (counts(ran) for ran in stories)
    assert one.pop("root") != two.pop("root")
    assert one == two


def test_every_question_is_counted_once_by_how_it_ended(story: Story) -> None:
    """Nothing asked is lost in the counting."""
    ends = ("answered", "skipped", "expired", "waiting")
    assert story["asked"] == sum(story[end] for end in ends)


def test_it_is_a_story_worth_watching(story: Story) -> None:
    """Late and put off, promised and kept, reminded and met with silence."""
    happens = ("late", "snoozed", "skipped", "expired", "deferred", "reminders")
    assert [name for name in happens if story[name] == 0] == []
    assert story["commitments_made"] >= 3
    assert story["commitments_kept"] >= 1
    assert story["digests"] == 6


def test_most_questions_are_answered(story: Story) -> None:
    """Two executives of eight are slow or silent; the others are not."""
    assert story["answered"] > story["asked"] * 0.7


def test_nothing_was_asked_or_sent_twice(story: Story, desks: list[Desk]) -> None:
    """Counted from the ledger, and again behind its back."""
    assert story["duplicates"] == 0
    doubled = "SELECT key FROM chat_message GROUP BY key HAVING count(*) > 1"
    assert desks[0].rows(doubled) == []


def test_nobody_got_more_than_three_messages_in_seven_days(
    stories: list[Ran], desks: list[Desk]
) -> None:
    """Over six weeks and everything that the bot sends by itself."""
    del stories
    sent = desks[0].rows(
        "SELECT a.person_id FROM message a JOIN message b ON a.person_id = b.person_id "
        "AND julianday(b.sent_at) - julianday(a.sent_at) >= 0 "
        "AND julianday(b.sent_at) - julianday(a.sent_at) < 7 "
        "WHERE a.kind IN ('bundle', 'owed', 'reminder') AND a.state = 'sent' "
        "AND b.kind IN ('bundle', 'owed', 'reminder') AND b.state = 'sent' "
        "GROUP BY a.message_id HAVING count(*) > 3"
    )
    assert sent == []


def test_its_ledger_is_intact(story: Story, desks: list[Desk]) -> None:
    """As the program says afterwards, with the size and the root of the story."""
    assert story["ledger"] == "intact"
    expected = f"{story['facts']}:{story['root']}"
    verified = desks[0].run("evidence", "verify", "--expect", expected)
    assert (verified.status, "intact" in verified.all) == (0, True), verified.all


def test_a_story_goes_on_where_its_database_stands(
    stories: list[Ran], story: Story, desks: list[Desk]
) -> None:
    """It says so, and counts the whole ledger."""
    del stories
    more = play(desks[1], weeks=1)
    assert "Going on from 2027-01-04 08:00" in more.warned
    assert counts(more)["digests"] == story["digests"] + 1
    assert counts(more)["asked"] > story["asked"]


def test_a_command_on_a_rehearsal_goes_by_the_rehearsals_clock(
    stories: list[Ran], desks: list[Desk]
) -> None:
    """A week that is over there has begun, whatever the calendar on the wall says."""
    del stories
    file = desks[0].folder / "readings.csv"
    file.write_text("kpi,period,value\notif,2026-W52,94.9\n", encoding="utf-8")
    ran = desks[0].run("import", "readings", str(file))
    assert "0 new, 1 changed" in ran.all


@pytest.mark.parametrize("weeks", [0, -1, 53])
def test_a_story_has_one_week_at_least_and_a_year_at_most(
    weeks: int, tmp_path: Path
) -> None:
    """Refused in words; nothing is made."""
    at = desk(tmp_path)
    ran = play(at, weeks=weeks)
    assert (ran.status, "--weeks" in ran.all) == (2, True)
    assert not at.file.exists()


def test_a_story_needs_a_place_of_its_own(tmp_path: Path) -> None:
    """Without a database it says what to do."""
    ran = desk(tmp_path).run("demo", "--headless", "--json")
    assert ran.status != 0
    assert "--database sqlite:///FILE" in ran.all
    assert "Traceback" not in ran.all
