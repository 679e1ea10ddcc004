"""A quarter of the sample company, lived through the web chat, in either language.

Launched by hand on a Monday, played for thirteen weeks: the COO is always blocked, the
CCO never answers, the CFO leaves in week 5 and is followed in week 6, an auditor comes
in week 9. Everybody else answers, promises, puts off, and now and then lets a week go.
"""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from engagement.cards import (
    ChoiceInput,
    DayInput,
    Input,
    MomentInput,
    NumberInput,
    Section,
    State,
)
from engagement.facts import IdentityLinked, Record
from engagement.texts import Language
from tests.acceptance.app_parts import (
    BEGAN,
    CCO,
    CEO,
    CFO,
    CHANNEL,
    COMPANY,
    COO,
    CTO,
    GREENVILLE,
    HR,
    KARIN,
    PUNE,
    ROHAN,
    Chat,
    Seat,
    found_draft,
    running,
)
from tests.acceptance.card_parts import actions_of, verb_of, words_of
from tests.acceptance.launch_parts import launch, prepare

WEEKS = 13
FIRST = date(2026, 11, 23)
"Monday of week 1."
LEAVES = date(2026, 12, 23)
"In week 5."
FOLLOWS = date(2026, 12, 28)
"In week 6."
SUCCESSOR = "E9"
AUDIT = (date(2027, 1, 19), date(2027, 1, 20))
"In week 9."
ENDS = BEGAN + timedelta(weeks=WEEKS)
STOCKHOLM = ZoneInfo("Europe/Stockholm")
LOOKS = (time(10, 30), time(15, 30))
"When people look at their chat, in Stockholm: the second one is a morning in America."
BUSY = {1, 2}
"Days on which most questions come, and people look twice."
DESK = time(8, 30)
"When the coordinator sits down."
ACTIONS = """\
A11;Start-up meetings in Pune;Startmöten i Pune;MR-2026-2;improvement;E3;2026-12-11;open;;2026-09-03;
A12;Second source for castings: contract;Andra källan för gjutgods: avtal;MR-2026-2;improvement;E3;2027-01-15;open;;2026-09-03;
A13;Installation plan for the test rig;Installationsplan för provriggen;MR-2026-2;improvement;E5;2026-12-04;open;;2026-09-03;
A14;Release check in the design system;Frisläppningskontroll i konstruktionssystemet;MR-2026-2;improvement;E5;2027-01-15;open;;2026-09-03;
A15;A letter on the policy to everybody;Ett brev om policyn till alla;MR-2026-2;improvement;E1;2026-12-09;open;;2026-09-03;
"""
"Decisions that are due in the quarter, so that the COO has something to be blocked in."
AWAY: Mapping[str, Sequence[int]] = {GREENVILLE: (3, 4, 9), PUNE: (7,)}
"Weeks that somebody lets go by without a word."

SAY: Mapping[Language, Mapping[str, str]] = {
    "sv": {
        "cases": "ärenden alla",
        "close": "ärenden stäng",
        "hand": "ärenden lämna",
        "today": "idag",
        "talk": "samtal",
        "leave": "personer slutar",
        "function": "personer funktion",
        "handover": "personer lämna",
        "add": "personer ny",
        "audit": "revision planera",
        "set": "program sätt",
        "anyway": "ändå",
        "import": "importera readings",
        "visible": "mål O4 synligt",
        "done": "klart",
        "stuck": "fast: ingen budget",
        "outcome": "Vi tog bort det som stod i vägen",
        "words": "Vi tar upp det på nästa ledningsmöte",
        "why": "Ingen ska svara för den längre",
    },
    "en": {
        "cases": "cases all",
        "close": "cases close",
        "hand": "cases hand",
        "today": "today",
        "talk": "talk",
        "leave": "people leave",
        "function": "people function",
        "handover": "people handover",
        "add": "people add",
        "audit": "audit plan",
        "set": "programme set",
        "anyway": "anyway",
        "import": "import readings",
        "visible": "objective O4 visible",
        "done": "done",
        "stuck": "stuck: no budget",
        "outcome": "We removed what stood in the way",
        "words": "We take it up at the next management meeting",
        "why": "Nobody is to answer for it any more",
    },
}


