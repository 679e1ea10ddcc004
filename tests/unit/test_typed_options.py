"""Choosing among offered options in one's own words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from engagement.typed import read_option
from tests.unit.typed_parts import rows

Options = list[tuple[str, str]]

POLICY = [("keep", "Behåll"), ("change", "Ändra en mening"), ("rewrite", "Skriv om")]
SUPPLIER = [("keep", "Keep"), ("develop", "Develop"), ("replace", "Replace")]
TALKED = [
    ("floor", "Ja, ute i verksamheten"),
    ("meeting", "Ja, på möte"),
    ("written", "Ja, skriftligt"),
    ("none", "Inte än"),
]
MISSING = [("no", "Nej"), ("yes", "Ja, nämligen …"), ("unknown", "Vet inte")]
MISSING_EN = [("no", "No"), ("yes", "Yes, namely …"), ("unknown", "Don't know")]
COUNT = [(f"of_{n}", str(n)) for n in range(4)]
CHECK = [("kept", "Klart"), ("not_yet", "Inte än"), ("changed", "Det blev ändrat")]
TREND = [("up", "Up"), ("same", "Unchanged"), ("down", "Down")]
TOLD = [("all", "All"), ("some", "Some"), ("none", "Nobody yet")]
LINK = [
    ("true", "Stämmer"),
    ("adjust", "Behöver justeras"),
    ("gone", "Målet finns inte längre"),
]
GOALS = [
    ("O1", "Minska reklamationerna till 2 %"),
    ("O2", "Minska ledtiden"),
    ("none", "Inget"),
]

CHOSEN = [
    (
        POLICY,
        """
behåll                                  | keep    |
BEHÅLL!                                 | keep    |
Behåll?                                 | keep    |
behåll, behåll                          | keep    | behåll
“Behåll”                                | keep    |
behall                                  | keep    |
beh                                     | keep    |
behåll: fungerar bra                    | keep    | fungerar bra
behåll den tills vidare                 | keep    | den tills vidare
ändra                                   | change  |
ändra en mening - den andra             | change  | den andra
en mening                               | change  |
skriv om                                | rewrite |
1                                       | keep    |
2.                                      | change  |
(2)                                     | change  |
#2                                      | change  |
2:a                                     | change  |
nr 2                                    | change  |
Alternativ 3                            | rewrite |
b                                       | change  |
B)                                      | change  |
c) för gammal                           | rewrite | för gammal
1, bra som den är                       | keep    | bra som den är
2 - den sista                           | change  | den sista
den första                              | keep    |
the second one                          | change  |
first option                            | keep    |
first alternative                       | keep    |
andra alternativet                      | change  |
tredje: för gammal                      | rewrite | för gammal
""",
    ),
    (
        TALKED,
        """
ja, ute                                 | floor   |
ja på möte                              | meeting |
Ja, skriftligt: intranätet              | written | intranätet
ute                                     | floor   |
not yet                                 | none    |
Inte än, nästa vecka                    | none    | nästa vecka
nej inte än                             | none    |
""",
    ),
    (
        MISSING,
        """
nej                                     | no      |
no                                      | no      |
Nej, inget                              | no      | inget
nej inte vad jag vet                    | no      | inte vad jag vet
ja                                      | yes     |
yes                                     | yes     |
ja: spårbarhet                          | yes     | spårbarhet
japp, spårbarhet                        | yes     | spårbarhet
ja, nämligen spårbarhet                 | yes     | spårbarhet
vet inte                                | unknown |
don't know yet                          | unknown |
?                                       | unknown |
""",
    ),
    (
        MISSING_EN,
        """
no we have it all                       | no      | we have it all
nej                                     | no      |
yes traceability                        | yes     | traceability
vet inte än                             | unknown |
no idea                                 | unknown |
""",
    ),
    (
        COUNT,
        """
0                                       | of_0    |
1                                       | of_1    |
3                                       | of_3    |
två                                     | of_2    |
ca 2                                    | of_2    |
2 av 3                                  | of_2    |
none                                    | of_0    |
2: för få                               | of_2    | för få
b                                       | of_1    |
""",
    ),
    (
        CHECK,
        """
klart                                   | kept    |
done                                    | kept    |
gjort igår                              | kept    | igår
Klart, se protokoll                     | kept    | se protokoll
not yet, waiting for IT                 | not_yet | waiting for IT
inte klart                              | not_yet |
det blev ändrat: mötet ställdes in      | changed | mötet ställdes in
ändrat                                  | changed |
""",
    ),
    (
        TREND,
        """
