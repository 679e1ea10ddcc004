"""The columns of ``people.csv``, and the words that may stand in them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.imports.cells import (
    COUNTRY,
    DAY,
    EMAIL,
    ID,
    NAME,
    REGION,
    ZONE,
    chosen,
    several,
)
from bot.desk.imports.sheet import KEEP, Column
from bot.desk.imports.times import DAYS, HOURS, SLOT
from engagement.people import Function, Permission
from engagement.texts import Language

LANGUAGES: dict[str, Language] = {
    "sv": "sv",
    "en": "en",
    "svenska": "sv",
    "swedish": "sv",
    "engelska": "en",
    "english": "en",
}
PERMISSIONS = {
    **{one.value: one for one in Permission if one is not Permission.ADMIN},
    "ledningsmedlem": Permission.EXECUTIVE,
    "samordnare": Permission.COORDINATOR,
    "revisor": Permission.AUDITOR,
    "observatör": Permission.OBSERVER,
}
FUNCTIONS = {
    **{one.value: one for one in Function},
    "vd": Function.CEO,
    "ekonomichef": Function.CFO,
    "operativ_chef": Function.COO,
    "försäljningschef": Function.CCO,
    "teknikchef": Function.CTO,
    "platschef": Function.SITE_GM,
    "kvalitetssamordnare": Function.COORDINATOR,
}
PERSON_ID = Column("id", "id", ID, required=True)
WORKING_HOURS = Column("hours", "arbetstid", HOURS, blank=KEEP)
WORKING_DAYS = Column("days", "arbetsdagar", DAYS, blank=KEEP)
DOES = Column("functions", "funktioner", several(FUNCTIONS), blank=frozenset())
MAY = Column("permissions", "behörigheter", several(PERMISSIONS), blank=KEEP)
COLUMNS = (
    PERSON_ID,
    Column("name", "namn", NAME, field="name", required=True),
    Column("role_en", "roll_engelska", NAME, field="role.en", blank=""),
    Column("role_sv", "roll", NAME, field="role.sv", blank=""),
    Column("email", "e_post", EMAIL, field="email"),
    Column("language", "språk", chosen(LANGUAGES), field="language", blank=KEEP),
    Column("zone", "tidszon", ZONE, field="zone", blank=KEEP),
    Column("country", "land", COUNTRY, field="country", blank=KEEP),
    Column("region", "region", REGION, field="region"),
    Column("site", "plats", NAME, field="site"),
    WORKING_HOURS,
    WORKING_DAYS,
    Column("slot", "frågetid", SLOT, field="slot", blank=KEEP),
    MAY,
    DOES,
    Column("joined", "började", DAY, field="joined_on", blank=KEEP),
)
EXAMPLES: tuple[Mapping[str, str], ...] = (
    {
        "id": "E1",
        "name": "Annika Sjöholm",
        "role_en": "CEO",
        "role_sv": "vd",
        "email": "annika.sjoholm@example.com",
        "language": "sv",
        "zone": "Europe/Stockholm",
        "country": "SE",
        "site": "Stockholm",
        "hours": "08-17",
        "days": "mon-fri",
        "slot": "tue 09:00",
        "permissions": "executive",
        "functions": "ceo",
        "joined": "2021-03-01",
    },
    {
        "id": "C1",
        "name": "Karin Åberg",
        "role_en": "Quality Manager",
        "role_sv": "kvalitetschef",
        "email": "karin.aberg@example.com",
        "language": "sv",
        "zone": "Europe/Stockholm",
        "country": "SE",
        "site": "Gothenburg",
        "hours": "08-17",
        "days": "mån-fre",
        "slot": "tis 09:00",
        "permissions": "coordinator",
        "functions": "coordinator",
        "joined": "2018-08-20",
    },
)
