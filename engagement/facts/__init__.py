"""The closed union of everything that can be recorded, and its one encoding.

Rules: a fact has a fixed name ``subject.verb-in-past-tense`` and a version; it is
never renamed and never changes its meaning. A new field is optional; anything more is
a new version with its own class. Every fact has a golden encoding in the tests.

Words of people are never in a payload, only commitments to them: free texts, and the
words of a question, which may quote what somebody wrote.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from engagement.codec import canonical, decode, encode
from engagement.errors import LedgerBroken
from engagement.facts.access import ConsentStated, EvidenceOpened
from engagement.facts.free_text import FreeText
from engagement.facts.handovers import (
    ItemAccepted,
    ItemDeclined,
    ItemDropped,
    ItemHandedOver,
    ItemReturned,
)
from engagement.facts.header import Author as Author
from engagement.facts.header import Header
from engagement.facts.header import Source as Source
from engagement.facts.kpis import (
    BaselineStated,
    KpiRecorded,
    ReadingRecorded,
    ReadingSetAside,
    ReadingWithdrawn,
    SignalDetected,
    SignalExplained,
)
from engagement.facts.launch import (
    LaunchApproved,
    LaunchWidened,
    LaunchWorded,
    NoticeRecorded,
    OrganisationLaunched,
    OrganisationPaused,
    OrganisationResumed,
)
from engagement.facts.messages import (
    DigestPosted,
    EvidenceExported,
    EvidenceVerified,
    MessageClarified,
    MessageDeleted,
    MessageDelivered,
    MessageDoubtful,
    MessageDropped,
    MessageEdited,
    MessageFailed,
    MessageNotUnderstood,
    RecordRedacted,
)
from engagement.facts.organisation import (
    ClosedPeriodRecorded,
    EntryRetired,
    ImportAccepted,
    ImportUndone,
    LedgerOpened,
    OrganisationRecorded,
    ProgrammeRecorded,
)
from engagement.facts.people import (
    AbsenceRecorded,
    AbsenceWithdrawn,
    FunctionAssigned,
    FunctionEnded,
    IdentityLinked,
    PaceChanged,
    PersonIntroduced,
    PersonLeft,
    PersonPaused,
    PersonRecorded,
    PersonResumed,
    VisibilityChosen,
)
from engagement.facts.prompts import (
    AnswerDetailed,
    CoordinatorTold,
    PromptAnswered,
    PromptAsked,
    PromptDeferred,
    PromptExpired,
    PromptPlanned,
    PromptReminded,
    PromptSkipped,
    PromptSnoozed,
    PromptSuperseded,
    PromptUntriggered,
    PromptWithdrawn,
    QueueReported,
)
from engagement.facts.work import (
    ActionRecorded,
    AuditRecorded,
    CaseClosed,
    CaseHandedOver,
    CaseOpened,
    CaseReminded,
    CommitmentKept,
    CommitmentMade,
    CommitmentMissed,
    CommitmentMoved,
    CommitmentWithdrawn,
    DialogueHeld,
    EntryRecorded,
    GoalRecorded,
    ObjectiveRecorded,
    ObjectiveReviewed,
    ReviewRecorded,
    RiskRecorded,
    SubjectReviewed,
)
from engagement.ledger import Read, Redaction, Stored
from engagement.questions import Question

Fact = (
    LedgerOpened
    | OrganisationRecorded
    | ProgrammeRecorded
    | NoticeRecorded
    | LaunchWorded
    | LaunchApproved
    | OrganisationLaunched
    | LaunchWidened
    | OrganisationPaused
    | OrganisationResumed
    | ClosedPeriodRecorded
    | ImportAccepted
    | ImportUndone
    | EntryRetired
    | PersonRecorded
    | PersonLeft
    | IdentityLinked
    | FunctionAssigned
    | FunctionEnded
    | AbsenceRecorded
    | AbsenceWithdrawn
    | PersonPaused
    | PersonResumed
    | PersonIntroduced
    | PaceChanged
    | VisibilityChosen
    | GoalRecorded
    | ObjectiveRecorded
    | ObjectiveReviewed
    | RiskRecorded
    | ReviewRecorded
    | AuditRecorded
    | ActionRecorded
    | EntryRecorded
    | SubjectReviewed
    | KpiRecorded
    | ReadingRecorded
    | ReadingWithdrawn
    | ReadingSetAside
    | BaselineStated
    | SignalDetected
    | SignalExplained
    | PromptPlanned
    | PromptDeferred
    | PromptAsked
    | PromptReminded
    | PromptAnswered
    | AnswerDetailed
    | PromptSnoozed
    | PromptSkipped
    | PromptExpired
    | PromptWithdrawn
    | PromptSuperseded
    | PromptUntriggered
    | CoordinatorTold
    | QueueReported
    | CommitmentMade
    | CommitmentKept
    | CommitmentMissed
    | CommitmentMoved
    | CommitmentWithdrawn
    | DialogueHeld
    | CaseOpened
    | CaseHandedOver
    | CaseReminded
    | CaseClosed
    | ItemHandedOver
    | ItemAccepted
    | ItemDeclined
    | ItemReturned
    | ItemDropped
    | MessageDelivered
    | MessageFailed
    | MessageDoubtful
    | MessageClarified
    | MessageDropped
    | MessageEdited
    | MessageDeleted
    | MessageNotUnderstood
    | DigestPosted
    | EvidenceExported
    | EvidenceOpened
    | ConsentStated
    | EvidenceVerified
    | RecordRedacted
)
SCHEMA = 1
KINDS: Mapping[str, type[Fact]] = {kind.NAME: kind for kind in Fact.__args__}
_QUESTION = ("text", "object")
"Words of a question that may quote somebody: an answer, a promise, a coordinator."


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A fact and its header."""

    fact: Fact
    header: Header