up                                      | up      |
up, because of the strike               | up      | because of the strike
unch                                    | same    |
""",
    ),
    (
        TOLD,
        """
all                                     | all     |
nobody                                  | none    |
ingen                                   | none    |
""",
    ),
    (
        LINK,
        """
stämmer                                 | true    |
behöver justeras                        | adjust  |
målet                                   | gone    |
""",
    ),
    (
        GOALS,
        """
inget                                   | none    |
none                                    | none    |
minska led                              | O2      |
minska ledtiden: kritiskt               | O2      | kritiskt
reklamationerna                         | O1      |
2                                       | O2      |
""",
    ),
]


def every(tables: list[tuple[Options, str]]) -> list[pytest.ParameterSet]:
    return [
        pytest.param(options, *row.values, id=f"{options[0][0]}-{row.id}")
        for options, table in tables
        for row in rows(table)
    ]


@pytest.mark.parametrize(("options", "text", "expected", "rest"), every(CHOSEN))
def test_an_option_is_chosen(
    options: Options, text: str, expected: str, rest: str
) -> None:
    assert (expected, rest) == read_option(text, options)


NOT_CHOSEN = [
    (
        POLICY,
        """
be
keep
behåll eller skriv om
behåll, eller snarare skriv om
behåll inte
1 och 2
1, 2
1.5
1-2
4
0
a great idea
b, tror jag
den andra gången
d
en
""",
    ),
    (TALKED, "ja\nyes\nnej\nja, på möte och skriftligt"),
    (MISSING, "nej vet inte\nja eller nej\nja och nej\nnej och ja\nnja"),
    (MISSING_EN, "no one told me\nno problem"),
    (COUNT, "4\n2, 3\n2 eller 3\n1.5\n1-2\n2 5"),
    ([*COUNT, ("more", "Fler än 3")], "hej\ninte 1"),
    ([("open", "Klart i år"), ("late", "Senare")], "done"),
    (CHECK, "klart, inte än testat\nklart på fredag\ndet\nja"),
    (TREND, "up to you\nup or down\nu\ndown a bit"),
    (TOLD, "all except sales\nsome of them\nno"),
    (LINK, "stämmer inte\nstämmer inte längre\nbehöver tänka\nlängre\ninte"),
    (GOALS, "minska\n4"),
    (POLICY + POLICY, "behåll\nskriv"),
    ([], "ja\n1\ninget"),
]


@pytest.mark.parametrize(
    ("options", "text"),
    [(options, t) for options, table in NOT_CHOSEN for t in table.strip().split("\n")],
)
def test_what_could_mean_no_option_or_several_chooses_none(
    options: Options, text: str
) -> None:
    assert read_option(text, options) is None


@pytest.mark.parametrize("text", ["", " ", "!", "\u200b"])
def test_without_words_nothing_is_chosen(text: str) -> None:
    assert read_option(text, POLICY) is None


def test_a_whole_label_wins_over_a_longer_one_that_begins_with_it() -> None:
    assert read_option("Minska?", [("a", "Minska"), ("b", "Minska mer")]) == ("a", "")


def test_an_emoji_can_be_a_label() -> None:
    assert read_option("👍🏽", [("good", "👍"), ("bad", "👎")]) == ("good", "")


def test_a_label_without_words_is_only_chosen_by_its_place() -> None:
    assert read_option("2", [("a", "…"), ("b", "Behåll")]) == ("b", "")
    assert read_option("!", [("a", "…"), ("b", "Behåll")]) is None


SHIPPED = Path(__file__).parents[2] / "config/content/prompts"


def shipped() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield every list of options that ships, with a name."""
    for file in sorted(SHIPPED.glob("*.toml")):
        for prompt_id, prompt in tomllib.loads(file.read_text("utf-8")).items():
            for part in [prompt, *prompt.get("follow_ups", ())]:
                if part.get("options"):
                    yield f"{prompt_id}-{part.get('id', 'ask')}", part["options"]


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("listed", [pytest.param(o, id=name) for name, o in shipped()])
def test_every_shipped_label_chooses_its_own_option(
    listed: list[dict[str, str]], language: str
) -> None:
    options = [(option["id"], option[language]) for option in listed]
    for option_id, label in options:
        assert (option_id, "") == read_option(label.upper(), options)
