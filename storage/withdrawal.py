"""Somebody takes their own words back: out of the ledger, the state and what was shown.

Rules: the fact stays, and so do leaf, root and proofs; ``record.redacted`` says that a
text went. What quotes the words goes with them: earlier revisions, a commitment in the
same words, the words of a question about it. What other people wrote is theirs. Of what
was shown, cards keep everything but the words, and the platform gets them anew. A line
that its writer typed into the web chat is ours to empty, one typed elsewhere is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.ports.store import Withdrawal
from engagement.errors import NotFound
from engagement.facts import Fact, Record, free_texts
from engagement.withdrawing import is_telling, quotes, stem
from storage import tables as t
from storage.copies import Copies
from storage.records import decoded, read_these
from storage.redaction import redact
from storage.repositories.base import WHOSE

if TYPE_CHECKING:
    from storage.unit import UnitInSql

REASON, DECIDED_BY = "withdrawn", "author"
_QUOTES = "question."
"Fields with the words of a question: the machinery's, whomever they quote."

_texts = select(t.ledger_text.c.seq, t.ledger_text.c.field, t.ledger_text.c.text).where(
    t.ledger_text.c.organisation_id == WHOSE, t.ledger_text.c.text.is_not(None)
)
_about = select(t.occasion.c.occasion_id).where(
    t.occasion.c.organisation_id == WHOSE, t.occasion.c.subject == bindparam("subject")
)
_cases = select(t.case.c.case_id).where(
    t.case.c.organisation_id == WHOSE, t.case.c.occasion_id == bindparam("which")
)


def withdraw(unit: UnitInSql, record: Callable[[Fact], int], wish: Withdrawal) -> int:
    """Take a person's own words out; returns how many texts of the ledger went.

    Raises:
        NotFound: they are not the person's, or went before.
    """
    found = _demanded(unit, wish)
    words = free_texts(found.fact)[wish.field]
    occasions, cases = _concerned(unit, found.fact)
    first = (wish.seq, wish.field)
    places = [first]
    for seq, name in _quoting(unit, words):
        other = _record(unit, seq)
        if other is None or (seq, name) == first:
            continue
        if _goes_too(wish, words, other, name, occasions):
            places.append((seq, name))
    for seq, name in places:
        redact(unit, record, seq, field=name, reason=REASON, decided_by=DECIDED_BY)
    Copies(
        unit=unit,
        wish=wish,
        words=words,
        typed_as=found.header.source.message if found.header.source else None,
        speaking=occasions | cases,
        occasions=occasions | _asked(unit, [seq for seq, _ in places]),
    ).empty()
    return len(places)


def _demanded(unit: UnitInSql, wish: Withdrawal) -> Record:
    """Return the record, if it still holds these words and they are the person's."""
    found = _record(unit, wish.seq)
    own = found is not None and _is_by(found, wish.person_id)
    if found is None or not own or wish.field.startswith(_QUOTES):
        raise NotFound("text_gone")
    if wish.field not in free_texts(found.fact):
        raise NotFound("text_gone")
    return found


def _is_by(record: Record, person_id: str) -> bool:
    return person_id in {record.header.author.person_id, record.header.on_behalf_of}


def _concerned(unit: UnitInSql, fact: Fact) -> tuple[frozenset[str], frozenset[str]]:
    """Return the questions and the cases that can speak of what a fact says."""
    which = getattr(fact, "occasion_id", None)
    promises = unit.promises
    found = promises.commitment(getattr(fact, "commitment_id", "")) or promises.case(
        getattr(fact, "case_id", "")
    )
    if which is None and found is not None:
        which = found.occasion_id
    if which is None:
        return frozenset(), frozenset()
    whose = {"whose": unit.organisation_id}
    run = unit.connection.execute
    about = {which}
    for one in unit.promises.commitments_of_occasion(which):
        subject = {"subject": f"commitment:{one.commitment_id}"}
        about |= set(run(_about, whose | subject).scalars())
    cases = run(_cases, whose | {"which": which}).scalars()
    return frozenset(about), frozenset(cases)


def _asked(unit: UnitInSql, numbers: list[int]) -> frozenset[str]:
    """Return the questions that some records belong to."""
    found = (_record(unit, seq) for seq in numbers)
    which = (getattr(one.fact, "occasion_id", None) for one in found if one)
    return frozenset(one for one in which if one is not None)


def _record(unit: UnitInSql, seq: int) -> Record | None:
    stored = read_these(unit.connection, unit.organisation_id, [seq])
    return next((record for _, record in decoded(stored)), None)


def _quoting(unit: UnitInSql, words: str) -> Iterator[tuple[int, str]]:
    """Yield record and field of every free text that holds the words."""
    holding = t.ledger_text.c.text.contains(stem(words), autoescape=True)
    rows = unit.connection.execute(
        _texts.where(holding), {"whose": unit.organisation_id}
    ).all()
    for row in rows:
        if quotes(row.text, words):
            yield row.seq, row.field


def _goes_too(
    wish: Withdrawal,
    words: str,
    record: Record,
    name: str,
    occasions: frozenset[str],
) -> bool:
    """Whether a text is the same writer's, or quotes them in a question.

    Other questions in the same words are the organisation's: what they are about.
    """
    concerned = getattr(record.fact, "occasion_id", None) in occasions
    if name.startswith(_QUOTES):
        return concerned
    return _is_by(record, wish.person_id) and (concerned or is_telling(words))