@dataclass(frozen=True, kw_only=True)
class Posted:
    """One message of the bot: in the leadership channel, or to a coordinator."""

    at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class Played:
    """What is left when the quarter is over."""

    language: Language
    database: Path
    records: Sequence[Record]
    channel: Sequence[Posted]
    told: Mapping[str, Sequence[Posted]]
    "Coordinator -> everything that the bot said to them."
    listed: frozenset[str]
    "Ids of the open cases that the coordinator's list shows, as it shows them."
    said: Mapping[str, str]
    "What the bot answered to some commands."
    left: str
    "What the list of the leaver's things says at the end."


# --- the company ------------------------------------------------------------------


def company(folder: Path, language: Language) -> Path:
    """Write the sample company with its two languages as they are, or exchanged."""
    shutil.copytree(COMPANY, folder)
    with (folder / "actions.csv").open("a", encoding="utf-8") as file:
        file.write(ACTIONS)
    if language == "sv":
        return folder
    organisation = folder / "organisation.toml"
    text = organisation.read_text("utf-8")
    organisation.write_text(text.replace('"sv"', '"en"'), "utf-8")
    people = folder / "people.csv"
    with people.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        row["language"] = {"sv": "en", "en": "sv"}[row["language"]]
    with people.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def figures() -> Mapping[int, bytes]:
    """Return the readings of the weeks to come, as a file each: ISO week to table."""
    lines = (COMPANY / "readings_later.csv").read_text("utf-8-sig").splitlines()
    head, *rows = lines
    return {
        int(row.partition(";")[0].rpartition("W")[2]): f"{head}\n{row}\n".encode()
        for row in rows
    }


# --- people -----------------------------------------------------------------------


@dataclass
class Leader:
    """One executive who looks at their chat and does something about it."""

    seat: Seat
    language: Language
    turns: Counter[str] = field(default_factory=Counter)

    async def looks(self, week: int) -> None:
        """Answer, put off or skip everything that is open."""
        if self.seat.user_id == CCO or week in AWAY.get(self.seat.user_id, ()):
            return
        found = await self._open()
        for reference, section in found.items():
            if len(found) == 1 and await self._typed(reference, section):
                continue
            if not await self._put_off(reference):
                await self._answer(reference, section)
        await self._inherits()

    async def _open(self) -> dict[str, Section]:
        found: dict[str, Section] = {}
        for message in await self.seat.messages():
            for section in message.card.sections if message.card else ():
                verbs = {verb_of(one) for one in actions_of(section)}
                found.pop(section.reference, None)
                if section.state is State.OPEN and "answer" in verbs:
                    found[section.reference] = section
        return found

    async def _typed(self, reference: str, section: Section) -> bool:
        """Say it in words, every other time that words do."""
        options = _options(section)
        self.turns["typed"] += "blocked" in options
        if "blocked" not in options or self.turns["typed"] % 2:
            return False
        word = "stuck" if self.seat.user_id == COO else "done"
        await self.seat.type(SAY[self.language][word])
        await self._details(reference)
        return True

    async def _put_off(self, reference: str) -> bool:
        """Put something off or skip it, now and then."""
        self.turns["asked"] += 1
        turn = self.turns["asked"]
        if self.seat.user_id == HR and turn % 5 == 2:
            await self.seat.click("why", reference)
            await self.seat.click("later", reference)
            await self.seat.submit("snooze", reference, when="tomorrow")
            return True
        if self.seat.user_id == PUNE and turn % 5 == 3:
            await self.seat.click("skip", reference)
            await self.seat.submit("skipped", reference, reason="no_time")
            return True
        return False

    async def _answer(self, reference: str, section: Section) -> None:
        values = {one.input_id: self._fitting(one) for one in section.inputs}
        await self.seat.submit("answer", reference, **values)
        await self._details(reference)

    async def _details(self, reference: str) -> None:
        for _ in range(4):
            shown = await self.seat.section(reference)
            if "detail" not in {verb_of(one) for one in actions_of(shown)}:
                return
            detail = self._fitting(shown.inputs[0])
            await self.seat.submit("detail", reference, detail=detail)
        raise AssertionError(f"{reference} never stops asking")

    async def _inherits(self) -> None:
        """Accept the first of the things that somebody else answered for."""
        if self.seat.user_id != SUCCESSOR or self.turns["accepted"]:
            return
        for message in await self.seat.messages():
            for section in message.card.sections if message.card else ():
                if "accept" in {verb_of(one) for one in actions_of(section)}:
                    self.turns["accepted"] += 1
                    await self.seat.click("accept", section.reference)
                    return

    def _fitting(self, one: Input) -> str:
        """Return what this person says: the COO is blocked, the CTO is late."""
        today = self.seat.chat.now.astimezone(STOCKHOLM).date()
        match one:
            case ChoiceInput(options=options):
                return self._chosen([option.option_id for option in options])
            case NumberInput(most=most):
                return str(min(int(most), 7))
            case DayInput():
                return str(_working_day(today + timedelta(days=9)))
            case MomentInput():
                return f"{_working_day(today + timedelta(days=2))}T14:00"
            case _:
                return SAY[self.language]["words"]

    def _chosen(self, options: Sequence[str]) -> str:
        who = self.seat.user_id
        if "kept" in options:
            self.turns["checked"] += 1
            late = who == CTO or self.turns["checked"] % 3 == 0
            return "not_yet" if late and self.turns["checked"] % 2 else "kept"
        if "blocked" not in options:
            return options[0]
        self.turns["four"] += 1
        if who == COO:
            return "blocked"
        return (
            "planned"
            if who in {CEO, CTO}
            else ("planned", "done")[self.turns["four"] % 2]
        )


