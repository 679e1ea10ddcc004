"""What holds now: tables that are written from facts alone."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from engagement.kpis import Baseline
from engagement.launch import Launch
from engagement.moments import Moment
from engagement.organisation import Organisation, Programme
from engagement.people import ClosedPeriod, Person
from engagement.questions import Given, Question
from storage.columns import ID, Encoded, Instant
from storage.tables.base import metadata, organisation_key

organisation = Table(
    "organisation",
    metadata,
    organisation_key(),
    Column("body", Encoded(Organisation), nullable=False),
    Column("programme", Encoded(Programme), nullable=False),
    Column("launch", Encoded(Launch)),
)
launch_text = Table(
    "launch_text",
    metadata,
    organisation_key(),
    Column("kind", ID, primary_key=True),
    Column("language", ID, primary_key=True),
    Column("text", Text),
    Column("seq", BigInteger, nullable=False),
    Column("author_id", ID),
    Column("at", Instant, nullable=False),
)
person = Table(
    "person",
    metadata,
    organisation_key(),
    Column("person_id", ID, primary_key=True),
    Column("body", Encoded(Person), nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("coordinator", Boolean, nullable=False),
    Index(
        "ix_person_coordinator", "organisation_id", "coordinator", "gone", "person_id"
    ),
)
identity = Table(
    "identity",
    metadata,
    organisation_key(),
    Column("platform", ID, primary_key=True),
    Column("workspace", ID, primary_key=True),
    Column("user_id", ID, primary_key=True),
    Column("person_id", ID, nullable=False),
    Column("verified_by", ID, nullable=False),
    Column("since", Instant, nullable=False),
    Index("ix_identity_person", "organisation_id", "person_id"),
)
assignment = Table(
    "assignment",
    metadata,
    organisation_key(),
    Column("function", ID, primary_key=True),
    Column("person_id", ID, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Index("ix_assignment_person", "organisation_id", "person_id"),
)
absence = Table(
    "absence",
    metadata,
    organisation_key(),
    Column("absence_id", ID, primary_key=True),
    Column("person_id", ID, nullable=False),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index("ix_absence_person", "organisation_id", "person_id"),
)
closed_period = Table(
    "closed_period",
    metadata,
    organisation_key(),
    Column("period_id", ID, primary_key=True),
    Column("body", Encoded(ClosedPeriod), nullable=False),
    Column("retired", Boolean, nullable=False),
)
entry = Table(
    "entry",
    metadata,
    organisation_key(),
    Column("kind", ID, primary_key=True),
    Column("entry_id", ID, primary_key=True),
    Column("body", Text, nullable=False),
    Column("retired", Boolean, nullable=False),
)
reading = Table(
    "reading",
    metadata,
    organisation_key(),
    Column("kpi_id", ID, primary_key=True),
    Column("period", String(), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("value", String()),
    Column("n", Integer),
    Column("note", Text),
    Column("note_seq", BigInteger),
    Column("set_aside", Boolean, nullable=False),
    Column("set_aside_reason", Text),
    Column("set_aside_seq", BigInteger),
)
baseline = Table(
    "baseline",
    metadata,
    organisation_key(),
    Column("kpi_id", ID, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("body", Encoded(Baseline), nullable=False),
    Column("reason", Text),
)
signal = Table(
    "signal",
    metadata,
    organisation_key(),
    Column("kpi_id", ID, primary_key=True),
    Column("episode", String(), primary_key=True),
    Column("rule", String(), nullable=False),
    Column("first_period", String(), nullable=False),
    Column("period", String(), nullable=False),
    Column("direction", String(), nullable=False),
    Column("detected_at", Instant, nullable=False),
    Column("digest", String()),
    Column("explained_by", ID),
)
occasion = Table(
    "occasion",
    metadata,
    organisation_key(),
    Column("occasion_id", ID, primary_key=True),
    Column("key", String(), nullable=False),
    Column("person_id", ID, nullable=False),
    Column("prompt_id", ID, nullable=False),
    Column("subject", String()),
    Column("period", ID, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("owed", Boolean, nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("state", String(), nullable=False),
    Column("asked_by", ID),
    Column("free_text", Text),
    Column("free_text_seq", BigInteger),
    Column("message_id", ID),
    Column("asked_at", Instant),
    Column("expires_at", Instant),
    Column("snoozed_until", Instant),
    Column("woken_at", Instant),
    Column("reminded_at", Instant),
    Column("told_at", Instant),
    Column("question", Encoded(Question)),
    Column("question_seq", BigInteger),
    Column("answer", Encoded(Given)),
    Column("answer_text", Text),
    Column("answer_seq", BigInteger),
    Column("revision", Integer, nullable=False),
    Column("answered_at", Instant),
    Column("late", Boolean, nullable=False),
    Column("deferred", Integer, nullable=False),
    Column("deferred_for", String()),
    Column("skip_reason", ID),
    UniqueConstraint("organisation_id", "key"),
    Index("ix_occasion_person_state", "organisation_id", "person_id", "state"),
    Index(
        "ix_occasion_person_prompt_subject",
        "organisation_id",
        "person_id",
        "prompt_id",
        "subject",
        "asked_at",
    ),
    Index("ix_occasion_asked_at", "organisation_id", "asked_at"),
    Index("ix_occasion_message", "organisation_id", "message_id"),
)
answer_detail = Table(
    "answer_detail",
    metadata,
    organisation_key(),
    Column("occasion_id", ID, primary_key=True),
    Column("follow_up_id", ID, primary_key=True),
    Column("given", Encoded(Given), nullable=False),
    Column("text", Text),
    Column("seq", BigInteger, nullable=False),
)
consent = Table(
    "consent",
    metadata,
    organisation_key(),
    Column("occasion_id", ID, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("given", Boolean, nullable=False),
)
commitment = Table(
    "commitment",
    metadata,
    organisation_key(),
    Column("commitment_id", ID, primary_key=True),
    Column("person_id", ID, nullable=False),
    Column("occasion_id", ID, nullable=False),
    Column("what", Text),
    Column("what_seq", BigInteger, nullable=False),
    Column("due", Encoded(Moment), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("first_due", Encoded(Moment), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("state", String(), nullable=False),
    Column("moved", Integer, nullable=False),
    Column("missed", Boolean, nullable=False),
    Column("closed_at", Instant),
    Index("ix_commitment_person_state", "organisation_id", "person_id", "state"),
    Index("ix_commitment_occasion", "organisation_id", "occasion_id"),
    Index("ix_commitment_state_closed_at", "organisation_id", "state", "closed_at"),
)
case = Table(
    "case",
    metadata,
    organisation_key(),
    Column("case_id", ID, primary_key=True),
    Column("occasion_id", ID, nullable=False),
    Column("person_id", ID, nullable=False),
    Column("owner_id", ID, nullable=False),
    Column("reason", ID, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("state", String(), nullable=False),
    Column("outcome", Text),
    Column("outcome_seq", BigInteger),
    Column("closed_at", Instant),
    Column("reminded", ID),
    Column("reminded_on", Date),
    Index("ix_case_state_due_on", "organisation_id", "state", "due_on"),
    Index("ix_case_occasion", "organisation_id", "occasion_id"),
)
digest = Table(
    "digest",
    metadata,
    organisation_key(),
    Column("period", String(), primary_key=True),
    Column("message_id", ID, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("posted_at", Instant, nullable=False),
)
import_file = Table(
    "import_file",
    metadata,
    organisation_key(),
    Column("import_id", ID, primary_key=True),
    Column("kind", ID, nullable=False),
    Column("file_name", String(), nullable=False),
    Column("sha256", String(), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("undone", Boolean, nullable=False),
)
handover = Table(
    "handover",
    metadata,
    organisation_key(),
    Column("subject", String(), primary_key=True),
    Column("person_id", ID, nullable=False),
    Column("was", ID, nullable=False),
    Column("on", Date, nullable=False),
    Column("until", Date),
    Column("state", String(), nullable=False),
)
