"""An export holds its records with proofs, and says what it proves and what not."""

from __future__ import annotations

import csv
import html
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from config import texts
from tests.acceptance.cli_parts import Desk, desk
from tests.acceptance.evidence_parts import OUT, export, manifest, records, verify


@pytest.fixture(scope="module")
def once(played_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(desk(tmp_path_factory.mktemp("export"), played_template))


@pytest.fixture
def whole(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once, tmp_path / OUT))


# --- what is in it -------------------------------------------------------------


def test_everything_is_in_it_and_the_auditor_can_check_it_alone(
    played: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    published = played.published()
    folder = export(played)

    ran = verify(folder, tmp_path_factory.mktemp("auditor"), "--expect", published)

    assert 0 == ran.status, ran.all
    assert ran.said.startswith(f"intact: {published.partition(':')[0]} records")
    assert not ran.warned


def test_ledning_checks_it_too_without_a_database(whole: Path, bare: Desk) -> None:
    ran = bare.run("evidence", "verify", str(whole))

    assert 0 == ran.status
    assert "intact" in ran.said


def test_a_rehearsal_is_said_to_be_one(whole: Path) -> None:
    said = verify(whole, whole).said

    assert "rehearsal" == manifest(whole)["mode"]
    assert "no evidence of anything" in said
    assert "Rehearsal" in (whole / "index.html").read_text("utf-8")


def test_what_is_in_earnest_is_not_said_to_be_a_rehearsal(live: Desk) -> None:
    folder = export(live)

    assert "live" == manifest(folder)["mode"]
    assert "rehearsal" not in verify(folder, folder).said
    assert "Rehearsal" not in (folder / "index.html").read_text("utf-8")


def test_it_says_what_it_proves_and_what_not(whole: Path) -> None:
    sentence = "supports interview and observation"

    for name in ("index.html", "clause-5.1.1.html"):
        assert sentence in (whole / name).read_text("utf-8").lower()
    said = manifest(whole)["statement"]
    assert said.lower().startswith(f"{sentence}; proves no conformity")


def test_what_became_of_the_questions_is_counted(whole: Path) -> None:
    """The same in the manifest, on the page and beside the table; each is defined."""
    said = manifest(whole)
    page = html.unescape((whole / "index.html").read_text("utf-8"))
    with (whole / "records-about.csv").open(encoding="utf-8-sig", newline="") as file:
        beside = {row["name"]: row for row in csv.DictReader(file, delimiter=";")}

    assert said["counts"]["answered"] > 0
    assert {*said["counts"], "lag"} == said["definitions"].keys()
    for name, number in said["counts"].items():
        label, means = (
            texts.load().text(f"tally.{name}", "en"),
            said["definitions"][name],
        )
        assert (str(number), means) == (
            beside[label]["value"],
            beside[label]["meaning"],
        )
        assert re.search(
            rf">{label}</th><td>{number}</td><td[^>]*>{re.escape(means)}<", page
        )
    assert float(said["median_lag"]["working_hours"]) > 0


def test_the_role_of_who_spoke_is_in_the_words_of_the_export(whole: Path) -> None:
    """The organisation speaks Swedish, and its export was asked for in English."""
    with (whole / "records.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    roles = {row["role"] for row in rows if row["who"] == "Maria Lindqvist"}
    assert {"COO, operations and supply chain"} == roles


def test_it_says_who_led_where_and_what_was_asked_from(whole: Path) -> None:
    said = manifest(whole)
    page = (whole / "index.html").read_text("utf-8")

    leaders = {one["name"]: one["role"] for one in said["scope"]["top_management"]}
    assert 8 == len(leaders)
    assert "CFO" == leaders["Jonas Ekström"]
    assert {"Pune", "Greenville"} <= set(said["scope"]["sites"])
    for words in ("Jonas Ekström", "Pune", said["catalogue"]["version"]):
        assert words in page
    assert ["iso9001:2015"] == said["catalogue"]["editions"]


def test_every_page_belongs_to_a_clause_and_the_index_leads_to_all(whole: Path) -> None:
    index = (whole / "index.html").read_text("utf-8")
    pages = {page.name for page in whole.glob("clause-*.html")}

    assert pages == set(re.findall(r'href="(clause-[^"]+)"', index))
    assert "clause-5.1.1.html" in pages


def test_a_swedish_export_speaks_swedish(played: Desk) -> None:
    page = (export(played, "--language", "sv") / "index.html").read_text("utf-8")

    assert '<html lang="sv">' in page
    assert "Underlag" in page


def test_exporting_is_itself_a_fact(played: Desk) -> None:
    export(played, "--clause", "5.1.1", "--from", "2026-11-01")
    ((kind, payload),) = played.rows(
        "SELECT l.kind, p.payload FROM ledger l JOIN ledger_payload p USING (seq)"
        " ORDER BY seq DESC LIMIT 1"
    )

    said = json.loads(payload)["fact"]
    assert "evidence.exported" == kind
    assert ("5.1.1", "2026-11-01") == (said["clause"], said["first"])
    assert len(records(played.folder / OUT)) == said["records"]
    assert 0 == played.run("evidence", "verify").status


# --- counted by somebody else --------------------------------------------------


def recount(desk: Desk) -> dict[str, int]:
    """Count the facts of the ledger as its payloads say them, one after the other."""
    counts: Counter[str] = Counter()
    fate: dict[str, str] = {}
    shown: set[str] = set()
    for kind, payload in desk.rows(
        "SELECT l.kind, p.payload FROM ledger l JOIN ledger_payload p USING (seq)"
        " ORDER BY seq"
    ):
        said = json.loads(payload)
        fact, which = said["fact"], said["fact"].get("occasion_id", "")
        counts[kind] += 1
        counts["withheld"] += "auditor" not in said["header"]["audience"]
        match kind:
            case "prompt.asked":
                shown.add(which)
            case "prompt.answered" | "objective.reviewed" if which:
                fate[which] = "late" if fact["late"] else "answered"
            case "prompt.skipped" | "prompt.expired":
                fate.setdefault(which, kind)
            case _:
                pass
    fates = Counter(fate.values())
    return {
        "asked": len(shown),
        "delivered": counts["prompt.asked"],
        "answered": fates["answered"] + fates["late"],
        "late": fates["late"],
        "skipped": fates["prompt.skipped"],
        "silent": sum(f == "prompt.expired" and o in shown for o, f in fate.items()),
        "promised": counts["commitment.made"],
        "kept": counts["commitment.kept"],
        "missed": counts["commitment.missed"],
        "cases_opened": counts["case.opened"],
        "cases_closed": counts["case.closed"],
        "withheld": counts["withheld"],
    }


def test_the_counts_of_a_played_week_are_those_of_its_facts(played: Desk) -> None:
    expected = recount(played)

    counts = manifest(export(played))["counts"]

    assert expected == {name: counts[name] for name in expected}
    assert expected["delivered"] > expected["answered"] > 0


def test_every_record_is_marked_in_every_form(whole: Path) -> None:
    """In the lines, in the table and on the pages, where each page says it large."""
    with (whole / "records.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))

    assert all("rehearsal" in record["marks"] for record in records(whole))
    assert all("rehearsal" in row["marks"] for row in rows)
    for page in whole.glob("*.html"):
        text = page.read_text("utf-8")
        assert 'class="watermark"' in text
        listed = text.count('class="record" id=')
        assert text.count('<span class="mark">Rehearsal</span>') >= listed


def test_what_somebody_wrote_is_text_on_a_page_and_never_markup(played: Desk) -> None:
    played.change(
        "UPDATE ledger_text SET text = '<script>alert(1)</script>' WHERE field = 'text'"
    )
    folder = export(played)

    pages = "".join(page.read_text("utf-8") for page in folder.glob("*.html"))
    assert "&lt;script&gt;alert(1)" in pages
    assert "<script" not in pages


def test_a_clause_that_was_asked_for_has_its_page_and_no_half_page_beside_it(
    played: Desk,
) -> None:
    folder = export(played, "--clause", "5.1.1")

    assert ["clause-5.1.1.html"] == [p.name for p in folder.glob("clause-*.html")]


def test_a_clause_that_nothing_was_said_about_says_so(whole: Path) -> None:
    """Or nobody would miss it."""
    empty = [c for c, n in manifest(whole)["coverage"].items() if not n["asked"]]

    assert empty
    page = (whole / f"clause-{empty[0]}.html").read_text("utf-8")
    assert "No answer in this export covers this clause." in page


# --- a part of it --------------------------------------------------------------


def test_a_clause_is_that_clause_with_what_stands_below_it(played: Desk) -> None:
    folder = export(played, "--clause", "5.1.1")

    found = [
        json.loads(r["payload"])["header"]["requirements"] for r in records(folder)
    ]
    assert found
    assert all(any("/5.1.1" in one for one in those) for those in found)
    assert "5.1.1" == manifest(folder)["filter"]["clause"]
    assert 0 == verify(folder, folder).status


def test_a_person_is_what_is_about_them(played: Desk) -> None:
    folder = export(played, "--person", "E3")

    shown = [r["payload"] for r in records(folder) if r["state"] == "present"]
    facts = [json.loads(payload)["fact"] for payload in shown]
    assert facts
    others = {fact.get("person_id", "E3") for fact in facts} - {"E3"}
    assert not others


def test_a_span_takes_its_last_day_in_and_nothing_after_it(played: Desk) -> None:
    folder = export(played, "--from", "2026-11-24", "--to", "2026-11-24")

    days = {json.loads(r["payload"])["header"]["occurred_at"] for r in records(folder)}
    # The organisation's days: from midnight in Stockholm.
    assert min(days) >= "2026-11-23T23:00"
    assert max(days) < "2026-11-24T23:00"
    assert max(days) > "2026-11-24T08:00"


SLIPS = [
    (("--clause", "99.9"), "no requirement is 99.9"),
    (("--clause", "5.1.1.zz"), "no requirement is 5.1.1.zz"),
    (("--person", "E99"), "nobody is E99; there are: C1, C2, E1"),
    (("--from", "2026-12-01", "--to", "2026-11-01"), "is before --from"),
    (("--from", "0001-01-01"), "a day of no ledger"),
    (("--to", "9999-12-31"), "a day of no ledger"),
]


@pytest.mark.parametrize(("words", "said"), SLIPS, ids=str)
def test_a_slip_is_refused_and_nothing_is_written(
    words: tuple[str, ...], said: str, live: Desk
) -> None:
    """An empty export would say that there is no evidence."""
    before = live.published()
    ran = live.run("evidence", "export", "--out", OUT, *words)

    assert 1 == ran.status
    assert said in ran.warned
    assert not (live.folder / OUT).exists()
    assert before == live.published()


def test_a_day_that_is_none_is_a_wrong_use(live: Desk) -> None:
    ran = live.run("evidence", "export", "--out", OUT, "--from", "2026-02-30")

    assert 2 == ran.status
    assert "--from" in ran.warned


# --- where it goes -------------------------------------------------------------


def test_a_folder_with_something_in_it_stays_as_it_is(live: Desk) -> None:
    kept = live.folder / OUT / "protokoll.txt"
    kept.parent.mkdir()
    kept.write_text("kvar")

    ran = live.run("evidence", "export", "--out", OUT)

    assert 1 == ran.status
    assert f"{OUT} exists already: name a new folder" in ran.warned
    assert [kept] == list(kept.parent.iterdir())


def test_an_empty_folder_will_do(live: Desk) -> None:
    (live.folder / OUT).mkdir()

    assert records(export(live))


def test_nothing_half_written_is_left(live: Desk) -> None:
    """Neither under its name nor beside it."""
    (live.folder / "file").write_text("")
    before, there = live.published(), set(live.folder.iterdir())

    ran = live.run("evidence", "export", "--out", f"file/{OUT}")

    assert 1 == ran.status
    assert "cannot be written" in ran.warned
    assert there == {f for f in live.folder.iterdir() if "-" not in f.name}
    assert before == live.published()


# --- what a spreadsheet and a browser make of it -------------------------------


def test_no_cell_of_the_table_can_run(played: Desk) -> None:
    """What people write must not run on an auditor's machine."""
    csv_file = played.folder / "risks.csv"
    csv_file.write_text(
        'id;title_en;kind;owner\nR77;"=HYPERLINK(""http://evil.example"")";threat;E3\n',
        "utf-8",
    )
    imported = played.run("import", "risks", csv_file.name, "--yes")
    assert 0 == imported.status, imported.all
    folder = export(played)

    with (folder / "records.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))

    assert len(records(folder)) + 1 == len(rows)
    assert any("HYPERLINK" in cell for row in rows for cell in row)
    starts = {cell[:1] for row in rows[1:] for cell in row}
    assert not starts & set("=+-@\t\r\n")
