"""Whoever asks the store for people's words is known, and what they ask first.

A file that begins to ask for questions, promises, cases, records, or for everything
about one person makes this fail. Then say here what keeps it from showing words to the
wrong eyes, and put the reader behind it into ``tests/acceptance/access_parts.py``.
"""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.tree import name, parsed, python

_STORE = {"promises", "occasions", "holdings", "held"}
"Parts of a unit that give people's words."
_BOOKS = {"records", "previous"}
_TELLING = {"describe", "read_these", "export_to_auditors"}
"Functions by which a record becomes words."
_OWN = "shows people their own alone"
_BARE = "shows no words: decides, counts or records"
READERS = {
    "bot/desk/cases.py": "asks may_read_case; what came of an answer goes to its author",
    "bot/desk/delivery.py": _OWN,
    "bot/desk/digest.py": "asks may_post",
    "bot/desk/handovers.py": "asks may_read_commitment; a case is named, not told",
    "bot/desk/earned.py": _OWN,
    "bot/desk/imports/history.py": "reads imported entries, which are nobody's answer",
    "bot/desk/looked.py": _BARE,
    "bot/desk/own/answers.py": _OWN,
    "bot/desk/own/page.py": _OWN,
    "bot/desk/own/pages.py": _OWN,
    "bot/desk/own/person.py": _OWN,
    "bot/desk/pausing.py": _BARE,
    "bot/desk/recording.py": _BARE,
    "bot/desk/scenes.py": _OWN,
    "bot/desk/setting.py": _BARE,
    "bot/desk/succession.py": "a promise is given to those alone who may read it",
    "bot/desk/showing.py": "asks may_post; a choice to be named widens nothing",
    "bot/desk/today.py": "says who waits; asks may_read_case where it says whose",
    "bot/desk/today_card.py": "asks may_read_answer; a case's words from shown_to",
    "bot/desk/watching.py": _BARE,
    "bot/handlers/answers.py": _OWN,
    "bot/handlers/commands/commitments.py": _OWN,
    "bot/handlers/commands/asking.py": _BARE,
    "bot/handlers/commands/case_list.py": "words come from shown_to, which asks",
    "bot/handlers/commands/cases.py": "closes and hands over; words come from shown_to",
    "bot/handlers/commands/mine.py": _OWN,
    "bot/handlers/commands/objective.py": "asks may_read_stand",
    "bot/handlers/commands/status.py": "asks may_read_status, _answer and _commitment",
    "bot/handlers/telling.py": "asks may_read_answer",
    "bot/handlers/commands/verifying.py": "shows hashes and counts by may_read",
    "bot/rehearsal/story.py": "plays people, who see what they are sent",
    "bot/scheduler/cases.py": "words come from shown_to, which asks",
    "bot/scheduler/watching.py": _BARE,
    "storage/book.py": "asks may_read",
    "storage/copies.py": _BARE,
    "storage/exporting/write.py": "asks export_to_auditors",
    "storage/withdrawal.py": _BARE,
}
"Files that ask for words, and what keeps them from the wrong eyes."


def _asks(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(value=ast.Attribute(attr=part)) if part in _STORE:
            return True
        case ast.Attribute(value=ast.Attribute(attr="books"), attr=verb):
            return verb in _BOOKS
        case ast.Name(id=called) | ast.Attribute(attr=called):
            return called in _TELLING
        case _:
            return False


def _files() -> list[Path]:
    """Return what is above the repositories, which everybody asks through."""
    beneath = ("storage/repositories/", "storage/projections/", "storage/ledger.py")
    return [
        file
        for file in python("bot", "web", "storage")
        if not name(file).startswith((*beneath, "storage/records.py"))
    ]


def test_whoever_asks_for_words_is_known() -> None:
    asking = {
        name(file)
        for file in _files()
        if any(_asks(node) for node in ast.walk(parsed(file)))
    }

    assert asking == READERS.keys()
