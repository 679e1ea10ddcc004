"""What the machinery needs for itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _look()
    _inbox()
    _message()
    _message_item()
    _outbox()
    _dialogue()
    _clock()
    _pulse()
    _file()
    _chat_message()


def _look() -> None:
    op.create_table(
        "look",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "person_id", name="pk_look"),
    )
    op.create_index("ix_look_at_person", "look", ["organisation_id", "at", "person_id"])


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation_id", "platform", "event_id", name="pk_inbox"
        ),
    )


def _message() -> None:
    op.create_table(
        "message",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("card", sa.Text(), nullable=True),
        sa.Column("staged", sa.Text(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("visible_to", sa.String(), nullable=True),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("conversation", sa.String(), nullable=True),
        sa.Column("platform_message", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id", "message_id", name="pk_message"),
        sa.UniqueConstraint(
            "organisation_id", "key", name="uq_message_organisation_id_key"
        ),
    )
    op.create_index(
        "ix_message_conversation_platform_message",
        "message",
        ["organisation_id", "conversation", "platform_message"],
    )
    op.create_index(
        "ix_message_person_kind_created_at",
        "message",
        ["organisation_id", "person_id", "kind", "created_at"],
    )
    op.create_index("ix_message_state", "message", ["organisation_id", "state"])


def _message_item() -> None:
    op.create_table(
        "message_item",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("occasion_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation_id", "message_id", "position", name="pk_message_item"
        ),
    )
    op.create_index(
        "ix_message_item_occasion", "message_item", ["organisation_id", "occasion_id"]
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("outbox_id", name="pk_outbox"),
    )
    op.create_index(
        "ix_outbox_lane_state_outbox",
        "outbox",
        ["organisation_id", "lane", "state", "outbox_id"],
    )
    op.create_index(
        "ix_outbox_message_action",
        "outbox",
        ["organisation_id", "message_id", "action"],
    )
    op.create_index(
        "ix_outbox_state_not_before_outbox",
        "outbox",
        ["organisation_id", "state", "not_before", "outbox_id"],
    )


def _dialogue() -> None:
    op.create_table(
        "dialogue",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "reference", name="pk_dialogue"),
    )


def _clock() -> None:
    op.create_table(
        "clock",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_clock"),
    )


def _pulse() -> None:
    op.create_table(
        "pulse",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "name", name="pk_pulse"),
    )


def _file() -> None:
    op.create_table(
        "file",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "file_id", name="pk_file"),
    )


def _chat_message() -> None:
    op.create_table(
        "chat_message",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("card", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("posted_at", Instant(), nullable=False),
        sa.Column("edited_at", Instant(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("visible_to", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_chat_message"),
        sa.UniqueConstraint(
            "organisation_id", "key", name="uq_chat_message_organisation_id_key"
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "message_id",
            name="uq_chat_message_organisation_id_message_id",
        ),
    )
    op.create_index(
        "ix_chat_message_conversation_number",
        "chat_message",
        ["organisation_id", "conversation", "number"],
    )
    op.create_index(
        "ix_chat_message_thread_number",
        "chat_message",
        ["organisation_id", "thread", "number"],
    )
