"""``risks.csv``: risks and opportunities (ISO 9001 clause 6.1).

Rule: when a risk was last reviewed is the later of what the file says and the last
answer of its owner.
"""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Sitting
from bot.desk.imports.answered import reviewed_on
from bot.desk.imports.cells import (
    DAY,
    NAME,
    PAST_DAY,
    PERSON,
    TEXT,
    chosen,
    whole,
)
from bot.desk.imports.entries import EntryKind, by_id, demand_title
from bot.desk.imports.history import Past
from bot.desk.imports.sheet import KEEP, Column, Line
from bot.desk.imports.titles import ID_COLUMN, TITLES
from engagement.facts import RiskRecorded
from engagement.risks import Risk, RiskKind
from engagement.texts import Bilingual

_KINDS = {
    "threat": RiskKind.THREAT,
    "opportunity": RiskKind.OPPORTUNITY,
    "risk": RiskKind.THREAT,
    "hot": RiskKind.THREAT,
    "möjlighet": RiskKind.OPPORTUNITY,
}
_SCALE = whole(1, 5)
_COLUMNS = (
    ID_COLUMN,
    *TITLES,
    Column("kind", "slag", chosen(_KINDS), field="kind", blank=RiskKind.THREAT),
    Column("owner", "ägare", PERSON, field="owner_id"),
    Column("likelihood", "sannolikhet", _SCALE, field="likelihood", blank=KEEP),
    Column("impact", "konsekvens", _SCALE, field="impact", blank=KEEP),
    Column("site", "plats", NAME, field="site"),
    Column("treatment", "åtgärd", TEXT, field="treatment", blank=""),
    Column("treated", "åtgärdad", PAST_DAY, field="treated_on"),
    Column("last_reviewed", "granskad", PAST_DAY, field="reviewed_on", blank=KEEP),
    Column("since", "sedan", DAY, field="since", blank=KEEP),
)


def _held(at: Sitting) -> tuple[Risk, ...]:
    return at.unit.entries.risks()


def _blank(line: Line, risk_id: str) -> Risk:
    del line
    return Risk(risk_id=risk_id, title=Bilingual())


def _finish(line: Line, read: Risk, held: Risk | None) -> Risk:
    demand_title(line, read.title)
    if read.treated_on is not None and not read.treatment:
        line.refuse("treatment_missing", "treatment")
    if held is None:
        return read
    key = f"risk:{read.risk_id}"
    return replace(read, reviewed_on=reviewed_on(line.sheet.at, key, read.reviewed_on))


def _bare(risk: Risk) -> Risk:
    return replace(risk, reviewed_on=None)


def _restore(earlier: Risk, now: Risk, past: Past) -> Risk:
    del now
    key = f"risk:{earlier.risk_id}"
    return replace(earlier, reviewed_on=reviewed_on(past.at, key, earlier.reviewed_on))


RISKS = EntryKind(
    name="risks",
    swedish="risker",
    columns=_COLUMNS,
    examples=(
        {
            "id": "R01",
            "title_en": "Single casting supplier stops",
            "title_sv": "Enda gjutgodsleverantören faller bort",
            "kind": "threat",
            "owner": "E3",
            "likelihood": "3",
            "impact": "5",
            "site": "Gothenburg",
            "treatment": "Två leverantörer från andra kvartalet 2027",
            "last_reviewed": "2026-11-03",
            "since": "2026-02-01",
        },
        {
            "id": "R10",
            "title_en": "Remanufacturing of returned pumps",
            "title_sv": "Renovering av returpumpar",
            "kind": "opportunity",
            "owner": "E5",
            "likelihood": "3",
            "impact": "4",
            "treatment": "Pilot med 50 enheter",
        },
    ),
    part="risk",
    record=lambda risk: RiskRecorded(risk=risk),
    held=_held,
    id_of=lambda risk: risk.risk_id,
    identify=by_id(ID_COLUMN),
    blank=_blank,
    finish=_finish,
    restore=_restore,
    bare=_bare,
    retires=True,
)
