"""KPIs as they are commonly defined; an organisation makes them its own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from engagement.texts import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiTemplate:
    """A KPI as it is commonly defined; an organisation makes it its own."""

    kpi_id: str
    name: Bilingual
    unit: Bilingual
    direction: str
    "``up`` (higher is better), ``down`` or ``band``."
    decimals: int
    lower_bound: Decimal | None
    "Physical: no reading can be below it."
    upper_bound: Decimal | None
    chart: str
    "``xmr``, or ``values`` for stock figures, where limits would be too narrow."
    definition: Bilingual
    trap: Bilingual
    "How the figure misleads."
