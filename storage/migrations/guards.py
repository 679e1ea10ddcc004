"""Triggers that guard the ledger, as migration 0001 made them; frozen with it.

A person with write access can drop a trigger; then the hashes still tell. What the
triggers stop is the accident: an UPDATE from a console, a clean-up job, a careless
``INSERT OR REPLACE`` (which passes UPDATE and DELETE triggers on SQLite), a TRUNCATE.
"""

from __future__ import annotations

_REFUSAL = "the ledger only grows: see docs/reference/ledger.md"

_KEYS = {
    "ledger": ("organisation_id", "seq"),
    "ledger_payload": ("organisation_id", "seq"),
    "ledger_text": ("organisation_id", "seq", "field"),
    "ledger_head": ("organisation_id",),
}

# What an UPDATE may do, seen from old and new row: never for a leaf; for payloads and
# texts become NULL, right after a redaction was recorded; for the head grow.
_REDACTING = (
    "EXISTS (SELECT 1 FROM ledger l JOIN ledger_head h"
    " ON h.organisation_id = l.organisation_id AND l.seq = h.size - 1"
    " WHERE l.organisation_id = OLD.organisation_id AND l.kind = 'record.redacted')"
)
_SAME_PLACE = "NEW.organisation_id = OLD.organisation_id AND NEW.seq = OLD.seq"
_ALLOWED = {
    "ledger": ("no_update", "1 = 0"),
    "ledger_payload": (
        "only_empty",
        f"{_SAME_PLACE} AND NEW.salt IS NULL AND NEW.payload IS NULL AND {_REDACTING}",
    ),
    "ledger_text": (
        "only_empty",
        (
            f"{_SAME_PLACE} AND NEW.field = OLD.field"
            f" AND NEW.salt IS NULL AND NEW.text IS NULL AND {_REDACTING}"
        ),
    ),
    "ledger_head": (
        "only_grow",
        "NEW.organisation_id = OLD.organisation_id AND NEW.size > OLD.size",
    ),
}


def _exists(table: str) -> str:
    same = " AND ".join(f"{key} = NEW.{key}" for key in _KEYS[table])
    return f"EXISTS (SELECT 1 FROM {table} WHERE {same})"


def sqlite() -> list[str]:
    """Return the statements for SQLite."""
    raised = f"SELECT RAISE(ABORT, '{_REFUSAL}')"
    statements = []
    for table, (name, allowed) in _ALLOWED.items():
        statements += [
            (
                f"CREATE TRIGGER {table}_{name} BEFORE UPDATE ON {table}"
                f" WHEN NOT ({allowed}) BEGIN {raised}; END"
            ),
            (
                f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
                f" BEGIN {raised}; END"
            ),
            (
                f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
                f" WHEN {_exists(table)} BEGIN {raised}; END"
            ),
        ]
    return statements


def postgresql() -> list[str]:
    """Return the statements for PostgreSQL."""
    refuse = (
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    statements = [refuse]
    for table, (name, allowed) in _ALLOWED.items():
        # A WHEN clause cannot hold a subquery here, so the condition is the body.
        statements += [
            (
                f"CREATE FUNCTION {table}_{name}_check() RETURNS trigger LANGUAGE plpgsql"
                f" AS $$ BEGIN IF NOT ({allowed}) THEN RAISE EXCEPTION '{_REFUSAL}';"
                " END IF; RETURN NEW; END $$"
            ),
            (
                f"CREATE TRIGGER {table}_{name} BEFORE UPDATE ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {table}_{name}_check()"
            ),
            (
                f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"
            ),
            (
                f"CREATE FUNCTION {table}_no_replace_check() RETURNS trigger"
                f" LANGUAGE plpgsql AS $$ BEGIN IF {_exists(table)} THEN"
                f" RAISE EXCEPTION '{_REFUSAL}'; END IF; RETURN NEW; END $$"
            ),
            (
                f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {table}_no_replace_check()"
            ),
            (
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
            ),
        ]
    return statements
