"""Skipping, and asking to be asked later, on Tuesday 24 November 2026 at 10:00."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from engagement.typed import read_later, read_skip
from tests.unit.typed_parts import NOW, rows

SKIPS = """
hoppa över                              |
Hoppa över – på semester                | på semester
hoppa över den här, ingen tid           | ingen tid
jag hoppar över den här frågan          |
hoppa över pga semester                 | pga semester
skippa                                  |
skip                                    |
Skip: on leave                          | on leave
let's skip this one                     |
skip this week                          |
skip because I'm away                   | because I'm away
skippar                                 |
hoppa over                              |
skip, thanks                            |
skip, thank you                         |
hoppa över, tack                        |
hoppa över, tack så mycket              |
skip please                             |
pass                                    |
pass på den                             |
"""


@pytest.mark.parametrize(("text", "expected"), rows(SKIPS))
def test_skipping_is_read_with_its_reason(text: str, expected: str) -> None:
    assert expected == read_skip(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "skip?",
        "don't skip",
        "skip the weekly report",
        "hoppa över veckorapporten",
        "passar bra",
        "pass the budget",
    ],
)
def test_the_same_words_in_a_sentence_skip_nothing(text: str) -> None:
    assert read_skip(text) is None


LATER = """
senare                                  | 2026-11-25 None
Later!                                  | 2026-11-25 None
inte nu                                 | 2026-11-25 None
not now, busy                           | 2026-11-25 None
later because I'm busy                  | 2026-11-25 None
hinner inte                             | 2026-11-25 None
Hinner inte just nu, torsdag            | 2026-11-26 None
can't right now                         | 2026-11-25 None
senare i veckan                         | 2026-11-25 None
snooze                                  | 2026-11-25 None
imorgon                                 | 2026-11-25 None
i morgon bitti                          | 2026-11-25 None
tomorrow                                | 2026-11-25 None
påminn mig                              | 2026-11-25 None
remind me when Karin is back            | 2026-11-25 None
påminn mig på torsdag                   | 2026-11-26 None
påminn mig kl 15                        | 2026-11-24 15:00:00
remind me next week                     | 2026-11-30 None
remind me in 2 hours                    | 2026-11-24 12:00:00
Can you remind me tomorrow at 9?        | 2026-11-25 09:00:00
senare: fredag 10                       | 2026-11-27 10:00:00
later on Tuesday                        | 2026-12-01 None
snooze till måndag                      | 2026-11-30 None
ask me again on Monday                  | 2026-11-30 None
"""


@pytest.mark.parametrize(("text", "expected"), rows(LATER))
def test_later_is_read_with_its_day(text: str, expected: str) -> None:
    found = read_later(text, NOW)
    assert found is not None
    assert expected == f"{found.day} {found.at}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "torsdag",
        "beslutar senare",
        "later deliveries",
        "hinner inte läsa allt",
        "senare leveranser än utlovat",
        "påminn mig inte",
        "don't remind me",
        "påminn mig efter semestern",
        "remind me Tuesday or Wednesday",
    ],
)
def test_what_does_not_clearly_ask_for_later_is_not_read(text: str) -> None:
    assert read_later(text, NOW) is None


def test_on_the_last_day_of_the_calendar_there_is_no_later() -> None:
    assert read_later("senare", datetime.combine(date.max, time.max)) is None
