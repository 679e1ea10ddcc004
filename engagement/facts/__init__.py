"""The closed union of everything that can be recorded, and its one encoding.

Rules: a fact has a fixed name ``subject.verb-in-past-tense`` and a version; it is
never renamed and never changes its meaning. A new field is optional; anything more is
a new version with its own class. Every fact has a golden encoding in the tests.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from engagement.catalogue import Reader
from engagement.codec import canonical, decode, encode
from engagement.errors import LedgerBroken
from engagement.facts.free_text import FreeText
from engagement.facts.kpis import (
    BaselineStated,
    KpiRecorded,
    ReadingRecorded,
    ReadingSetAside,
    ReadingWithdrawn,
    SignalDetected,
    SignalExplained,
)
from engagement.facts.messages import (
    DigestPosted,
    EvidenceExported,
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
    PersonLeft,
    PersonPaused,
    PersonRecorded,
    PersonResumed,
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
    PromptWithdrawn,
)
from engagement.facts.work import (
    ActionRecorded,
    CaseClosed,
    CaseOpened,
    CommitmentKept,
    CommitmentMade,
    CommitmentMissed,
    CommitmentMoved,
    CommitmentWithdrawn,
    EntryRecorded,
    GoalRecorded,
    ObjectiveRecorded,
    ObjectiveReviewed,
    ReviewRecorded,
    RiskRecorded,
    SubjectReviewed,
)
from engagement.ledger import Read, Redaction, Stored

Fact = (
    LedgerOpened
    | OrganisationRecorded
    | ProgrammeRecorded
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
    | PaceChanged
    | GoalRecorded
    | ObjectiveRecorded
    | ObjectiveReviewed
    | RiskRecorded
    | ReviewRecorded
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
    | CoordinatorTold
    | CommitmentMade
    | CommitmentKept
    | CommitmentMissed
    | CommitmentMoved
    | CommitmentWithdrawn
    | CaseOpened
    | CaseClosed
    | MessageDelivered
    | MessageFailed
    | MessageDoubtful
    | MessageDropped
    | MessageEdited
    | MessageDeleted
    | MessageNotUnderstood
    | DigestPosted
    | EvidenceExported
    | RecordRedacted
)
SCHEMA = 1
KINDS: Mapping[str, type[Fact]] = {kind.NAME: kind for kind in Fact.__args__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who recorded a fact, as they were then."""

    person_id: str | None
    "None: the machinery."
    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an inbound fact came from: the identity of the raw payload."""

    platform: str
    workspace: str
    user_id: str
    conversation: str
    message: str | None
    event_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Everything that makes a fact evidence."""

    author: Author
    occurred_at: datetime
    recorded_at: datetime
    on_behalf_of: str | None = None
    audience: tuple[Reader, ...] = ()
    "Who may see it besides its author; frozen, never widened afterwards."
    requirements: tuple[str, ...] = ()
    "As resolved then: ``iso9001:2015/5.1.1.e``."
    retention: str = "evidence"
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A fact and its header."""

    fact: Fact
    header: Header


def free_texts(fact: Fact) -> dict[str, str]:
    """Return the free texts of a fact by field name."""
    return {
        f.name: held.text
        for f in fields(fact)
        if isinstance(held := getattr(fact, f.name), FreeText) and held.text is not None
    }


def encode_record(record: Record, commit: Callable[[str, str], bytes]) -> bytes:
    """Return the canonical payload of a record, its free texts only committed to.

    ``commit`` turns a field name and its text into the commitment of that text.
    """
    texts, bare = free_texts(record.fact), encode(record.fact)
    return canonical(
        {
            "fact": {name: held for name, held in bare.items() if name not in texts},
            "header": encode(record.header),
            "texts": {name: commit(name, text).hex() for name, text in texts.items()},
        }
    )


def decode_record(
    kind: str, schema: int, payload: bytes, texts: Mapping[str, str | None]
) -> Record:
    """Return the record that a payload and its free texts are the form of.

    A free text that is None was redacted and stays so.

    Raises:
        LedgerBroken: the kind or the version is not one of ours, or the payload is
            not of that kind.
    """
    if schema != SCHEMA or kind not in KINDS:
        raise LedgerBroken(f"unknown kind or version: {kind} {schema}")
    try:
        data = json.loads(payload)
        held = {
            name: {} if texts.get(name) is None else {"text": texts[name]}
            for name in data["texts"]
        }
        fact: Any = decode(KINDS[kind], data["fact"] | held)
        return Record(fact=fact, header=decode(Header, data["header"]))
    except (KeyError, TypeError, ValueError) as error:
        raise LedgerBroken(f"{kind}: {error!r}") from error


def read_payload(stored: Stored) -> Read:
    """Return what of a stored payload concerns the verifier of the ledger."""
    data = json.loads(stored.payload or b"{}")
    redactions: tuple[Redaction, ...] = ()
    if stored.kind == RecordRedacted.NAME:
        gone = data["fact"]
        redactions = (Redaction(seq=gone["seq"], field=gone.get("field")),)
    commitments = {name: bytes.fromhex(held) for name, held in data["texts"].items()}
    return Read(texts=commitments, redactions=redactions)
