"""Imports: files become facts, after a dry run, and can be taken back.

Rules of this room: a file is read whole or refused whole, with every bad place. Nothing
is retired for not being in a file unless somebody says so. The same file twice changes
nothing. A file never wipes what people have answered. To add a kind, write its file and its line here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath

from bot.desk.desk import Sitting
from bot.desk.imports import guessing, templates, undoing
from bot.desk.imports.absences import ABSENCES
from bot.desk.imports.accepting import accept
from bot.desk.imports.actions import ACTIONS
from bot.desk.imports.audits import AUDITS
from bot.desk.imports.closed import CLOSED
from bot.desk.imports.goals import GOALS
from bot.desk.imports.kind import ImportPlan, Kind
from bot.desk.imports.kpis import KPIS
from bot.desk.imports.objectives import OBJECTIVES
from bot.desk.imports.people import PEOPLE
from bot.desk.imports.readings import READINGS
from bot.desk.imports.reviews import REVIEWS
from bot.desk.imports.risks import RISKS
from bot.desk.imports.sheet import Sheet
from bot.desk.imports.subjects import SUBJECTS
from bot.desk.imports.templates import file_for
from bot.desk.imports.undoing import UndoPlan
from bot.desk.recording import Recorder
from engagement.errors import ImportRefused, NotFound

KINDS: Mapping[str, Kind] = {
    PEOPLE.name: PEOPLE,
    GOALS.name: GOALS,
    KPIS.name: KPIS,
    OBJECTIVES.name: OBJECTIVES,
    READINGS.name: READINGS,
    RISKS.name: RISKS,
    REVIEWS.name: REVIEWS,
    AUDITS.name: AUDITS,
    ACTIONS.name: ACTIONS,
    SUBJECTS.name: SUBJECTS,
    CLOSED.name: CLOSED,
    ABSENCES.name: ABSENCES,
}
"In the order in which files are imported, because later ones refer to earlier ones."

FILE_NAME_MOST = 200

__all__ = [
    "KINDS",
    "ImportPlan",
    "Kind",
    "UndoPlan",
    "accept",
    "file_for",
    "guess",
    "plan",
    "plan_undo",
    "template",
    "undo",
]


def plan(at: Sitting, kind: str, file_name: str, content: bytes) -> ImportPlan:
    """Return what importing a file would do; nothing is stored.

    Raises:
        NotFound: there is no such kind.
        ImportRefused: the file cannot be used; every bad place is told.
    """
    found, name = _kind(kind), _bare(file_name)
    sheet = Sheet(at, at.desk.tables.read_table(name, content))
    drawn = found.draw(sheet)
    if sheet.problems:
        in_order = sorted(sheet.problems, key=lambda problem: problem.line)
        raise ImportRefused(name, tuple(in_order))
    return ImportPlan(
        kind=kind,
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        facts=drawn.facts,
        added=drawn.added,
        changed=drawn.changed,
        unchanged=drawn.unchanged,
        missing=drawn.missing,
        changes=drawn.changes,
        names=drawn.names,
        retirements=drawn.retirements,
        warnings=tuple(sheet.warnings),
    )


def plan_undo(at: Sitting, import_id: str) -> UndoPlan:
    """Return what taking an import back would do; see ``undoing.plan_undo``."""
    return undoing.plan_undo(at, KINDS, import_id)


def undo(at: Sitting, import_id: str, record: Recorder) -> int:
    """Take an import back; return how many facts that took.

    Raises:
        NotFound: there is no such import.
        Refused: it is taken back already, or nobody would coordinate any more.
    """
    return undoing.undo(at, plan_undo(at, import_id), record)


def template(kind: str) -> bytes:
    """Return the template of a kind as a CSV file.

    Raises:
        NotFound: there is no such kind.
    """
    return templates.template(_kind(kind))


def guess(at: Sitting, file_name: str, content: bytes) -> str | None:
    """Return the kind that a file seems to be, by its name or its heading.

    Raises:
        ImportRefused: its name says nothing, and it cannot be read.
    """
    return guessing.guess(at, KINDS, _bare(file_name), content)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise NotFound("import_kind", kind=name, known=", ".join(KINDS))
    return KINDS[name]


def _bare(file_name: str) -> str:
    """Return a file's name without folders, at most as long as can be kept."""
    name = PurePath(file_name.replace("\\", "/")).name or "file"
    return name[-FILE_NAME_MOST:]