def free_texts(fact: Fact) -> dict[str, str]:
    """Return the words of people in a fact: ``text``, ``question.text`` ..."""
    found = {
        f.name: held.text
        for f in fields(fact)
        if isinstance(held := getattr(fact, f.name), FreeText) and held.text is not None
    }
    question: Question | None = getattr(fact, "question", None)
    if question is not None:
        said = {f"question.{name}": getattr(question, name) for name in _QUESTION}
        found |= {name: words for name, words in said.items() if words}
    return found


def _without(bare: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    left = dict(bare)
    for name in names:
        field, _, part = name.partition(".")
        if part:
            left[field] = {k: held for k, held in left[field].items() if k != part}
        else:
            del left[field]
    return left


def _with(
    bare: dict[str, Any], names: Iterable[str], texts: Mapping[str, str | None]
) -> dict[str, Any]:
    whole = dict(bare)
    for name in names:
        text = texts.get(name)
        field, _, part = name.partition(".")
        if part:
            whole[field] = {part: text or "", **whole[field]}
        else:
            whole[field] = {} if text is None else {"text": text}
    return whole


def encode_record(record: Record, commit: Callable[[str, str], bytes]) -> bytes:
    """Return the canonical payload of a record, its free texts only committed to.

    ``commit`` turns a field name and its text into the commitment of that text.
    """
    texts = free_texts(record.fact)
    return canonical(
        {
            "fact": _without(encode(record.fact), texts),
            "header": encode(record.header),
            "texts": {name: commit(name, text).hex() for name, text in texts.items()},
        }
    )


def decode_record(
    kind: str, schema: int, payload: bytes, texts: Mapping[str, str | None]
) -> Record:
    """Return the record that a payload and its free texts are the form of.

    A free text that is None was redacted and stays so; such words of a question are
    empty.

    Raises:
        LedgerBroken: the kind or the version is not one of ours, or the payload is
            not of that kind.
    """
    if schema != SCHEMA or kind not in KINDS:
        raise LedgerBroken(f"unknown kind or version: {kind} {schema}")
    try:
        data = json.loads(payload)
        fact: Any = decode(KINDS[kind], _with(data["fact"], data["texts"], texts))
        return Record(fact=fact, header=decode(Header, data["header"]))
    except (KeyError, TypeError, ValueError) as error:
        raise LedgerBroken(f"{kind}: {error!r}") from error


def read_payload(stored: Stored) -> Read:
    """Return what of a stored payload concerns the verifier of the ledger.

    Raises:
        LedgerBroken: the payload is none that we write.
    """
    try:
        data = json.loads(stored.payload or b"")
        commitments = {n: bytes.fromhex(c) for n, c in dict(data["texts"]).items()}
        if stored.kind != RecordRedacted.NAME:
            return Read(texts=commitments)
        gone = decode(RecordRedacted, data["fact"])
    except (KeyError, TypeError, ValueError) as error:
        raise LedgerBroken(f"{stored.kind}: {error!r}") from error
    redaction = Redaction(seq=gone.seq, field=gone.field)
    return Read(texts=commitments, redactions=(redaction,))
