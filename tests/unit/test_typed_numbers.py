"""Numbers as busy people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engagement.typed import read_number
from tests.unit.typed_parts import rows

READ = """
95,2                           | 95.2
95.2                           | 95.2
95,0                           | 95.0
0                              | 0
007                            | 7
,5                             | 0.5
.5                             | 0.5
8.                             | 8
8!                             | 8
8?                             | 8
ca 95                          | 95
c:a 95                         | 95
ca: 95                         | 95
Cirka 95                       | 95
ungefär 95                     | 95
about 95                       | 95
approx. 95                     | 95
~95                            | 95
typ 4                          | 4
kanske 4                       | 4
95 %                           | 95
95%                            | 95
95 procent                     | 95
120 tkr                        | 120
120tkr                         | 120
120 kSEK                       | 120
500 kr                         | 500
kr 500                         | 500
SEK 500                        | 500
€500                           | 500
35 ppm                         | 35
3 dagar                        | 3
5 st                           | 5
5st                            | 5
3 stycken                      | 3
95 m²                          | 95
1 200                          | 1200
1 200 500                      | 1200500
1 200,5                        | 1200.5
1.200,50                       | 1200.50
1,200.50                       | 1200.50
1.200.500                      | 1200500
1,200,500                      | 1200500
1.234                          | 1.234
1,234                          | 1.234
-3                             | -3
−3                             | -3
–3                             | -3
minus 3                        | -3
+3                             | 3
9/10                           | 9
9 / 10                         | 9
10/10                          | 10
0/10                           | 0
8 av 10                        | 8
8 of 10                        | 8
8 out of 10                    | 8
19 av 20                       | 19
åtta av tio                    | 8
en av tre                      | 1
3 av våra kunder               | 3
noll                           | 0
tio                            | 10
zero                           | 0
ten                            | 10
Åtta                           | 8
två kunder                     | 2
noll avvikelser                | 0
en                             | 1
ett                            | 1
one                            | 1
en dag                         | 1
en åtta                        | 8
a 7                            | 7
nog en 7:a                     | 7
8:a                            | 8
inga                           | 0
Ingen                          | 0
none                           | 0
inga alls                      | 0
none so far                    | 0
I'd say 7                      | 7
We're at 95.2%                 | 95.2
I think 8                      | 8
Vi ligger på 95,2              | 95.2
jag säger 8                    | 8
just nu 4                      | 4
8 tror jag                     | 8
8, men orolig för lagret       | 8
8 – leveranserna sackar        | 8
8 and falling                  | 8
det blev 95,2 % i oktober      | 95.2
95,2 v47                       | 95.2
"""


@pytest.mark.parametrize(("text", "expected"), rows(READ))
def test_a_number_is_read(text: str, expected: str) -> None:
    assert expected == str(read_number(text))


@pytest.mark.parametrize(
    "counted",
    [
        "noll ett två tre fyra fem sex sju åtta nio tio elva tolv",
        "zero one two three four five six seven eight nine ten eleven twelve",
    ],
)
def test_numbers_are_read_from_words(counted: str) -> None:
    assert list(range(13)) == [read_number(word) for word in counted.split()]


@pytest.mark.parametrize("blank", ["\u00a0", "\u2009", "\u202f", "\u2007", "  "])
def test_any_blank_divides_thousands(blank: str) -> None:
    assert Decimal(1200) == read_number(f"1{blank}200")


def test_other_forms_of_digits_are_the_same_digits() -> None:
    assert Decimal(8) == read_number("8\ufe0f\u20e3") == read_number("８")


NOT_READ = """
3 eller 4
3 or 4
3-4
3–4
3 till 4
3 to 4
tre eller fyra
tio-tolv
mellan 3 och 4
8, ner från 9
95 ± 2
12 3456
1.2.3
1.20.300,5
8/9
9/12
11/10
-1/10
minst 95
95 minst
över 90
>95
<5
10+
95 eller mer
3 till
2 miljoner
2 mkr
5k
3 tusen
fem hundra
8 och en halv
8½
95½
10²
1e5
100x200
14:30
kl 14
2 pm
14 dec
1/12
2026-12-01
tisdag 14
14 tisdag
P26
Q3
vet inte
ingen aning
inga problem
none of your business
inga av 8
en massa
ett par
a few
- 5
nej
tusen
%
"""


@pytest.mark.parametrize("text", [line for line in NOT_READ.split("\n") if line])
def test_what_is_no_single_number_is_not_read(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "...", "ca"])
def test_nothing_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_more_digits_than_any_reading_has_are_refused() -> None:
    assert Decimal("9" * 15) == read_number("9" * 15)
    assert read_number("9" * 16) is None
