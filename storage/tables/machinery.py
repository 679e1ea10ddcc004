"""What the machinery needs for itself; none of it is evidence."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from engagement.cards import Card
from storage.columns import ID, Encoded, Instant
from storage.tables.base import metadata, organisation_key

look = Table(
    "look",
    metadata,
    organisation_key(),
    Column("person_id", ID, primary_key=True),
    Column("at", Instant),
    Index("ix_look_at_person", "organisation_id", "at", "person_id"),
)
inbox = Table(
    "inbox",
    metadata,
    organisation_key(),
    Column("platform", ID, primary_key=True),
    Column("event_id", String(), primary_key=True),
    Column("received_at", Instant, nullable=False),
)
message = Table(
    "message",
    metadata,
    organisation_key(),
    Column("message_id", ID, primary_key=True),
    Column("kind", ID, nullable=False),
    Column("key", String(), nullable=False),
    Column("person_id", ID),
    Column("channel", ID),
    Column("platform", ID, nullable=False),
    Column("recipient", ID, nullable=False),
    Column("language", String(), nullable=False),
    Column("card", Encoded(Card)),
    Column("staged", Text),
    Column("parent", ID),
    Column("thread", ID),
    Column("visible_to", ID),
    Column("not_before", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("state", String(), nullable=False),
    Column("sent_at", Instant),
    Column("conversation", ID),
    Column("platform_message", ID),
    UniqueConstraint("organisation_id", "key"),
    Index(
        "ix_message_person_kind_created_at",
        "organisation_id",
        "person_id",
        "kind",
        "created_at",
    ),
    Index(
        "ix_message_conversation_platform_message",
        "organisation_id",
        "conversation",
        "platform_message",
    ),
    Index("ix_message_state", "organisation_id", "state"),
)
message_item = Table(
    "message_item",
    metadata,
    organisation_key(),
    Column("message_id", ID, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("occasion_id", ID, nullable=False),
    Index("ix_message_item_occasion", "organisation_id", "occasion_id"),
)
outbox = Table(
    "outbox",
    metadata,
    Column("outbox_id", Integer, primary_key=True),
    Column("organisation_id", ID, nullable=False),
    Column("message_id", ID, nullable=False),
    Column("action", String(), nullable=False),
    Column("lane", String(), nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("state", String(), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("lease_until", Instant),
    Column("reason", String(), nullable=False),
    Column("closed_at", Instant),
    Index(
        "ix_outbox_state_not_before_outbox",
        "organisation_id",
        "state",
        "not_before",
        "outbox_id",
    ),
    Index(
        "ix_outbox_lane_state_outbox", "organisation_id", "lane", "state", "outbox_id"
    ),
    Index("ix_outbox_message_action", "organisation_id", "message_id", "action"),
)
dialogue = Table(
    "dialogue",
    metadata,
    organisation_key(),
    Column("reference", String(), primary_key=True),
    Column("person_id", ID, nullable=False),
    Column("step", ID, nullable=False),
    Column("data", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
)
clock = Table(
    "clock",
    metadata,
    organisation_key(),
    Column("at", Instant, nullable=False),
)
pulse = Table(
    "pulse",
    metadata,
    organisation_key(),
    Column("name", ID, primary_key=True),
    Column("at", Instant, nullable=False),
)
file = Table(
    "file",
    metadata,
    organisation_key(),
    Column("file_id", ID, primary_key=True),
    Column("name", String(), nullable=False),
    Column("media_type", String(), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
    Column("visible_to", ID),
)
chat_message = Table(
    "chat_message",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("organisation_id", ID, nullable=False),
    Column("message_id", ID, nullable=False),
    Column("key", String()),
    Column("conversation", ID, nullable=False),
    Column("thread", ID),
    Column("author", ID),
    Column("card", Encoded(Card)),
    Column("text", Text),
    Column("posted_at", Instant, nullable=False),
    Column("edited_at", Instant),
    Column("deleted", Boolean, nullable=False),
    Column("visible_to", ID),
    UniqueConstraint("organisation_id", "message_id"),
    UniqueConstraint("organisation_id", "key"),
    Index(
        "ix_chat_message_conversation_number",
        "organisation_id",
        "conversation",
        "number",
    ),
    Index("ix_chat_message_thread_number", "organisation_id", "thread", "number"),
)
