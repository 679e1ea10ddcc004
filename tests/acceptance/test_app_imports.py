"""Files that a coordinator drops into the chat: looked at, confirmed, taken back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from http import HTTPStatus

import pytest

from bot.desk.imports import KINDS
from engagement.facts import EntryRetired, ImportAccepted, ImportUndone, ReadingRecorded
from tests.acceptance.app_parts import CFO, KARIN, Chat, Seat

READINGS = b"period;otif\n2026-W46;93,4\n2026-W47;95,4\n"
CONFIRM = "readings.csv: importera som readings?"


async def otif(chat: Chat) -> dict[str, str]:
    """Return the newest reading of every week."""

    def read(unit: object) -> dict[str, str]:
        found = unit.kpis.readings("otif")  # type: ignore[attr-defined] # a Unit
        return {str(one.period): str(one.value) for one in found}

    return await chat.app.store.work.read(read)


async def refused(seat: Seat, name: str, file: bytes, note: str) -> str:
    """Drop a file that cannot be taken; nothing of it may be on record."""
    before = await seat.chat.size()
    said = await seat.drop(name, file, note)
    assert await seat.chat.size() == before
    assert "inget av den är sparat" in said
    return said


async def test_a_file_is_looked_at_first_and_stored_when_confirmed(
    chat: Chat,
) -> None:
    """The dry run says what would change, and changes nothing."""
    karin, size = chat.as_(KARIN), await chat.size()
    said = await karin.drop("readings.csv", READINGS, "import readings")
    assert "Ändrade: 2" in said
    assert await chat.size() == size
    done = await karin.submit("send", CONFIRM)
    assert "importerad" in done[0]
    assert (await otif(chat))["2026-W47"] == "95.4"


async def test_a_confirmation_counts_once(chat: Chat) -> None:
    """A second press finds nothing to confirm."""
    karin = chat.as_(KARIN)
    await karin.drop("readings.csv", READINGS, "import readings")
    await karin.submit("send", CONFIRM)
    size = await chat.size()
    said = await karin.submit("send", CONFIRM)
    assert "igen" in said[0]
    assert await chat.size() == size


async def test_a_cancelled_file_is_forgotten(chat: Chat) -> None:
    """*Cancel* stores nothing, and the form is void."""
    karin, size = chat.as_(KARIN), await chat.size()
    await karin.drop("readings.csv", READINGS, "import readings")
    await karin.click("cancel", CONFIRM)
    await karin.submit("send", CONFIRM)
    assert await chat.size() == size


async def test_a_wrong_import_is_taken_back_by_superseding(chat: Chat) -> None:
    """What was there before holds again; what was imported stays on record."""
    karin, before = chat.as_(KARIN), await otif(chat)
    wrong = b"period;otif\n2026-W47;12\n2026-W48;13\n"
    await karin.drop("readings.csv", wrong, "import readings")
    done = await karin.submit("send", CONFIRM)
    which = re.findall(r"ångra (\w+)", done[0])[0]
    recorded = len(await chat.facts(ReadingRecorded))
    said = await karin.command(f"/ledning importera ångra {which}")
    assert "readings.csv" in said
    assert await otif(chat) == before
    assert len(await chat.facts(ReadingRecorded)) >= recorded
    await chat.only(ImportUndone)


async def test_a_dry_run_says_what_changes_and_retires_only_when_told_twice(
    chat: Chat,
) -> None:
    """Values old and new, who is new and who is gone; a second card before it goes."""
    karin = chat.as_(KARIN)
    kept = await chat.app.store.work.read(lambda unit: unit.entries.goals())
    first, *others = kept
    file = (
        f"id;title_sv;title_en\n{first.goal_id};Något annat;{first.title.en}\n"
        "G9;Nytt mål;New goal\n"
    ).encode()
    said = await karin.drop("goals.csv", file, "import goals")
    assert f"titel: {first.title.sv} → Något annat" in said
    assert "Nya: 1: G9 Nytt mål" in said
    assert f"{others[0].goal_id} {others[0].title.sv}" in said
    button = f"Ta bort ur bruk de här {len(others)}"
    assert button in said
    size = await chat.size()
    (sure,) = await karin.click("retire", "importera som goals?")
    assert await chat.size() == size
    assert f"Ta de här {len(others)} som inte finns kvar" in sure
    done = await karin.submit("send", f"Ta de här {len(others)} som inte finns kvar")
    gone = await chat.facts(EntryRetired)
    assert {one.entry_id for one in gone} == {one.goal_id for one in others}
    which = re.findall(r"ångra (\w+)", done[0])[0]
    await karin.command(f"/ledning importera ångra {which}")
    back = await chat.app.store.work.read(lambda unit: unit.entries.goals())
    assert set(kept) == set(back)


async def test_a_file_that_only_leaves_out_offers_to_retire(chat: Chat) -> None:
    """And people are never offered."""
    karin = chat.as_(KARIN)
    goals = await chat.app.store.work.read(lambda unit: unit.entries.goals())
    one = goals[0]
    file = f"id;title_sv\n{one.goal_id};{one.title.sv}\n".encode()
    said = await karin.drop("goals.csv", file, "import goals")
    assert "Det finns inget nytt i goals.csv" in said
    only = "id;name\nC1;Karin Åberg\n".encode()
    assert "Ta bort ur bruk" not in await karin.drop("people.csv", only, "people")


@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_every_kind_has_a_template_that_can_be_downloaded(
    chat: Chat, kind: str
) -> None:
    """The template is a file behind a link, and itself a file of that kind."""
    karin = chat.as_(KARIN)
    said = await karin.command(f"/ledning import {kind}")
    assert f"<{kind}.csv>" in said
    (address,) = re.findall(r'href="(/chat/[^/]+/files/[^"]+)"', await karin.html())
    async with chat.browser() as browser:
        got = await browser.get(address)
    assert got.status_code == HTTPStatus.OK
    assert "attachment" in got.headers["content-disposition"]
    assert got.content.decode("utf-8-sig").count("\n") >= 1


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("period;otif\n2026-W48;9x\n", "Rad 2, kolumn otif"),
        ("period;otif\n2026-W99;95\n", "Rad 2, kolumn period"),
        ("period;otif\n2026-W48;95\n2026-W48;96\n", "finns redan, på rad 2"),
        ("period;magi\n2026-W48;95\n", "kolumn magi"),
        ("otif\n95\n", "perioden"),
        ("period;otif\n2026-W48;140\n", "Rad 2, kolumn otif"),
        ('period;otif\n2026-W48;"95\n', "citat"),
        ("", "tom"),
    ],
)
async def test_a_bad_table_is_refused_with_line_and_column(
    chat: Chat, file: str, says: str
) -> None:
    """Every bad place is named, and nothing of the file is stored."""
    if not file:
        got = await chat.as_(KARIN).post(
            "say",
            {"conversation": "dm:C1", "text": ""},
            files={"file": ("readings.csv", b"")},
        )
        assert says in got.text
        return
    said = await refused(
        chat.as_(KARIN), "readings.csv", file.encode(), "import readings"
    )
    assert says in said


async def test_the_same_key_twice_and_a_missing_column_are_refused(
    chat: Chat,
) -> None:
    """Two people with one id, and people without a name."""
    karin = chat.as_(KARIN)
    twice = b"id;name;role_en\nE9;Anna;CIO\nE9;Bo;CIO\n"
    assert "E9" in await refused(karin, "people.csv", twice, "import people")
    nameless = b"id;role_en\nE9;CIO\n"
    assert "name" in await refused(karin, "people.csv", nameless, "import people")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
async def test_letters_survive_every_encoding(chat: Chat, encoding: str) -> None:
    """Å, ä and ö, as Excel and others write them."""
    karin = chat.as_(KARIN)
    file = "id;title_en;title_sv\nG9;Growth;Växa på egen hand\n".encode(encoding)
    await karin.drop("goals.csv", file, "import goals")
    await karin.submit("send", "importera som goals?")
    goals = await chat.app.store.work.read(lambda unit: unit.entries.goals())
    assert "Växa på egen hand" in {one.title.sv for one in goals}


async def test_bytes_that_are_no_text_are_refused(chat: Chat) -> None:
    """Neither a picture nor a broken file is read as figures."""
    karin = chat.as_(KARIN)
    await refused(karin, "goals.csv", b"\x00\x01\x02" * 50, "import goals")
    said = await refused(karin, "goals.xlsx", b"no workbook", "import goals")
    assert "rubrikraden" not in said


async def test_100_000_rows_are_refused_in_words(chat: Chat) -> None:
    """It says how many are too many, before anything is checked line by line."""
    rows = "".join(f"G{n};t;t\n" for n in range(100_000))
    file = f"id;title_en;title_sv\n{rows}".encode()
    said = await refused(chat.as_(KARIN), "goals.csv", file, "import goals")
    assert "20000" in said


def bomb() -> bytes:
    """Return a workbook that would become a hundred times itself."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 64_000_000)
    return held.getvalue()


