"""What makes a file good or bad, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.desk import imports
from engagement.errors import NotFound, Refused
from engagement.facts import GoalRecorded, ImportAccepted
from engagement.texts import Bilingual
from tests.unit.import_parts import GOALS, OBJECTIVES, Store, csv, opened, workbook


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


def test_a_dry_run_stores_nothing(store: Store) -> None:
    before = store.size

    plan = store.plan("goals", GOALS)

    assert ("G1",) == plan.added
    assert before == store.size
    assert () == store.unit.entries.goals()


def test_an_accepted_file_is_recorded_with_itself_last(store: Store) -> None:
    before = store.size

    import_id = store.take("goals", GOALS)

    goal, accepted = store.facts(before)
    assert isinstance(goal, GoalRecorded)
    assert isinstance(accepted, ImportAccepted)
    assert (import_id, "goals", "file.csv", 1) == (
        accepted.import_id,
        accepted.kind,
        accepted.file_name,
        accepted.rows,
    )
    assert 64 == len(accepted.sha256)


def test_the_records_of_an_import_are_those_right_before_it(store: Store) -> None:
    store.take("goals", GOALS + "G2;Second;Andra\n")

    row = store.unit.books.imports()[0]
    records = store.unit.books.records(row.first_seq, row.last_seq)

    facts = [record.fact for _, record in records if record is not None]
    assert ["G1", "G2"] == [
        f.goal.goal_id for f in facts if isinstance(f, GoalRecorded)
    ]


def test_whoever_imports_is_the_author(store: Store) -> None:
    store.take("goals", GOALS)

    row = store.unit.books.imports()[0]
    ((_, record),) = store.unit.books.records(row.first_seq, row.last_seq)

    assert record is not None
    assert "Karin Åberg" == record.header.author.name


def test_the_same_file_twice_changes_nothing(store: Store) -> None:
    store.take("goals", GOALS)
    plan = store.plan("goals", GOALS)

    assert ((), ("G1",)) == (plan.facts, plan.unchanged)
    with pytest.raises(Refused) as refused:
        imports.accept(store.at, plan, store.record)
    assert "nothing_changed" == refused.value.code


def test_only_what_differs_is_recorded(store: Store) -> None:
    store.take("goals", GOALS + "G2;Second;Andra\n")

    plan = store.plan("goals", GOALS + "G2;Second;Nummer två\nG3;Third;Tredje\n")

    assert (("G3",), ("G2",), ("G1",)) == (plan.added, plan.changed, plan.unchanged)
    assert 2 == len(plan.facts)


def test_what_is_not_in_the_file_stays_and_is_named(store: Store) -> None:
    store.take("goals", GOALS + "G2;Second;Andra\n")
    plan = store.plan("goals", "id;title_sv\nG2;Nummer två\n")
    imports.accept(store.at, plan, store.record)

    assert ("G1",) == plan.missing
    assert ["G1", "G2"] == [goal.goal_id for goal in store.unit.entries.goals()]


def test_a_column_that_is_not_in_the_file_is_left_alone(store: Store) -> None:
    store.take("goals", GOALS)
    store.take("goals", "id;title_sv\nG1;Löften\n")

    assert Bilingual(en="Promises kept", sv="Löften") == (
        store.unit.entries.goals()[0].title
    )


def test_an_empty_cell_empties_what_is_there(store: Store) -> None:
    store.take("goals", GOALS)
    store.take("goals", "id;title_en;title_sv\nG1;;Löften\n")

    assert Bilingual(sv="Löften") == store.unit.entries.goals()[0].title


@pytest.mark.parametrize(
    "heading",
    [
        "ID;Titel;Titel engelska",
        "id;TITLE-SV;Title_EN",
        " Id ; titel ; titel-engelska ",
    ],
)
def test_headings_may_be_swedish_and_in_any_case(store: Store, heading: str) -> None:
    store.take("goals", f"{heading}\nG1;Hålla löften;Promises kept\n")

    assert Bilingual(en="Promises kept", sv="Hålla löften") == (
        store.unit.entries.goals()[0].title
    )


def test_every_bad_heading_is_told(store: Store) -> None:
    found = store.refusal("goals", "title_en;titel;title_sv;owner\na;b;c;d\n")

    assert [
        (1, "title_sv", "column_twice", {"first": "titel"}),
        (1, "owner", "unknown_column", {"known": "id, title_en, title_sv"}),
        (1, "id", "missing_column", {}),
    ] == [(p.line, p.column, p.code, p.values) for p in found]


def test_every_bad_line_is_told_and_none_is_stored(store: Store) -> None:
    found = store.problems(
        "goals", "id;title_sv\nG1;Bra\n;Utan id\nG 2;Blank i id\nG3;\ng1;Igen\n"
    )

    assert [
        (3, "id", "required"),
        (4, "id", "not_an_id"),
        (5, None, "title_missing"),
        (6, "id", "duplicate_id"),
    ] == found
    assert () == store.unit.entries.goals()


def test_problems_name_the_heading_as_it_stands_in_the_file(store: Store) -> None:
    assert [(2, "Titel", "too_long")] == store.problems(
        "goals", f"ID;Titel\nG1;{'x' * 161}\n"
    )


def test_an_id_is_the_same_in_capitals_and_small_letters(store: Store) -> None:
    store.take("goals", GOALS)
    plan = store.plan("goals", "id;title_sv\ng1;Andra ord\n")

    assert (("G1",), ()) == (plan.changed, plan.added)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_common_encoding_comes_to_the_same(store: Store, encoding: str) -> None:
    store.take("goals", csv(GOALS).decode().encode(encoding))

    assert "Hålla löften" == store.unit.entries.goals()[0].title.sv


def test_accents_are_kept_in_one_spelling(store: Store) -> None:
    """A Mac writes å as two characters; that is no change."""
    store.take("goals", GOALS)

    assert () == store.plan("goals", GOALS.replace("å", "a\u030a")).facts


def test_an_excel_file_is_as_good(store: Store) -> None:
    store.take("goals", GOALS)
    store.take("kpis", "id\notif\n")
    store.take("objectives", OBJECTIVES)
    heading, line = (row.split(";") for row in OBJECTIVES.strip().splitlines())
    cells: list[Any] = [*line[:6], 91.2, 95, *line[8:]]

    assert () == store.plan("objectives", workbook(heading, cells)).facts


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"id;title_sv\n", "empty"),
        (b"id;title_sv\nG1;\x81\xc3(", "encoding"),
        (b'id;title_sv\nG1;"never closed\n', "broken_quotes"),
        (b"id;title_sv\nG1;b;c\n", "ragged_row"),
        (b"id;id\nG1;G2\n", "duplicate_heading"),
        (b"PK\x03\x04 no workbook", "not_a_table"),
        (b"id;title_sv\n" + b"G1;x\n" * 100_000, "too_many_rows"),
        (b"x" * 5_000_001, "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_is_refused(store: Store, content: bytes, code: str) -> None:
    assert [code] == [code for _, _, code in store.problems("goals", content)]


def test_an_unknown_kind_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound) as error:
        store.plan("budgets", GOALS)

    assert ("import_kind", "budgets") == (error.value.code, error.value.values["kind"])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\karin\\mål.csv", "mål.csv"),
        ("../../etc/goals.csv", "goals.csv"),
        (f"{'x' * 300}.csv", f"{'x' * 196}.csv"),
        ("", "file"),
    ],
)
def test_a_file_is_known_by_its_name_alone(store: Store, given: str, kept: str) -> None:
    assert kept == store.plan("goals", GOALS, given).file_name


def test_everybody_is_looked_at_again(store: Store) -> None:
    people = store.unit.people
    people.look_at({"C1": None, "E1": None, "E3": None})
    store.take("goals", GOALS)

    found = people.to_look_at(store.now, after="", most=9)

    assert ["C1", "E1", "E3"] == [person.person_id for person in found]
