"""Facts about messages, digests and the ledger itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engagement.facts.free_text import FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDelivered:
    """The platform acknowledged a message."""

    NAME: ClassVar = "message.delivered"
    message_id: str
    kind: str
    person_id: str | None
    channel: str | None
    platform: str
    conversation: str
    platform_message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFailed:
    """A message could not be delivered and will not be tried again."""

    NAME: ClassVar = "message.failed"
    message_id: str
    kind: str
    person_id: str | None
    channel: str | None
    platform: str
    reason: str
    code: str
    occasions: tuple[str, ...] | None = None
    "The questions in it."


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDoubtful:
    """A message may or may not have been delivered."""

    NAME: ClassVar = "message.doubted"
    message_id: str
    kind: str
    person_id: str | None
    channel: str | None
    platform: str
    code: str
    occasions: tuple[str, ...] | None = None
    "The questions in it."


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageClarified:
    """A coordinator said what became of a message that nobody knew about."""

    NAME: ClassVar = "message.clarified"
    message_id: str
    kind: str
    person_id: str | None
    outcome: str
    "``arrived`` or ``posted_again``."


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDropped:
    """A message was no longer wanted just before sending."""

    NAME: ClassVar = "message.dropped"
    message_id: str
    kind: str
    person_id: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEdited:
    """A person changed words that were already received."""

    NAME: ClassVar = "message.edited"
    person_id: str
    platform: str
    platform_message: str
    occasion_id: str | None
    text: FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDeleted:
    """A person removed words that were already received; the answer stands."""

    NAME: ClassVar = "message.deleted"
    person_id: str
    platform: str
    platform_message: str
    occasion_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageNotUnderstood:
    """Words that no open question could read; kept as they came."""

    NAME: ClassVar = "message.not_understood"
    person_id: str
    platform: str
    platform_message: str
    text: FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPosted:
    """A weekly digest was posted or posted again."""

    NAME: ClassVar = "digest.posted"
    period: str
    message_id: str
    revision: int
    signals: tuple[str, ...]
    "Keys of the episodes that led it as new."
    size: int
    "Of the ledger, as printed in the footer."
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceExported:
    """Records left the system."""

    NAME: ClassVar = "evidence.exported"
    clause: str | None
    person_id: str | None
    first: str | None
    "First day, ISO."
    last: str | None
    records: int
    size: int
    root: str
    manifest: str | None = None
    """SHA-256 of its ``manifest.json``, hex. The manifest names every other file by its
    hash, so whoever has this number can tell whether any of them was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceVerified:
    """A coordinator looked at what an answer points to; never at one of their own."""

    NAME: ClassVar = "evidence.verified"
    seq: int
    "The record that was looked into."
    occasion_id: str
    line: FreeText
    "What was looked at."


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRedacted:
    """A payload or one free text was taken out, by the book."""

    NAME: ClassVar = "record.redacted"
    seq: int
    field: str | None
    reason: str
    decided_by: str
    "The role that decided, not a name."
