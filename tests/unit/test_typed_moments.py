"""Days and times as busy people type them, on Tuesday 24 November 2026 at 10:00."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from engagement.typed import WallTime, read_day, read_moment
from tests.unit.typed_parts import NOW, rows


def told(moment: WallTime | None) -> str | None:
    if moment is None:
        return None
    return f"{moment.day:%a} {moment.day}" + (
        f" {moment.at:%H:%M}" if moment.at else ""
    )


WEEKDAYS = """
tisdag 14                               | Tue 2026-11-24 14:00
tisdag 10                               | Tue 2026-12-01 10:00
tisdag 9                                | Tue 2026-12-01 09:00
tisdag                                  | Tue 2026-12-01
på tisdag kl 14                         | Tue 2026-11-24 14:00
tis 14.30                               | Tue 2026-11-24 14:30
TISDAG 1430                             | Tue 2026-11-24 14:30
tisdag, 14                              | Tue 2026-11-24 14:00
tisdag: 14                              | Tue 2026-11-24 14:00
tisdag - 14                             | Tue 2026-11-24 14:00
tisdag@14                               | Tue 2026-11-24 14:00
tisdag kl14                             | Tue 2026-11-24 14:00
tisdag kl.14.00                         | Tue 2026-11-24 14:00
tisdag vid 14-tiden                     | Tue 2026-11-24 14:00
14 på tisdag                            | Tue 2026-11-24 14:00
kl 14 på tisdag                         | Tue 2026-11-24 14:00
Tuesday 2pm                             | Tue 2026-11-24 14:00
tue 14:00                               | Tue 2026-11-24 14:00
Tuesday @ 2 p.m.                        | Tue 2026-11-24 14:00
Let's say Tuesday at 2 pm               | Tue 2026-11-24 14:00
jag gör det tisdag 14                   | Tue 2026-11-24 14:00
Tisdag 14. Karin är med.                | Tue 2026-11-24 14:00
tisdag 14 med Anna och 3 andra          | Tue 2026-11-24 14:00
tisdag 14, 2 timmar                     | Tue 2026-11-24 14:00
at nine on Thursday                     | Thu 2026-11-26 09:00
måndag åtta                             | Mon 2026-11-30 08:00
mandag klockan åtta                     | Mon 2026-11-30 08:00
mån 8                                   | Mon 2026-11-30 08:00
Mon 9am                                 | Mon 2026-11-30 09:00
fre 10                                  | Fri 2026-11-27 10:00
fri 14:00                               | Fri 2026-11-27 14:00
on fri                                  | Fri 2026-11-27
jag är fri tisdag 14                    | Tue 2026-11-24 14:00
Thu, 3pm                                | Thu 2026-11-26 15:00
senast fredag                           | Fri 2026-11-27
by Friday                               | Fri 2026-11-27
by fri                                  | Fri 2026-11-27
på fri                                  | Fri 2026-11-27
nästa mon                               | Mon 2026-11-30
let's say fri 10                        | Fri 2026-11-27 10:00
this fri at 10                          | Fri 2026-11-27 10:00
onsdag                                  | Wed 2026-11-25
lördag 10                               | Sat 2026-11-28 10:00
Sunday 10                               | Sun 2026-11-29 10:00
nästa tisdag                            | Tue 2026-12-01
next tuesday                            | Tue 2026-12-01
nästa torsdag kl 10                     | Thu 2026-12-03 10:00
next fri 10                             | Fri 2026-12-04 10:00
I may do it Tuesday at 10               | Tue 2026-12-01 10:00
tisdag, alltså tisdag 14                | Tue 2026-11-24 14:00
"""

AHEAD = """
idag 15                                 | Tue 2026-11-24 15:00
i dag kl 9                              | Tue 2026-11-24 09:00
today 3pm                               | Tue 2026-11-24 15:00
14 idag                                 | Tue 2026-11-24 14:00
ikväll                                  | Tue 2026-11-24
imorgon 9                               | Wed 2026-11-25 09:00
i morgon bitti                          | Wed 2026-11-25
imorrn 10                               | Wed 2026-11-25 10:00
tomorrow at 9                           | Wed 2026-11-25 09:00
Tommorow 9am                            | Wed 2026-11-25 09:00
i övermorgon                            | Thu 2026-11-26
day after tomorrow                      | Thu 2026-11-26
imorgon, onsdag, kl 9                   | Wed 2026-11-25 09:00
om 3 dagar                              | Fri 2026-11-27
om 1 dag                                | Wed 2026-11-25
om 14 dar                               | Tue 2026-12-08
om 2 dgr                                | Thu 2026-11-26
in a day                                | Wed 2026-11-25
in 2 days                               | Thu 2026-11-26
om 2 veckor                             | Tue 2026-12-08
om 2 v                                  | Tue 2026-12-08
in a week                               | Tue 2026-12-01
om 2 månader                            | Sun 2027-01-24
om 2 mån                                | Sun 2027-01-24
in a month                              | Thu 2026-12-24
in 2 months                             | Sun 2027-01-24
om tre dagar kl 9                       | Fri 2026-11-27 09:00
om en vecka                             | Tue 2026-12-01
inom en vecka                           | Tue 2026-12-01
in two weeks                            | Tue 2026-12-08
in a fortnight                          | Tue 2026-12-08
two weeks from now                      | Tue 2026-12-08
om en månad                             | Thu 2026-12-24
om en timme                             | Tue 2026-11-24 11:00
in an hour                              | Tue 2026-11-24 11:00
om 2h                                   | Tue 2026-11-24 12:00
in 90 minutes.                          | Tue 2026-11-24 11:30
om en halvtimme                         | Tue 2026-11-24 10:30
om en kvart                             | Tue 2026-11-24 10:15
kl 14                                   | Tue 2026-11-24 14:00
kl 10                                   | Wed 2026-11-25 10:00
kl. 7                                   | Wed 2026-11-25 07:00
14:00                                   | Tue 2026-11-24 14:00
ok, 14:00 funkar                        | Tue 2026-11-24 14:00
kl 1430                                 | Tue 2026-11-24 14:30
lunch                                   | Tue 2026-11-24 12:00
kl 24                                   | Wed 2026-11-25 00:00
"""

WEEKS = """
nästa vecka                             | Mon 2026-11-30
next week                               | Mon 2026-11-30
vecka 49                                | Mon 2026-11-30
V.49                                    | Mon 2026-11-30
v49 2027                                | Mon 2027-12-06
tisdag v 49                             | Tue 2026-12-01
tis v.49 14                             | Tue 2026-12-01 14:00
Wednesday week 50 at 10                 | Wed 2026-12-09 10:00
week 3                                  | Mon 2027-01-18
vecka 47                                | Mon 2027-11-22
vecka 53                                | Mon 2026-12-28
torsdag v 48                            | Thu 2026-11-26
på onsdag i nästa vecka kl 8.30         | Wed 2026-12-02 08:30
tuesday next week                       | Tue 2026-12-01
tisdag om två veckor                    | Tue 2026-12-08
torsdag om två veckor                   | Thu 2026-12-10
week after next                         | Mon 2026-12-07
fredag den här veckan                   | Fri 2026-11-27
1 december, vecka 49                    | Tue 2026-12-01
"""

DATES = """
2026-12-01 14:00                        | Tue 2026-12-01 14:00
2026-12-01T14                           | Tue 2026-12-01 14:00
2026-12-01T14:00:00                     | Tue 2026-12-01 14:00
2026/12/01                              | Tue 2026-12-01
2020-01-01                              | Wed 2020-01-01
1/12 kl 14                              | Tue 2026-12-01 14:00
1/12, 10:00                             | Tue 2026-12-01 10:00
1/12/26                                 | Tue 2026-12-01
1/12 2026 14:00                         | Tue 2026-12-01 14:00
1.12.2026                               | Tue 2026-12-01
Dec 1, at 2pm, so 1/12                  | Tue 2026-12-01 14:00
1 december 14:30                        | Tue 2026-12-01 14:30
1 dec                                   | Tue 2026-12-01
1 dec 14                                | Tue 2026-12-01 14:00
1 december 2030                         | Sun 2030-12-01
December 1st at 2pm                     | Tue 2026-12-01 14:00
Dec 1, 2026 2:30pm                      | Tue 2026-12-01 14:30
1st of December                         | Tue 2026-12-01
den 1:a december                        | Tue 2026-12-01
den 1:a                                 | Tue 2026-12-01
den 24 kl 10                            | Thu 2026-12-24 10:00
den 3 kl 10                             | Thu 2026-12-03 10:00
the 24th                                | Tue 2026-11-24
15:e kl 9                               | Tue 2026-12-15 09:00
den 31                                  | Thu 2026-12-31
24 november                             | Tue 2026-11-24
24 november kl 15                       | Tue 2026-11-24 15:00
24 november kl 9                        | Wed 2027-11-24 09:00
3 november                              | Wed 2027-11-03
29 feb                                  | Tue 2028-02-29
tisdag den 1 december kl 9              | Tue 2026-12-01 09:00
Tisdag 1/12 kl 14.00–15.00              | Tue 2026-12-01 14:00
fredag 27 kl 10                         | Fri 2026-11-27 10:00
fredag 27                               | Fri 2026-11-27
I'll call her on Thursday the 26th at 9:15am | Thu 2026-11-26 09:15
"""

TIMES = """
fredag em                               | Fri 2026-11-27
fredag eftermiddag kl 2                 | Fri 2026-11-27 14:00
imorgon kl 3 på eftermiddagen           | Wed 2026-11-25 15:00
imorgon bitti kl 6                      | Wed 2026-11-25 06:00
fredag fm em kl 3                       | Fri 2026-11-27
Good morning, Friday at 3               | Fri 2026-11-27
i kväll kl 8                            | Tue 2026-11-24 20:00
tonight at 8                            | Tue 2026-11-24 20:00
i eftermiddag kl 12                     | Tue 2026-11-24 12:00
fredag lunch                            | Fri 2026-11-27 12:00
noon on Friday                          | Fri 2026-11-27 12:00
lunch fredag kl 11.30                   | Fri 2026-11-27 11:30
fredag 9-11                             | Fri 2026-11-27 09:00
fredag 9 till 11                        | Fri 2026-11-27 09:00
2-3pm on Friday                         | Fri 2026-11-27 14:00
12-1 pm on Friday                       | Fri 2026-11-27 12:00
11-1pm on Friday                        | Fri 2026-11-27
friday ten o'clock                      | Fri 2026-11-27 10:00
12 am tomorrow                          | Wed 2026-11-25 00:00
12 pm tomorrow                          | Wed 2026-11-25 12:00
friday 14 pm                            | Fri 2026-11-27 14:00
friday 14 am                            | Fri 2026-11-27
fredag 24:00                            | Sat 2026-11-28 00:00
fredag 0:30                             | Fri 2026-11-27 00:30
fredag 06:30                            | Fri 2026-11-27 06:30
fredag 1                                | Fri 2026-11-27
fredag 6                                | Fri 2026-11-27
fredag 7                                | Fri 2026-11-27 07:00
fredag kl 1 på eftermiddagen            | Fri 2026-11-27 13:00
fredag 11-13                            | Fri 2026-11-27 11:00
fredag klockan tolv                     | Fri 2026-11-27 12:00
friday at two pm                        | Fri 2026-11-27 14:00
the 10 o'clock meeting on friday        | Fri 2026-11-27 10:00
Friday at 2                             | Fri 2026-11-27
fredag halv tre                         | Fri 2026-11-27
fredag halv 10                          | Fri 2026-11-27
half past nine on Friday                | Fri 2026-11-27
fredag tio i nio                        | Fri 2026-11-27
fredag 14 eller 15                      | Fri 2026-11-27
fredag 14:00 eller 15:00                | Fri 2026-11-27
fredag efter 14:00                      | Fri 2026-11-27
fredag efter lunch                      | Fri 2026-11-27
13-14 på fredag                         | Fri 2026-11-27 13:00
1430 fredag                             | Fri 2026-11-27 14:30
Friday 9am CET                          | Fri 2026-11-27
Friday 09:00 UTC                        | Fri 2026-11-27
2026-11-27T09:00Z                       | Fri 2026-11-27
2026-11-27 09:00+01:00                  | Fri 2026-11-27
fredag 25:00                            | Fri 2026-11-27
fredag 24:30                            | Fri 2026-11-27
fredag 14 personer                      | Fri 2026-11-27
fredag 14,5                             | Fri 2026-11-27
"""


@pytest.mark.parametrize(
    ("text", "expected"), rows(WEEKDAYS + AHEAD + WEEKS + DATES + TIMES)
)
def test_a_moment_is_read(text: str, expected: str) -> None:
    assert expected == told(read_moment(text, NOW))


NOT_READ = """
14
1430
halv tre
kl 3
kl 14 eller 15
nej
nu
så snart som möjligt
tisdag eller onsdag
tisdag/onsdag
tisdag kl 14 och torsdag kl 10
mån-fre
idag eller imorgon
imorgon, torsdag
onsdag 1 december
fredag 31
Thursday the 27th
vecka 49, 15 december
vecka 49 eller vecka 50
inte tisdag
hinner inte förrän torsdag
I can't do Tuesday
efter tisdag
before Friday
från tisdag
varje tisdag
every other Tuesday
förra tisdagen
last Tuesday
i tisdags
igår
förra veckan
tisdag förra veckan
yesterday or tomorrow
i tisdags eller på torsdag
första tisdagen i december
1st Tuesday
tisdag i december
in December
tisdag nästa månad
next year
efter semestern kl 10
tisdag efter jul
slutet av nästa vecka
end of next week
den här veckan
måndag den här veckan
måndag v 48
vecka 54
tuesday week
a week from Tuesday
1-5 december
December 1-5
1/12-14/12
1 eller 2 december
1 december eller 2
dec 1 or 2
12/31
31 november
2026-02-30
2026-13-01
50/50
december 2026
om 3 arbetsdagar
om 2-3 dagar
how about fri 2pm
när Karin är tillbaka kl 14
sommaren 2027
"""


@pytest.mark.parametrize("text", [line for line in NOT_READ.split("\n") if line])
def test_what_names_no_single_moment_is_not_read(text: str) -> None:
    assert read_moment(text, NOW) is None


def test_an_answer_carries_values() -> None:
    expected = WallTime(day=date(2026, 11, 24), at=time(14))
    assert expected == read_moment("tisdag 14", NOW)


@pytest.mark.parametrize(
    "text",
    ["\u200etisdag\u200b 14", "“tisdag 14”", "  tisdag \t 14\n", "tisdag\u00a014"],
    ids=["direction marks", "quotes", "blanks", "no-break space"],
)
def test_what_cannot_be_seen_changes_nothing(text: str) -> None:
    assert told(read_moment(text, NOW)) == "Tue 2026-11-24 14:00"


DAYS = """
tisdag                                  | 2026-12-01
tisdag 14                               | 2026-12-01
idag                                    | 2026-11-24
i övermorgon                            | 2026-11-26
nästa vecka                             | 2026-11-30
1 december kl 14                        | 2026-12-01
24/11                                   | 2026-11-24
2020-01-01                              | 2020-01-01
kl 14                                   | --
inte tisdag                             | --
vet inte                                | --
"""


@pytest.mark.parametrize(("text", "expected"), rows(DAYS))
def test_a_day_is_read(text: str, expected: str | None) -> None:
    found = read_day(text, NOW.date())
    assert expected == (found and str(found))


def test_a_month_without_that_day_ends_on_its_last_one() -> None:
    assert date(2027, 2, 28) == read_day("om en månad", date(2027, 1, 31))


def test_a_day_of_the_month_can_be_in_january() -> None:
    assert date(2027, 1, 5) == read_day("den 5", date(2026, 12, 20))


def test_a_week_that_begins_today_begins_today() -> None:
    assert date(2026, 11, 30) == read_day("vecka 49", date(2026, 11, 30))


def test_a_time_is_ahead_from_the_next_minute_on() -> None:
    half_past = NOW.replace(minute=30)
    assert told(read_moment("kl 10.30", half_past)) == "Wed 2026-11-25 10:30"
    assert told(read_moment("kl 10.31", half_past)) == "Tue 2026-11-24 10:31"


def test_a_leap_day_is_found_across_a_year_that_leaves_it_out() -> None:
    assert date(2104, 2, 29) == read_day("29 februari", date(2096, 3, 1))


def test_a_week_that_neither_this_year_nor_the_next_has_is_none() -> None:
    assert read_day("vecka 53", date(2027, 1, 11)) is None


@pytest.mark.parametrize("text", ["imorgon", "tisdag 14", "om en månad", "om 2 timmar"])
def test_beyond_the_end_of_the_calendar_there_is_no_day(text: str) -> None:
    assert read_day(text, date.max) is None
    assert read_moment(text, datetime.combine(date.max, time.max)) is None


def test_a_month_beyond_the_calendar_has_no_day() -> None:
    assert read_day("om 12 månader", date(9999, 6, 1)) is None
