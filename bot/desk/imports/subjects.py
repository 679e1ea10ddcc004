"""``subjects.csv``: what has no file of its own, one line each.

Meetings, suppliers, audits, complaints and the like, with the values that questions
about them are filled with: ``ppm=1240;n=14;limit=800``. Pairs are separated by ``;`` or
``|``; what has no equals sign belongs to the value before it, so that an audit can list
its findings: ``findings=Calibration|Drawings;overdue=1``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.desk.desk import Sitting
from bot.desk.imports.cells import (
    DAY,
    ID,
    PERSON,
    TEXT_MOST,
    chosen,
)
from bot.desk.imports.entries import EntryKind, demand_title, given
from bot.desk.imports.sheet import Cell, Column, Holds, Line, Unreadable
from bot.desk.imports.titles import TITLES
from engagement.facts import EntryRecorded
from engagement.subjects import Entry
from engagement.texts import Bilingual

_NUMBERS = {"days_allowed", "limit", "n", "overdue", "ppm", "value"}
VALUES: Mapping[str, tuple[str, ...]] = {
    "audit": ("findings", "overdue"),
    "complaint": ("customer", "days_allowed"),
    "decision": (),
    "improvement": ("state",),
    "meeting": (),
    "nonconformity": ("n",),
    "peer_comparison": ("value", "band", "n", "source"),
    "requirement": (),
    "resource": (),
    "role_change": ("site",),
    "supplier": ("ppm", "n", "limit"),
}
"Kind -> the values that its questions use; ``closed`` ends the asking about any."
_SWEDISH = {
    "revision": "audit",
    "reklamation": "complaint",
    "beslut": "decision",
    "förbättring": "improvement",
    "möte": "meeting",
    "avvikelse": "nonconformity",
    "jämförelse": "peer_comparison",
    "krav": "requirement",
    "resurs": "resource",
    "rolländring": "role_change",
    "leverantör": "supplier",
}
_STATES = ("started", "ended")
_PAIR = re.compile(r"([a-z][a-z0-9_]*)\s*=\s*(.*)", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?")


def _values(cell: Cell) -> dict[str, str]:
    if len(cell.text) > TEXT_MOST:
        raise Unreadable("too_long", most=TEXT_MOST, found=len(cell.text))
    found: dict[str, str] = {}
    name = ""
    for written in re.split(r"[;|]", cell.text):
        part = written.strip()
        if pair := _PAIR.fullmatch(part):
            name = pair[1].casefold()
            if name in found:
                raise Unreadable("value_twice", name=name)
            found[name] = pair[2]
        elif part and name:
            found[name] = f"{found[name]}|{part}"
        elif part:
            raise Unreadable("not_values", value=cell.text)
    return found


_KIND = Column(
    "kind",
    "slag",
    chosen({**{kind: kind for kind in VALUES}, **_SWEDISH}),
    required=True,
)
_ID = Column("id", "id", ID, required=True)
_COLUMNS = (
    _KIND,
    _ID,
    *TITLES,
    Column("owner", "ansvarig", PERSON, field="owner_id"),
    Column("date", "datum", DAY, field="on"),
    Column("values", "värden", Holds("values", _values), field="values", blank={}),
)


def _held(at: Sitting) -> tuple[Entry, ...]:
    return at.unit.entries.others()


def _identify(line: Line) -> str | None:
    kind, entry_id = given(line, _KIND), given(line, _ID)
    return None if line.bad else f"{kind}:{entry_id}"


def _blank(line: Line, entry_id: str) -> Entry:
    del line
    kind, _, which = entry_id.partition(":")
    return Entry(kind=kind, entry_id=which, title=Bilingual())


def _finish(line: Line, read: Entry, held: Entry | None) -> Entry:
    del held
    demand_title(line, read.title)
    used = {*VALUES.get(read.kind, ()), "closed"}
    for name, value in read.values.items():
        if name not in used:
            known = ", ".join(sorted(used))
            line.warn("value_unused", name=name, kind=read.kind, known=known)
        elif name in _NUMBERS and not _NUMBER.fullmatch(value):
            line.refuse("value_no_number", "values", name=name, value=value)
    state = read.values.get("state")
    if read.kind == "improvement" and state not in {None, *_STATES}:
        line.refuse("not_one_of", "values", value=state, known=", ".join(_STATES))
    return read


SUBJECTS = EntryKind(
    name="subjects",
    swedish="ämnen",
    columns=_COLUMNS,
    examples=(
        {
            "kind": "supplier",
            "id": "L-114",
            "title_en": "Bergslagens Precisionsgjuteri",
            "title_sv": "Bergslagens Precisionsgjuteri",
            "owner": "E3",
            "date": "2026-11-16",
            "values": "ppm=1240;n=14;limit=800",
        },
        {
            "kind": "audit",
            "id": "IR-2026-04",
            "title_en": "Assembly",
            "title_sv": "Monteringen",
            "owner": "E7",
            "date": "2026-11-12",
            "values": "findings=Kalibrering saknas|Gammal ritning;overdue=1",
        },
    ),
    part="entry",
    record=lambda entry: EntryRecorded(entry=entry),
    held=_held,
    id_of=lambda entry: f"{entry.kind}:{entry.entry_id}",
    identify=_identify,
    blank=_blank,
    finish=_finish,
    retires=True,
)
