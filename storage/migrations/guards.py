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

# How each database reads one value of the newest record's payload.
_SQLITE = "json_extract(CAST(p.payload AS TEXT), '$.fact.{name}')"
_POSTGRESQL = "convert_from(p.payload, 'UTF8')::json #>> '{{fact,{name}}}'"


def _redacting(said: str, field: str) -> str:
    """Whether the newest record is the redaction of this very row."""
    seq, name = said.format(name="seq"), said.format(name="field")
    return (
        "EXISTS (SELECT 1 FROM ledger_head h"
        " JOIN ledger l ON l.organisation_id = h.organisation_id AND l.seq = h.size - 1"
        " JOIN ledger_payload p ON p.organisation_id = h.organisation_id"
        " AND p.seq = l.seq WHERE h.organisation_id = OLD.organisation_id"
        " AND l.kind = 'record.redacted'"
        f" AND CAST({seq} AS BIGINT) = OLD.seq AND ({name} IS NULL{field}))"
    )


def _allowed(said: str) -> dict[str, tuple[str, str]]:
    """Return what an UPDATE may do: name of the trigger, and a condition.

    Never anything to a leaf. A payload or a text may become NULL, right after its
    redaction was recorded. The head grows.
    """
    same = "NEW.organisation_id = OLD.organisation_id AND NEW.seq = OLD.seq"
    of_field = f" OR {said.format(name='field')} = OLD.field"
    return {
        "ledger": ("no_update", "1 = 0"),
        "ledger_payload": (
            "only_empty",
            (
                f"{same} AND NEW.salt IS NULL AND NEW.payload IS NULL"
                f" AND {_redacting(said, '')}"
            ),
        ),
        "ledger_text": (
            "only_empty",
            (
                f"{same} AND NEW.field = OLD.field AND NEW.salt IS NULL"
                f" AND NEW.text IS NULL AND {_redacting(said, of_field)}"
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
    for table, (name, allowed) in _allowed(_SQLITE).items():
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
    for table, (name, allowed) in _allowed(_POSTGRESQL).items():
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
