"""Which answers open a case, and which do not: every prompt, every answer, and why.

The table is the decision, and the conversation must agree with it. That texts promise
the same is checked where content is loaded.
"""

from __future__ import annotations

from datetime import date

import pytest

from engagement.facts import CaseOpened
from tests.unit.flow_company import CATALOGUE
from tests.unit.flow_parts import Play, play, ways_to_fill_in

OFF = frozenset({date(2026, 12, 1)})
"A holiday, so that working days and days of the calendar part."
FIVE, TEN, TWENTY = date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 23)
FORTNIGHT, THIRTY = date(2026, 12, 8), date(2026, 12, 24)
SAID, NOTHING, CHOSEN, NUMBER = "said", "said none", "chosen", "number"

Row = tuple[str, date | None, str]
"Answers, the day by which a coordinator comes back, and why so, or why not at all."

TABLE: dict[str, tuple[Row, ...]] = {
    "P01": (("said, said none", None, "a statement of what is one's own"),),
    "P02": (
        ("chosen", None, "it was dealt with"),
        ("none", None, "an honest not yet; the owner of the figure is asked by P32"),
    ),
    "P03": (
        ("true", None, "nothing is to be changed"),
        ("adjust, gone", TEN, "an objective must be changed by somebody"),
    ),
    "P04": (
        ("chosen", TEN, "an objective must be changed by somebody"),
        ("none", None, "nothing is to be changed"),
    ),
    "P05": (("decided, discussed, absent", None, "what happened is what was asked"),),
    "P06": (
        ("said", THIRTY, "a routine that is a problem; promised in the text"),
        ("said none", None, "nothing was named"),
    ),
    "P07": (
        ("said", TEN, "a problem that nobody owns"),
        ("said none", None, "nothing was named"),
    ),
    "P08": (
        ("fund", None, "granted: the decision itself is what was waited for"),
        ("decline, later", TEN, "a request is declined or deferred"),
    ),
    "P09": (
        ("on_site, meeting, writing", None, "an example, told"),
        ("not_yet", None, "an honest not yet, without loss of face"),
    ),
    "P10": (
        ("yes", None, "no problem is named"),
        ("partly, no", TEN, "what has to change first is a problem, in a sentence"),
    ),
    "P11": (
        ("removed", None, "the obstacle is gone"),
        ("no_obstacle, no", None, "no problem is named"),
    ),
    "P12": (("number", None, "an estimate"),),
    "P13": (
        ("chosen", None, "it becomes a commitment, checked the day after"),
        ("none", None, "nothing was named"),
    ),
    "P14": (("said, said none", None, "what was done is told; it is over"),),
    "P15": (("number", None, "a count"),),
    "P16": (
        ("yes", TEN, "something is missing"),
        ("no, unknown", None, "nothing was named as missing"),
    ),
    "P17": (
        ("past_month, past_quarter, longer", None, "an account, kept for the review"),
    ),
    "P18": (
        ("done", None, "the customer was called"),
        ("planned", None, "it becomes a commitment, checked the day after"),
        ("blocked", FIVE, "blocked"),
        ("not_relevant", FIVE, "a request is declined, and the customer still waits"),
    ),
    "P19": (
        ("keep", None, "nothing is to be changed"),
        ("change, rewrite", TWENTY, "somebody has to draft the new wording"),
    ),
    "P20": (("zero, one, two, three", None, "an estimate"),),
    "P21": (
        ("confirm", None, "decided"),
        ("change, discuss", FIVE, "a proposal is declined or deferred"),
    ),
    "P22": (
        ("yes, once, no", None, "it is about the coordinator, who would own the case"),
    ),
    "P23": (
        ("up", TEN, "what has happened is a problem, or an opportunity, in a sentence"),
        ("unchanged, down", None, "nothing more is to be done"),
    ),
    "P24": (
        ("yes", None, "it helped"),
        ("early", None, "nobody knows yet; it is asked again"),
        ("no", TEN, "a risk is left without an action that helps"),
    ),
    "P25": (
        ("said", FORTNIGHT, "an opportunity that nobody owns; promised in the text"),
        ("said none", None, "nothing was named"),
    ),
    "P26": (("on_track, at_risk, off_track", None, "a low confidence leads to P28"),),
    "P27": (
        (
            "what, resources, who, when, evaluation",
            TEN,
            "something is missing in the plan, and told to get help",
        ),
        ("none", None, "nothing is missing"),
    ),
    "P28": (("said, said none", None, "it becomes a commitment"),),
    "P29": (
        ("said", TWENTY, "a problem that is still ahead"),
        ("said none", None, "nothing was named"),
    ),
    "P30": (("chosen", None, "the audit follows the finding up, by the day given"),),
    "P31": (
        ("all", None, "nothing is missing"),
        ("some, nobody", FIVE, "word of the decisions is missing"),
    ),
    "P32": (("said, said none", None, "a cause, which stands beside its signal"),),
    "P33": (("number", None, "a count"),),
    "P34": (
        ("said", FIVE, "it becomes an item of the agenda"),
        ("said none", None, "nothing was named"),
    ),
    "P35": (
        ("done", None, "it is done"),
        ("planned", None, "it becomes a commitment, checked the day after"),
        ("blocked", FIVE, "blocked"),
        ("not_relevant", TEN, "a request of the review is declined"),
    ),
    "P36": (
        ("keep", None, "nothing is to be done"),
        ("develop, replace", TWENTY, "somebody has to plan it"),
    ),
    "P37": (
        ("approve", None, "decided"),
        ("change, discuss", FIVE, "a proposal is declined or deferred"),
    ),
    "P38": (
        ("gone", None, "the cause is gone"),
        ("symptom, unknown", TEN, "the cause may still be there"),
    ),
    "P39": (
        (
            "hold, middle, best_quarter, not_comparable",
            None,
            "an ambition is what was asked",
        ),
    ),
    "P40": (
        (
            "heat, water, supply, customer_requirements",
            TWENTY,
            "a problem that belongs among the risks",
        ),
        ("none", None, "nothing was named"),
    ),
    "ASK": (("said, said none", None, "the coordinator who asked reads it at once"),),
    "CHECK": (
        ("kept", None, "it was done"),
        ("not_yet, changed", None, "one's own promise: a new time, or what came of it"),
    ),
    "NEAR": (("still_on, move, drop", None, "one's own promise, to keep or not"),),
    "PACE": (
        ("too_often, wrong_time, fine", None, "the machinery acts on it at once"),
        ("wrong_topic", FIVE, "other questions are the coordinator's to choose"),
    ),
}
EVERY = [
    (prompt_id, answer, due_on, why)
    for prompt_id, rows in TABLE.items()
    for answers, due_on, why in rows
    for answer in answers.split(", ")
]