def _options(section: Section) -> set[str]:
    return {
        option.option_id
        for one in section.inputs
        if isinstance(one, ChoiceInput)
        for option in one.options
    }


def _working_day(day: date) -> date:
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


# --- the coordinator ---------------------------------------------------------------


@dataclass
class Steering:
    """The coordinator's Mondays, and what happens once."""

    chat: Chat
    language: Language
    said: dict[str, str] = field(default_factory=dict)

    @property
    def karin(self) -> Seat:
        """Where the coordinator sits."""
        return self.chat.as_(KARIN)

    async def gives(self, name: str, rest: str = "") -> str:
        """Give a command in the language of the story; keep what was said."""
        line = f"/ledning {SAY[self.language][name]} {rest}".strip()
        self.said[f"{name} {rest}".strip()] = said = await self.karin.command(line)
        return said

    async def monday(self, week: int) -> None:
        """Figures, the list, a case or two; and what this very week brings."""
        table = figures().get((FIRST + timedelta(weeks=week - 2)).isocalendar()[1])
        if table is not None and week > 1:
            line = f"/ledning {SAY[self.language]['import']}"
            await self.karin.drop("readings.csv", table, line)
            await self.karin.submit("send")
        self.said[f"today {week}"] = await self.gives("today")
        await self._cases(week)
        match week:
            case 2:
                await self.chat.as_(CTO).command(
                    f"/ledning {SAY[self.language]['visible']}"
                )
            case 3:
                days = f"{AUDIT[0]}..{AUDIT[1]}"
                await self.gives("audit", f'{days} "Nordcert" "ISO 9001:2015"')
                await self.gives("talk", f'@{CCO} "{SAY[self.language]["outcome"]}"')
            case 5:
                await self.gives("leave", f"@{CFO} {LEAVES}")
            case 6:
                await self._follow()
            case 8:
                anyway = SAY[self.language]["anyway"]
                await self.gives("set", f"items_per_bundle 3 {anyway}")
            case _:
                pass

    async def _cases(self, week: int) -> None:
        """Close the most urgent one; hand the next over to the other coordinator."""
        found = list(await self.listed())
        if found and week <= WEEKS - 3:
            outcome = SAY[self.language]["outcome"]
            await self.gives("close", f'{found[0]} "{outcome}"')
        if len(found) > 1 and week == 4:
            await self.gives("hand", f"{found[1]} @{ROHAN}")

    async def listed(self) -> list[str]:
        """Return the short ids of the open cases, page by page, as they are shown."""
        found: list[str] = []
        for page in range(1, 20):
            await self.karin.command(f"/ledning {SAY[self.language]['cases']} {page}")
            card = (await self.karin.messages())[-1].card
            sections = () if card is None else card.sections
            shown = [s.reference for s in sections if s.reference.startswith("case:")]
            found += [reference.partition(":")[2][:6] for reference in shown]
            if len(shown) < 5:
                break
        return found

    async def _follow(self) -> None:
        """Somebody new follows the CFO: everything is handed over but one thing."""
        await self.gives("add", SUCCESSOR)
        await self.karin.submit(
            "send",
            SUCCESSOR,
            name="Elin Sandgren",
            role_en="CFO",
            role_sv="ekonomichef",
            zone="Europe/Stockholm",
            country="SE",
            language=self.language,
        )
        # Who somebody is on a platform is confirmed where accounts are, not in chat.
        account = IdentityLinked(
            person_id=SUCCESSOR,
            platform="webchat",
            workspace="local",
            user_id=SUCCESSOR,
            verified_by=KARIN,
        )
        await self.chat.record(account)
        await self.gives("function", f"@{SUCCESSOR} cfo")
        await self.gives("handover", f"@{CFO} @{SUCCESSOR}")
        card = (await self.karin.messages())[-1].card
        assert card is not None
        found = [s.reference for s in card.sections if "hand" in _verbs(s)]
        dropped = found.pop()
        await self.karin.click("drop", dropped)
        await self.karin.submit("send", reason=SAY[self.language]["why"])
        for reference in found:
            await self.karin.submit("hand", reference, to=SUCCESSOR)


