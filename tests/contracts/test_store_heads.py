"""The heads of ledgers, and payloads that are none."""

from __future__ import annotations

import pytest

from engagement.errors import LedgerBroken
from engagement.ledger import Stored
from storage import ledger
from tests.contracts.store_parts import WHOSE, Store


def test_every_ledger_is_named_by_its_organisation(store: Store) -> None:
    with store.database.reader.connect() as connection:
        assert (WHOSE,) == ledger.owners(connection)


def test_an_organisation_without_a_ledger_is_named(store: Store) -> None:
    with (
        store.database.reader.connect() as connection,
        pytest.raises(LedgerBroken, match="stranger"),
    ):
        ledger.head(connection, "stranger")


def test_a_payload_that_is_none_is_told_with_its_number() -> None:
    stored = Stored(
        seq=7,
        schema=1,
        kind="prompt.answered",
        commitment=b"",
        leaf=b"",
        root=b"",
        salt=b"",
        payload=b"{}",
        texts={},
    )
    with pytest.raises(LedgerBroken, match="record 7: payload"):
        ledger._readable(stored)
