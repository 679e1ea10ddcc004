"""``objectives.csv``: quality objectives and their plans (ISO 9001 clause 6.2).

Rules: value, track and confidence are the owner's to say, in an answer; no file sets or
wipes them. When an objective was last reviewed is the later of what the file says and
the last answer.
"""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Sitting
from bot.desk.imports.answered import reviewed_on
from bot.desk.imports.cells import (
    DAY,
    GOAL,
    KPIS,
    NUMBER,
    PAST_DAY,
    PERSON,
    TEXT,
    chosen,
)
from bot.desk.imports.entries import EntryKind, by_id, demand_title
from bot.desk.imports.history import Past
from bot.desk.imports.sheet import KEEP, Column, Line
from bot.desk.imports.titles import ID_COLUMN, TITLES
from engagement.catalogue import Cadence
from engagement.facts import ObjectiveRecorded
from engagement.objectives import Objective
from engagement.texts import Bilingual

CADENCES = {
    **{one.value: one.value for one in Cadence if one is not Cadence.EVENT},
    "varje_vecka": Cadence.WEEKLY.value,
    "varje_månad": Cadence.MONTHLY.value,
    "varje_kvartal": Cadence.QUARTERLY.value,
    "varje_halvår": Cadence.HALF_YEARLY.value,
    "varje_år": Cadence.YEARLY.value,
}
_COLUMNS = (
    ID_COLUMN,
    *TITLES,
    Column("goal", "strategiskt_mål", GOAL, field="goal_id"),
    Column("owner", "ägare", PERSON, field="owner_id"),
    Column("kpis", "nyckeltal", KPIS, field="kpis", blank=()),
    Column("baseline", "utgångsvärde", NUMBER, field="baseline"),
    Column("target", "målvärde", NUMBER, field="target"),
    Column("due", "klart_senast", DAY, field="due_on"),
    Column("what", "vad_som_görs", TEXT, field="what", blank=""),
    Column("resources", "resurser", TEXT, field="resources", blank=""),
    Column("evaluated_by", "bedöms_genom", TEXT, field="evaluated_by", blank=""),
    Column("cadence", "hur_ofta", chosen(CADENCES), field="cadence", blank=KEEP),
    Column("last_reviewed", "granskat", PAST_DAY, field="reviewed_on", blank=KEEP),
    Column("since", "sedan", DAY, field="since", blank=KEEP),
)


def _held(at: Sitting) -> tuple[Objective, ...]:
    return at.unit.entries.objectives()


def _blank(line: Line, objective_id: str) -> Objective:
    del line
    return Objective(
        objective_id=objective_id, title=Bilingual(), goal_id=None, owner_id=None
    )


def _finish(line: Line, read: Objective, held: Objective | None) -> Objective:
    demand_title(line, read.title)
    if held is not None:
        key = f"objective:{read.objective_id}"
        read = replace(
            read, reviewed_on=reviewed_on(line.sheet.at, key, read.reviewed_on)
        )
    if held is not None and held.kpis == read.kpis:
        return read
    return replace(read, unit=_unit(line, read.kpis))


def _unit(line: Line, kpis: tuple[str, ...]) -> Bilingual:
    """Return the unit of value, baseline and target: that of the first KPI."""
    if not kpis:
        return Bilingual()
    return line.sheet.known.kpis[kpis[0].casefold()].unit


def _bare(objective: Objective) -> Objective:
    return replace(
        objective,
        reviewed_on=None,
        value=None,
        track=None,
        confidence=None,
        shown_by=None,
    )


def _restore(earlier: Objective, now: Objective, past: Past) -> Objective:
    key = f"objective:{earlier.objective_id}"
    return replace(
        earlier,
        reviewed_on=reviewed_on(past.at, key, earlier.reviewed_on),
        value=now.value,
        track=now.track,
        confidence=now.confidence,
        shown_by=now.shown_by,
    )


OBJECTIVES = EntryKind(
    name="objectives",
    swedish="kvalitetsmål",
    columns=_COLUMNS,
    examples=(
        {
            "id": "O1",
            "title_en": "On time in full",
            "title_sv": "Leveransprecision",
            "goal": "G1",
            "owner": "E3",
            "kpis": "otif",
            "baseline": "91,2",
            "target": "95",
            "due": "2026-12-31",
            "what": "Planering med begränsad kapacitet i Göteborg och Pune",
            "resources": "Planeringsverktyg 1,8 Mkr, en planerare",
            "evaluated_by": "Medelvärdet av tolv veckor efter senaste ändringen",
            "cadence": "monthly",
            "last_reviewed": "2026-11-10",
            "since": "2026-01-15",
        },
        {
            "id": "O3",
            "title_en": "Complaints and customer satisfaction",
            "title_sv": "Reklamationer och kundnöjdhet",
            "goal": "G1",
            "owner": "petter.hallgren@example.com",
            "kpis": "complaints_rate|csat",
            "baseline": "3,0",
            "target": "2,0",
            "due": "2027-03-31",
            "what": "Första svar inom fem dagar, återkoppling per telefon",
            "resources": "Tid för kundansvariga",
            "evaluated_by": "Kvartalsmedel",
            "cadence": "monthly",
        },
    ),
    part="objective",
    record=lambda objective: ObjectiveRecorded(objective=objective),
    held=_held,
    id_of=lambda objective: objective.objective_id,
    identify=by_id(ID_COLUMN),
    blank=_blank,
    finish=_finish,
    restore=_restore,
    bare=_bare,
    retires=True,
)