async def test_a_zip_bomb_is_not_unpacked(chat: Chat) -> None:
    """It is left alone, and the reason is told."""
    said = await refused(chat.as_(KARIN), "goals.xlsx", bomb(), "import goals")
    assert "packas upp" in said


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("export.xlsx", lambda: b"no workbook", "arbetsbok"),
        ("export.xlsx", bomb, "packas upp"),
        ("export.csv", lambda: b"\x00\x01\x02" * 50, "Tecknen går inte att läsa"),
    ],
    ids=["no workbook", "bomb", "binary"],
)
async def test_a_file_without_a_word_is_refused_for_what_is_wrong_with_it(
    chat: Chat, name: str, make: Callable[[], bytes], says: str
) -> None:
    """Asking what it holds would send the person off to drop it in vain again."""
    said = await refused(chat.as_(KARIN), name, make(), "")
    assert says in said


async def test_a_long_file_without_its_periods_is_told_so(chat: Chat) -> None:
    """The missing column is named, and none that is there is blamed."""
    long = b"kpi,value\notif,95\n"
    said = await refused(chat.as_(KARIN), "readings.csv", long, "import readings")
    assert "Kolumnen ”period” saknas" in said
    assert "okänd" not in said


async def test_a_file_of_an_executive_is_not_taken(chat: Chat) -> None:
    """Importing is the coordinator's, whatever the file is called."""
    accepted, size = len(await chat.facts(ImportAccepted)), await chat.size()
    said = await chat.as_(CFO).drop("readings.csv", READINGS, "import readings")
    assert "samordnare" in said
    assert await chat.size() == size
    assert len(await chat.facts(ImportAccepted)) == accepted


async def test_other_kinds_of_files_are_refused_at_the_door(chat: Chat) -> None:
    """A program is no table."""
    got = await chat.as_(KARIN).post(
        "say",
        {"conversation": "dm:C1", "text": ""},
        files={"file": ("figures.exe", b"MZ")},
    )
    assert got.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "CSV" in got.text
