"""Whether a coordinator may mark a record as verified.

Rules: somebody else than the author looks, at something that they may read, and at
what stands: the newest version of an answer, what was given to back it up, or a
commitment that was kept. An honest no has nothing in it to verify.
"""

from __future__ import annotations

from engagement.access import may_read
from engagement.errors import NotAllowed, NotFound, Refused
from engagement.evidence.excerpt import Numbered
from engagement.evidence.threads import SAID, Thread
from engagement.facts import AnswerDetailed, CommitmentKept, Header
from engagement.grades import Grade
from engagement.people import Person


def demand_verifiable(
    one: Numbered, thread: Thread | None, who: Person
) -> tuple[Thread, Header]:
    """Return the question of a record and its header, if ``who`` may verify it.

    Raises:
        NotFound: there is no such record, or none that ``who`` may read.
        NotAllowed: it is of ``who`` themselves.
        Refused: it is no answer, an older version of one, or it says no.
    """
    record = one.record
    if record is None or not may_read(who, record.header):
        raise NotFound("record_unknown", seq=one.seq)
    answer = thread.answer if thread is not None else None
    whole = (*SAID, AnswerDetailed, CommitmentKept)
    if thread is None or not isinstance(record.fact, whole):
        raise Refused("verify_what", seq=one.seq)
    header = record.header
    behind = {header.author.person_id, header.on_behalf_of}
    behind |= {getattr(t.fact, "person_id", None) for t in thread.records}
    if who.person_id in behind:
        raise NotAllowed("verify_own", seq=one.seq)
    if answer is not None and one.seq < answer.seq:
        raise Refused("verify_old", seq=one.seq, newest=answer.seq)
    if thread.grade is Grade.NONE:
        raise Refused("verify_negative", seq=one.seq)
    return thread, header
