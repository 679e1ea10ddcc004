"""Two files of each kind: one, and one that changes and adds something."""

from __future__ import annotations

from datetime import timedelta

from bot.desk import imports
from tests.unit.import_parts import GOALS, KPIS, OBJECTIVES, Store

FILES = {
    "goals": (GOALS, "id;title_sv\nG1;Andra ord\nG2;Nytt\n"),
    "kpis": (KPIS, "id;target;owner\notif;97;E1\nlead_time;;\n"),
    "objectives": (
        OBJECTIVES,
        OBJECTIVES.replace("95;", "96;") + "O2;New;Nytt;G1;;;;;;\n",
    ),
    "readings": (
        "period;otif\n2026-W45;95,4\n2026-W46;93,8\n",
        "period;otif\n2026-W46;90\n2026-W47;91\n",
    ),
    "risks": (
        "id;title_sv;owner;impact\nR1;Risk;E3;5\n",
        "id;title_sv;owner;impact\nR1;Risk;E1;4\nR2;Till;E1;3\n",
    ),
    "reviews": (
        "id;date;cancelled\nMR-1;2026-12-10;nej\n",
        "id;date;cancelled\nMR-1;2026-12-10;ja\nMR-2;2027-03-04;\n",
    ),
    "audits": (
        (
            "id;body;kind;scope;sites;first;last\nX1;Nordcert;surveillance;ISO 9001;"
            "Göteborg;2027-02-02;2027-02-03\n"
        ),
        (
            "id;body;kind;scope;first;last;cancelled\nX1;Nordcert;tillsyn;;2027-02-09;;ja\n"
            "X2;Nordcert;omcertifiering;;2027-10-12;2027-10-14;\n"
        ),
    ),
    "actions": (
        "id;title_sv;owner;due\nA1;Åtgärd;E3;2026-12-01\n",
        "id;title_sv;owner;due\nA1;Åtgärd;E1;2026-12-08\nA2;Till;E1;\n",
    ),
    "subjects": (
        "kind;id;title_sv;values\nsupplier;S1;Bolag;n=3\n",
        "kind;id;title_sv;values\nsupplier;S1;Bolag;n=4\nmeeting;M1;Möte;\n",
    ),
    "closed": (
        "id;starts;ends\nk1;2027-01-07;2027-01-08\n",
        "id;starts;ends\nk1;2027-01-07;2027-01-07\nk2;2027-05-07;2027-05-07\n",
    ),
    "absences": (
        "person;starts;ends\nE3;2026-12-21;2026-12-23\n",
        "person;starts;ends\nE3;2026-12-21;2027-01-06\n",
    ),
    "people": (
        "id;name;role_sv;functions\nE7;Robert Kowalski;platschef;site_gm\n",
        """
        id;name;role_sv;functions;zone
        E7;Robert Kowalski;chef;coo;America/New_York
        E8;Ny Nyman;chef;site_gm;
        """,
    ),
}
"Kind -> a file, and one that changes something of it and adds something."


def fill(store: Store) -> None:
    """Import every first file, a day ago."""
    store.now -= timedelta(days=1)
    for kind in imports.KINDS:
        store.take(kind, FILES[kind][0])
    store.now += timedelta(days=1)
