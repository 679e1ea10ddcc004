"""The store: one unit of work is one transaction, loads, decisions and all.

A unit is synchronous and belongs to one organisation. State is only ever written by
recording facts; what the machinery needs for itself (outbox, dialogues, when to look
at whom) has verbs of its own and is never evidence.
"""

from __future__ import annotations

from bot.ports.store.books import Books, DigestRow, Filter, ImportRow, Shown
from bot.ports.store.dialogues import Dialogue, Dialogues
from bot.ports.store.entries import Entries, Kpis, SignalRow
from bot.ports.store.holdings import (
    AccountRow,
    Holdings,
    OwnText,
    SentRow,
    Withdrawal,
)
from bot.ports.store.occasions import Occasions, Promises
from bot.ports.store.outbox import Errand, Letter, Outbox
from bot.ports.store.people import People
from bot.ports.store.unit import Unit, Work

__all__ = [
    "AccountRow",
    "Books",
    "Dialogue",
    "Dialogues",
    "DigestRow",
    "Entries",
    "Errand",
    "Filter",
    "Holdings",
    "ImportRow",
    "Kpis",
    "Letter",
    "Occasions",
    "Outbox",
    "OwnText",
    "People",
    "Promises",
    "SentRow",
    "Shown",
    "SignalRow",
    "Unit",
    "Withdrawal",
    "Work",
]
