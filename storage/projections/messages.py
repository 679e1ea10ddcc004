"""State of digests, and what a redaction reaches."""

from __future__ import annotations

from engagement import facts as f
from engagement.questions import Given
from storage import tables as t
from storage.projections.base import Place

_TEXTS = (
    (t.occasion, "free_text", "free_text_seq"),
    (t.occasion, "answer_text", "answer_seq"),
    (t.answer_detail, "text", "seq"),
    (t.commitment, "what", "what_seq"),
    (t.case, "outcome", "outcome_seq"),
    (t.reading, "note", "note_seq"),
    (t.reading, "set_aside_reason", "set_aside_seq"),
    (t.baseline, "reason", "seq"),
)
"Every copy of a free text in the state, with the number of the record it is from."


def digest_posted(place: Place, fact: f.DigestPosted) -> None:
    """Keep the newest posting of a period, and which episodes it led with."""
    place.put(
        t.digest,
        period=fact.period,
        message_id=fact.message_id,
        revision=fact.revision,
        posted_at=place.at,
    )
    for key in fact.signals:
        kpi_id, _, episode = key.partition("/")
        place.update(
            t.signal, {"kpi_id": kpi_id, "episode": episode}, digest=fact.period
        )


def record_redacted(place: Place, fact: f.RecordRedacted) -> None:
    """Empty every copy of what went."""
    for table, column, seq in _TEXTS:
        place.update(table, {seq: fact.seq}, **{column: None})
    if fact.field is None:
        place.update(t.occasion, {"answer_seq": fact.seq}, answer=None)
        place.update(t.answer_detail, {"seq": fact.seq}, given=Given())
