"""The strongest examples are chosen by rule, and each is a whole chain."""

from __future__ import annotations

from engagement.evidence import strongest, threads
from engagement.evidence.chains import chain_of
from engagement.grades import Grade
from tests.unit.told_parts import Told


def chosen(told: Told, most: int = 3) -> list[str]:
    """Return the questions of the strongest, in order."""
    found = strongest(threads(told.excerpt()).values(), most)
    return [chain.occasion_id for chain in found]


def test_the_grade_comes_first() -> None:
    told = Told()
    for which, option in (("action", "fund"), ("statement", "done")):
        told.ask(which)
        told.answer(which, option)
    told.promise("statement", "c1")

    assert ["action", "statement"] == chosen(told)


def test_then_how_much_of_the_chain_is_there() -> None:
    told = Told()
    for which in ("whole", "short"):
        told.ask(which)
        told.answer(which)
    told.promise("whole", "c1")
    told.answer("short", revision=2)

    assert ["whole", "short"] == chosen(told)


def test_then_the_newest() -> None:
    told = Told()
    for which in ("old", "new"):
        told.ask(which)
        told.answer(which)

    assert ["new", "old"] == chosen(told)


def test_there_are_three_at_most_and_never_a_no() -> None:
    told = Told()
    for which in ("a", "b", "c", "d"):
        told.answer(which)
    told.answer("no", "not_yet")
    told.ask("silent")

    assert ["d", "c", "b"] == chosen(told)


def test_a_chain_is_asked_said_promised_and_what_happened_after() -> None:
    told = Told()
    asked = told.ask("o")
    said = told.answer("o")
    proof = told.detail("o", "proof", "Protokoll 12")
    made = told.promise("o", "c1")
    kept = told.keep("c1")

    chain = chain_of(told.thread("o"))

    assert chain is not None
    parts = (chain.asked, chain.said, chain.promised, chain.after)
    assert [(asked,), (said, proof), (made,), (kept,)] == [
        tuple(one.seq for one in part) for part in parts
    ]
    assert (Grade.ARTEFACT, 4, kept) == (chain.grade, chain.links, chain.newest)
    assert not chain.decided


def test_an_answer_that_is_the_decision_needs_no_promise() -> None:
    told = Told()
    told.ask("o")
    told.answer("o", "fund")

    chain = chain_of(told.thread("o"))

    assert chain is not None
    assert (True, 3) == (chain.decided, chain.links)


def test_what_may_not_be_shown_is_in_no_example() -> None:
    told = Told()
    told.ask("hidden", shown=False)
    told.answer("hidden", shown=False)
    told.answer("open")
    told.promise("open", "c1")
    told.keep("c1", shown=False)

    assert ["open"] == chosen(told)
    chain = chain_of(told.thread("open"))
    assert chain is not None
    assert () == chain.after
    # Nor does it make anything stronger.
    assert Grade.STATEMENT is chain.grade
