"""The columns of ``kpis.csv``, and what a line is before it is known to fit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from bot.desk.imports.cells import (
    ID,
    NAME,
    NUMBER,
    PERSON,
    TEXT,
    TITLE,
    chosen,
    whole,
)
from bot.desk.imports.sheet import KEEP, Column
from engagement.kpi_templates import KpiTemplate
from engagement.kpis import ChartKind, Direction, Kpi, PeriodKind
from engagement.texts import Bilingual

_DIRECTIONS = {
    "up": Direction.UP,
    "down": Direction.DOWN,
    "band": Direction.BAND,
    "upp": Direction.UP,
    "ner": Direction.DOWN,
    "ned": Direction.DOWN,
    "intervall": Direction.BAND,
}
_CADENCES = {
    "week": PeriodKind.WEEK,
    "month": PeriodKind.MONTH,
    "vecka": PeriodKind.WEEK,
    "månad": PeriodKind.MONTH,
}
_CHARTS = {
    "xmr": ChartKind.XMR,
    "values": ChartKind.VALUES,
    "värden": ChartKind.VALUES,
}
COLUMNS = (
    Column("id", "id", ID, required=True),
    Column("name_en", "namn_engelska", NAME, field="name.en", blank=KEEP),
    Column("name_sv", "namn", NAME, field="name.sv", blank=KEEP),
    Column("unit_en", "enhet_engelska", NAME, field="unit.en", blank=KEEP),
    Column("unit_sv", "enhet", NAME, field="unit.sv", blank=KEEP),
    Column("direction", "riktning", chosen(_DIRECTIONS), field="direction", blank=KEEP),
    Column("decimals", "decimaler", whole(0, 6), field="decimals", blank=KEEP),
    Column("cadence", "hur_ofta", chosen(_CADENCES), field="cadence", blank=KEEP),
    Column("chart", "diagram", chosen(_CHARTS), field="chart", blank=KEEP),
    Column("target", "målvärde", NUMBER, field="target"),
    Column("target_low", "målvärde_lägst", NUMBER, field="target_low"),
    Column("target_high", "målvärde_högst", NUMBER, field="target_high"),
    Column("lower_bound", "minst_möjligt", NUMBER, field="lower_bound", blank=KEEP),
    Column("upper_bound", "störst_möjligt", NUMBER, field="upper_bound", blank=KEEP),
    Column("owner", "ägare", PERSON, field="owner_id"),
    Column(
        "definition_en",
        "definition_engelska",
        TEXT,
        field="definition.en",
        blank=KEEP,
    ),
    Column("definition_sv", "definition", TEXT, field="definition.sv", blank=KEEP),
    Column("baseline_first", "basperiod_från", NAME, field="first", blank=""),
    Column("baseline_last", "basperiod_till", NAME, field="last", blank=""),
    Column("baseline_reason", "basperiod_skäl", TITLE, field="reason", blank=""),
)
EXAMPLES: tuple[Mapping[str, str], ...] = (
    {
        "id": "otif",
        "target": "95",
        "owner": "E3",
        "baseline_first": "2026-W22",
        "baseline_last": "2026-W37",
        "baseline_reason": "Före planeringsändringen den 14 september",
    },
    {
        "id": "washing_particles",
        "name_en": "Particles after washing",
        "name_sv": "Partiklar efter tvätt",
        "unit_en": "per component",
        "unit_sv": "per detalj",
        "direction": "down",
        "decimals": "0",
        "cadence": "week",
        "chart": "xmr",
        "target": "40",
        "lower_bound": "0",
        "owner": "E5",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiDraft:
    """A KPI that is being read: targets and bounds may still contradict each other."""

    kpi_id: str
    name: Bilingual = Bilingual()
    unit: Bilingual = Bilingual()
    direction: Direction | None = None
    decimals: int = 0
    cadence: PeriodKind = PeriodKind.WEEK
    chart: ChartKind = ChartKind.XMR
    target: Decimal | None = None
    target_low: Decimal | None = None
    target_high: Decimal | None = None
    lower_bound: Decimal | None = None
    upper_bound: Decimal | None = None
    owner_id: str | None = None
    definition: Bilingual = Bilingual()
    first: str = ""
    "Of the baseline, as written."
    last: str = ""
    reason: str = ""

    @classmethod
    def of(cls, kpi: Kpi) -> KpiDraft:
        """Return the draft of a KPI that exists."""
        kept = {f.name for f in fields(cls)} & {f.name for f in fields(kpi)}
        return cls(**{name: getattr(kpi, name) for name in kept})

    @classmethod
    def of_template(cls, template: KpiTemplate) -> KpiDraft:
        """Return the draft of a KPI as it is commonly defined."""
        return cls(
            kpi_id=template.kpi_id,
            name=template.name,
            unit=template.unit,
            direction=Direction(template.direction),
            decimals=template.decimals,
            chart=ChartKind(template.chart),
            lower_bound=template.lower_bound,
            upper_bound=template.upper_bound,
            definition=template.definition,
        )