def _verbs(section: Section) -> set[str]:
    return {verb_of(one) for one in actions_of(section)}


# --- the quarter -------------------------------------------------------------------


async def play(path: Path, folder: Path, language: Language) -> Played:
    """Found a draft, launch it, live through thirteen weeks; return what is left."""
    found_draft(path, company(folder, language))
    async with running(path) as chat:
        steering = Steering(chat=chat, language=language)
        other: Language = "en" if language == "sv" else "sv"
        abroad = {GREENVILLE, PUNE}
        leaders = [
            Leader(seat=chat.as_(who), language=other if who in abroad else language)
            for who in (CEO, CFO, COO, CTO, HR, GREENVILLE, PUNE, SUCCESSOR)
        ]
        await chat.wait(hours=1)
        await prepare(chat)
        await launch(chat)
        for number in range(WEEKS * 7):
            day = FIRST + timedelta(days=number)
            if day.weekday() < 5:
                await _day(chat, steering, leaders, day)
        await chat.until(ENDS)
        listed = frozenset(await steering.listed())
        left = await steering.gives("handover", f"@{CFO}")
        return Played(
            language=language,
            database=path,
            records=await chat.records(),
            channel=await _said(chat.as_(CEO), CHANNEL),
            told={who: await _said(chat.as_(who)) for who in (KARIN, ROHAN)},
            listed=listed,
            said=steering.said,
            left=left,
        )


async def _said(seat: Seat, room: str | None = None) -> list[Posted]:
    """Return what the bot said in a room."""
    return [
        Posted(at=one.posted_at, text=words_of(one))
        for one in await seat.messages(room)
        if one.author is None
    ]


async def _day(
    chat: Chat, steering: Steering, leaders: Sequence[Leader], day: date
) -> None:
    week = (day - FIRST).days // 7 + 1
    if day.weekday() == 0 and week > 1:
        await chat.until(_instant(day, DESK))
        await steering.monday(week)
    for wall in LOOKS if day.weekday() in BUSY else LOOKS[1:]:
        await chat.until(_instant(day, wall))
        for leader in leaders:
            who = leader.seat.user_id
            if (who != SUCCESSOR or day >= FOLLOWS) and (who != CFO or day < LEAVES):
                await leader.looks(week)


def _instant(day: date, wall: time) -> datetime:
    return datetime.combine(day, wall, STOCKHOLM).astimezone(BEGAN.tzinfo)