def answers_of(prompt_id: str) -> dict[str, dict[str, str]]:
    """Return every answer that the card of a prompt takes, and how it is filled in."""
    prompt = CATALOGUE.by_id[prompt_id]
    own = {option.option_id for option in prompt.options}
    found: dict[str, dict[str, str]] = {}
    for values in ways_to_fill_in(play(prompt_id).section):
        answer = values.get("answer", values.get("track", ""))
        if prompt.kind == "sentence":
            found |= {SAID: values, NOTHING: values | {"answer": "Ingen"}}
        elif prompt.kind == "number":
            found[NUMBER] = values
        elif prompt.options_from is not None and answer not in own:
            found[CHOSEN] = values
        else:
            found[answer] = values
    return found


def given(prompt_id: str, answer: str) -> Play:
    asked = play(prompt_id, off=OFF)
    asked.press("answer", **answers_of(prompt_id)[answer])
    return asked


def test_every_prompt_is_decided_on() -> None:
    assert {p.prompt_id for p in CATALOGUE.prompts} == set(TABLE)
    assert 40 == sum(not p.internal for p in CATALOGUE.prompts)


@pytest.mark.parametrize("prompt_id", TABLE)
def test_every_answer_is_decided_on_once(prompt_id: str) -> None:
    decided = [answer for which, answer, _, _ in EVERY if which == prompt_id]

    assert sorted(answers_of(prompt_id)) == sorted(decided)


@pytest.mark.parametrize(("prompt_id", "answer", "due_on", "why"), EVERY)
def test_an_answer_opens_a_case_or_it_is_said_why_not(
    prompt_id: str, answer: str, due_on: date | None, why: str
) -> None:
    opened = [f for f in given(prompt_id, answer).facts if isinstance(f, CaseOpened)]

    assert [due_on] * (due_on is not None) == [one.due_on for one in opened], why
