"""How it goes, none, unknown and commands, as busy people type them."""

from __future__ import annotations

import pytest

from engagement.typed import command_of, is_none, is_unknown, read_four_way
from engagement.vocabulary import FOUR_WAY
from tests.unit.typed_parts import rows

FOUR = """
klart                                   | done         |
Klar!                                   | done         |
gjort                                   | done         |
Färdigt.                                | done         |
ja gjort                                | done         |
Ja, klart.                              | done         |
yes done                                | done         |
check                                   | done         |
check, se protokoll                     | done         | se protokoll
det är klart                            | done         |
It's all done                           | done         |
I've finished                           | done         |
completed                               | done         |
✅                                      | done         |
✔️                                      | done         |
👍🏽                                      | done         |
👍!                                     | done         |
⏎✅                                     | done         |
✅ klart                                | done         |
✅ planerat tisdag                      | planned      | tisdag
klart 👍                                | done         |
klart, se protokoll 12                  | done         | se protokoll 12
klart – se protokoll 12                 | done         | se protokoll 12
klart - se protokoll                    | done         | se protokoll
klart (se protokoll)                    | done         | (se protokoll)
Klart⏎Se protokoll                      | done         | Se protokoll
Klart. Mötet hölls 12 november.         | done         | Mötet hölls 12 november.
klart idag                              | done         | idag
gjort i tisdags                         | done         | i tisdags
done yesterday                          | done         | yesterday
finished last week                      | done         | last week
klart sedan tisdag                      | done         | sedan tisdag
done by Karin                           | done         | by Karin
klart 100 %                             | done         | 100 %
klart men inte dokumenterat             | done         | men inte dokumenterat
“klart”                                 | done         |
planerat                                | planned      |
planerat tisdag 14                      | planned      | tisdag 14
Planerad: tisdag 14                     | planned      | tisdag 14
ska göra det tisdag 14                  | planned      | tisdag 14
ska göras                               | planned      |
planned, Tuesday 2pm                    | planned      | Tuesday 2pm
scheduled                               | planned      |
I'll do it Tuesday                      | planned      | Tuesday
will do                                 | planned      |
planerat: klart på fredag               | planned      | klart på fredag
kört fast                               | blocked      |
kört fast: ingen budget                 | blocked      | ingen budget
kört fast ingen budget                  | blocked      | ingen budget
Har kört fast. Väntar på IT.            | blocked      | Väntar på IT.
Vi har kört fast på budgeten            | blocked      | på budgeten
kort fast                               | blocked      |
kört fast: stopp hos leverantören       | blocked      | stopp hos leverantören
fast                                    | blocked      |
fast: ingen budget                      | blocked      | ingen budget
fast i upphandlingen                    | blocked      | i upphandlingen
stopp, inga pengar                      | blocked      | inga pengar
hindrad av IT                           | blocked      | av IT
blocked—No budget from the CFO          | blocked      | No budget from the CFO
I'm stuck                               | blocked      |
can’t, no budget                        | blocked      | no budget
kan inte före jul                       | blocked      | före jul
stuck right now                         | blocked      | right now
inte aktuellt                           | not_relevant |
ej aktuellt längre                      | not_relevant |
det är inte längre aktuellt             | not_relevant |
inte relevant: avtalet är slut          | not_relevant | avtalet är slut
n/a                                     | not_relevant |
N/A this year                           | not_relevant | this year
NA: contract ended                      | not_relevant | contract ended
not relevant                            | not_relevant |
not applicable, sold                    | not_relevant | sold
"""


@pytest.mark.parametrize(("text", "expected", "rest"), rows(FOUR))
def test_how_it_goes_is_read(text: str, expected: str, rest: str) -> None:
    assert (expected, rest) == read_four_way(text)


def test_the_meanings_are_the_ids_of_the_four_way_question() -> None:
    answers = ("klart", "planerat", "kört fast", "inte aktuellt")
    found = [read_four_way(answer) for answer in answers]
    assert [(option, "") for option in FOUR_WAY] == found


@pytest.mark.parametrize(
    "text",
    """
inte klart
ej klar
inte gjort än
det är inte klart
klart är det inte
klart inte
not done
not yet
inte än
not blocked
inte fast
not relevant yet
klart än
✅ inte klart
👍 vi kör på tisdag
nästan klart
almost done
delvis klart
oklart
klart?
klart/planerat
klart eller planerat
planerat men kört fast
done, planned
klart snart
klart på fredag
klart efter fredag
klart imorgon
klart 12 december
done by Friday
done in two weeks
done when Karin answers
klart till 90 %
klart 50 %
klart: 50 %
klart att vi gör det
klart vi ska göra det
fast det är klart
fast vi jobbar på det
fastän det är klart
check with Karin
check-in på tisdag
kan inte säga
can't say
kan inte just nu
can't right now
ja
nä
ok
tisdag 14
kört
vi kör vidare som vanligt och hoppas att det snart är klart
""".strip().split("\n"),
)
def test_what_says_no_single_one_of_the_four_is_not_read(text: str) -> None:
    assert read_four_way(text) is None


@pytest.mark.parametrize("text", ["", " ", "!", "\u200b", "👀"])
def test_without_words_there_is_no_answer(text: str) -> None:
    assert read_four_way(text) is None


@pytest.mark.parametrize(
    "text",
    """
ingen
Inga.
inget
ingenting
none
Nothing!
nej inget
Nej, ingen
ingen än
none yet
inga alls
inget särskilt
-
–
—
""".strip().split("\n"),
)
def test_none_is_said(text: str) -> None:
    assert is_none(text)


@pytest.mark.parametrize(
    "text", ["", "nej", "no", "vet inte", "?", "n/a", "ingen budget", "inget möte"]
)
def test_none_is_not_said(text: str) -> None:
    assert not is_none(text)


@pytest.mark.parametrize(
    "text",
    """
vet inte
Vet inte än.
jag vet inte
nej, jag vet inte
ingen aning
no idea
don't know
I don’t know yet
dont know
not sure
?
??
""".strip().split("\n"),
)
def test_not_knowing_is_said(text: str) -> None:
    assert is_unknown(text)


@pytest.mark.parametrize(
    "text",
    ["", "ingen", "vet", "vet inte, fråga Karin", "Karin vet inte", "nej " * 13],
)
def test_not_knowing_is_not_said(text: str) -> None:
    assert not is_unknown(text)


COMMANDS = """
help                                    | help
Hjälp!                                  | help
?                                       | help
hej                                     | help
Hi                                      | help
hello                                   | help
status                                  | status
Läge                                    | status
"""


@pytest.mark.parametrize(("text", "expected"), rows(COMMANDS))
def test_a_bare_word_is_a_command(text: str, expected: str) -> None:
    assert expected == command_of(text)


@pytest.mark.parametrize("text", ["", "??", "hej på dig", "help me", "statusmöte"])
def test_more_than_the_bare_word_is_no_command(text: str) -> None:
    assert command_of(text) is None
