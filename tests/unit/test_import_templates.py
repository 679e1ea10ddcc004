"""Templates that can be filled in, and files that say by themselves what they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk import imports
from engagement.errors import ImportRefused, NotFound
from tests.unit.import_parts import GOALS, KPIS, Store, opened

TEAM = """
id;name;role_sv
E2;Jonas Ekström;ekonomichef
E4;Petter Hallgren;försäljningschef
E5;Åsa Bergström;teknikchef
E7;Robert Kowalski;platschef
E8;Priya Deshmukh;platschef
"""
PETTER = "E4;Petter Hallgren;försäljningschef"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


@pytest.fixture
def full(store: Store) -> Store:
    """Everything that the examples of the templates refer to."""
    mail = TEAM.replace("role_sv\n", "role_sv;email\n").replace(
        PETTER, f"{PETTER};petter.hallgren@example.com"
    )
    lines = [line if line.count(";") == 3 else f"{line};" for line in mail.split("\n")]
    store.take("people", "\n".join(line for line in lines if line.strip(";")))
    store.take("goals", GOALS)
    store.take("kpis", "id\notif\ncomplaints_rate\ncsat\n")
    store.take("reviews", "id;date\nMR-2026-2;2026-09-03\n")
    return store


@pytest.mark.parametrize("kind", imports.KINDS)
def test_a_template_can_be_imported_as_it_is(full: Store, kind: str) -> None:
    plan = full.plan(kind, imports.template(kind))

    assert 2 == len(plan.added) + len(plan.changed) + len(plan.unchanged)
    assert () == plan.warnings


@pytest.mark.parametrize("kind", imports.KINDS)
def test_a_template_opens_in_excel_in_sweden(kind: str) -> None:
    """A byte order mark, semicolons and line ends as Windows has them."""
    content = imports.template(kind)
    heading, *lines = csv.reader(
        io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"
    )

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert [column.name for column in imports.KINDS[kind].columns] == heading
    assert 2 == len(lines)


def test_there_is_no_template_of_an_unknown_kind() -> None:
    with pytest.raises(NotFound) as error:
        imports.template("budgets")

    assert "import_kind" == error.value.code


@pytest.mark.parametrize("kind", imports.KINDS)
def test_a_kind_knows_itself(kind: str) -> None:
    found = imports.KINDS[kind]
    headings = [name for c in found.columns for name in {c.name, c.swedish}]

    assert kind == found.name
    assert len(set(headings)) == len(headings)
    assert any(column.required for column in found.columns)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("people.csv", "people"),
        ("People (2).xlsx", "people"),
        ("C:\\Mina filer\\Nyckeltal.csv", "kpis"),
        ("kpis_2.csv", "kpis"),
        ("readings_later.csv", "readings"),
        ("åtgärder - kopia.csv", "actions"),
        ("ledningens genomgångar.csv", "reviews"),
    ],
)
def test_a_file_may_be_known_by_its_name(store: Store, name: str, kind: str) -> None:
    """Even where it cannot be read: the refusal then says why."""
    assert kind == imports.guess(store.at, name, b"\x81\xc3(")


@pytest.mark.parametrize("kind", [k for k in imports.KINDS if k != "readings"])
def test_a_file_may_be_known_by_its_heading(store: Store, kind: str) -> None:
    assert kind == imports.guess(store.at, "export.csv", imports.template(kind))


@pytest.mark.parametrize(
    "text",
    [
        "week;otif\n2026-W47;95\n",
        "Månad;Leveransprecision (OTIF)\n2026-10;95\n",
        "period;kpi;value\n2026-W47;otif;95\n",
    ],
)
def test_readings_are_known_by_period_and_kpi(store: Store, text: str) -> None:
    store.take("kpis", KPIS)

    assert "readings" == imports.guess(store.at, "export.csv", text.encode())


@pytest.mark.parametrize(
    "content",
    [
        b"week;cost\n2026-W47;95\n",
        b"id;title_sv\nG1;Titel\n",
        b"a;b\n1;2\n",
    ],
    ids=["no KPI", "may be several", "unknown"],
)
def test_what_may_be_anything_is_asked_about(store: Store, content: bytes) -> None:
    assert imports.guess(store.at, "export.csv", content) is None


@pytest.mark.parametrize(
    ("content", "code"), [(b"\x81\xc3(", "encoding"), (b"", "empty")]
)
def test_what_cannot_be_read_is_refused_for_that_instead_of_asked_about(
    store: Store, content: bytes, code: str
) -> None:
    with pytest.raises(ImportRefused) as refused:
        imports.guess(store.at, "export.csv", content)

    assert [code] == [problem.code for problem in refused.value.problems]
