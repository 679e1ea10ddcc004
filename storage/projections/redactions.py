"""What a redaction reaches: every copy in the state of what went.

Rules: the state never moves back. A question that was answered stays answered when its
answer is taken out, or the planner would ask and remind again; only content goes. Of
a whole payload the index keeps kind and time, and no longer says whom it was about.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import bindparam, func, select

from engagement import facts as f
from engagement.people import Person
from engagement.questions import Given, Question
from engagement.texts import Bilingual
from storage import tables as t
from storage.projections.base import Place
from storage.statements import remove

_TEXTS = (
    (t.occasion, "free_text", "free_text_seq", {"free_text"}),
    (t.occasion, "answer_text", "answer_seq", {"text", "line"}),
    (t.answer_detail, "text", "seq", {"text"}),
    (t.commitment, "what", "what_seq", {"what"}),
    (t.case, "outcome", "outcome_seq", {"outcome"}),
    (t.case, "words", "words_seq", {"text"}),
    (t.talk, "line", "line_seq", {"line"}),
    (t.reading, "note", "note_seq", {"note"}),
    (t.reading, "set_aside_reason", "set_aside_seq", {"reason"}),
    (t.baseline, "reason", "seq", {"reason"}),
    (t.launch_text, "text", "seq", {"text"}),
)
"""Every copy of a free text in the state: table, column, the column that names the
record it is from, and what it is called in that record."""

_asked = select(t.occasion.c.occasion_id, t.occasion.c.question).where(
    t.occasion.c.organisation_id == bindparam("whose"),
    t.occasion.c.question_seq == bindparam("seq"),
)
_indexed = select(t.evidence.c.kind, t.evidence.c.entry).where(
    t.evidence.c.organisation_id == bindparam("whose"),
    t.evidence.c.seq == bindparam("seq"),
)
_newest = select(func.max(t.evidence.c.seq)).where(
    t.evidence.c.organisation_id == bindparam("whose"),
    t.evidence.c.entry == bindparam("entry"),
    t.evidence.c.kind == bindparam("kind"),
)
_person = select(t.person.c.body).where(
    t.person.c.organisation_id == bindparam("whose"),
    t.person.c.person_id == bindparam("person_id"),
)


def record_redacted(place: Place, fact: f.RecordRedacted) -> None:
    """Empty every copy of what went."""
    for table, column, seq, names in _TEXTS:
        if fact.field is None or fact.field in names:
            place.update(table, {seq: fact.seq}, **{column: None})
    _question(place, fact)
    if fact.field is None:
        place.update(t.occasion, {"answer_seq": fact.seq}, answer=None)
        place.update(t.answer_detail, {"seq": fact.seq}, given=Given())
        _forget_person(place, fact.seq)
        _forget_whom(place, fact.seq)


def _question(place: Place, fact: f.RecordRedacted) -> None:
    values = {"whose": place.organisation_id, "seq": fact.seq}
    for row in place.connection.execute(_asked, values).all():
        question: Question = row.question
        if fact.field in {None, "question.text"}:
            question = replace(question, text="")
        if fact.field in {None, "question.object"}:
            question = replace(question, object="")
        place.update(t.occasion, {"occasion_id": row.occasion_id}, question=question)


def _forget_person(place: Place, seq: int) -> None:
    """Leave of a person, where this was the newest that is known, the bare id."""
    whose = {"whose": place.organisation_id}
    row = place.connection.execute(_indexed, whose | {"seq": seq}).first()
    if row is None or row.kind != f.PersonRecorded.NAME:
        return
    about = {"entry": row.entry, "kind": row.kind}
    if place.connection.scalar(_newest, whose | about) != seq:
        return
    person_id = row.entry.partition(":")[2]
    body: Person | None = place.connection.scalar(
        _person, whose | {"person_id": person_id}
    )
    if body is not None:
        bare = replace(body, name=person_id, role=Bilingual(), email=None)
        place.update(t.person, {"person_id": person_id}, body=bare)


def _forget_whom(place: Place, seq: int) -> None:
    nobody = dict.fromkeys(("person_id", "entry", "occasion_id", "message"))
    place.update(t.evidence, {"seq": seq}, **nobody)
    own = {"organisation_id": place.organisation_id, "seq": seq}
    remove(place.connection, t.evidence_requirement, own)
