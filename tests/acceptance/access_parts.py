"""The table of everybody who shows somebody's words, and a company to try it on.

Each audience that a question can have is there once, with words of its own: a question
that was answered with *blocked* (so there is a case, and a coordinator was told), a
promise that is open, one that was kept, and an objective with a value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations
from pathlib import Path

from bot.desk.desk import Sitting
from bot.desk.recording import by_person, machinery
from bot.exports import Wanted, export
from bot.ports.store import Unit
from engagement.cards import ChoiceOption
from engagement.catalogue import Reader
from engagement.facts import (
    CommitmentKept,
    CommitmentMade,
    Fact,
    ObjectiveRecorded,
    ObjectiveReviewed,
    PersonRecorded,
    PromptAnswered,
    PromptAsked,
    PromptPlanned,
)
from engagement.facts.free_text import FreeText
from engagement.moments import Moment
from engagement.objectives import Objective, Track
from engagement.occasions import Rank
from engagement.people import Permission
from engagement.questions import Question
from engagement.texts import Bilingual
from engagement.vocabulary import FOUR_WAY
from tests.acceptance.app_parts import CCO, CFO, COO, CTO, HR, KARIN, Chat
from tests.acceptance.card_parts import words_of

AUDIENCES: tuple[tuple[Reader, ...], ...] = tuple(
    chain.from_iterable(combinations(Reader, size) for size in range(len(Reader) + 1))
)
WHO: Mapping[str, tuple[str, Reader | None]] = {
    "author": (COO, None),
    "another executive": (CFO, Reader.LEADERSHIP),
    "coordinator": (KARIN, Reader.COORDINATOR),
    "auditor": (CCO, Reader.AUDITOR),
    "observer": (CTO, None),
    "admin": (HR, None),
}
"Who looks, and the group that they are in."
_ROLES = {CCO: Permission.AUDITOR, CTO: Permission.OBSERVER, HR: Permission.ADMIN}
_MARK = re.compile(r"ordet([0-7])(fråga|öppet|hållet|77)")


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What one reader was shown: number of an audience and kind of words."""

    marks: frozenset[tuple[int, str]]

    def of(self, *kinds: str) -> set[int]:
        """Return the audiences of whose words of some kinds something was seen."""
        return {number for number, kind in self.marks if kind in kinds}


def seen(*texts: str) -> Seen:
    """Return which of our words stand in some texts."""
    found = {(int(n), kind) for text in texts for n, kind in _MARK.findall(text)}
    return Seen(marks=frozenset(found))


def allowed(who: str) -> set[int]:
    """Return the audiences that somebody is in; an author is in each."""
    group = WHO[who][1]
    every = range(len(AUDIENCES))
    return {n for n in every if who == "author" or group in AUDIENCES[n]}


def posted(who: str) -> set[int]:
    """Return the audiences whose words may stand in the leaders' channel."""
    if who in {"auditor", "observer", "admin"}:
        return set()
    both = {Reader.LEADERSHIP, Reader.COORDINATOR}
    return {n for n, audience in enumerate(AUDIENCES) if both <= {*audience}}


# --- the company -----------------------------------------------------------------


def _question(number: int, kind: str, words: str) -> Question:
    return Question(
        prompt_id="P35",
        prompt_version=1,
        prompt_digest="",
        language="sv",
        kind=kind,
        text=words,
        options=tuple(ChoiceOption(option_id=o, label=o) for o in FOUR_WAY)
        if kind == "four_way"
        else (),
        audience=AUDIENCES[number],
    )


def _put(at: Sitting, which: str, question: Question) -> tuple[Fact, ...]:
    return (
        PromptPlanned(
            occasion_id=which,
            key=f"prompt:P35:{which}",
            person_id=COO,
            prompt_id="P35",
            subject=None,
            period=which,
            rank=Rank.EVENT,
            owed=True,
            not_before=at.now,
            due_at=at.now,
        ),
        PromptAsked(
            occasion_id=which,
            person_id=COO,
            message_id=f"message-{which}",
            question=question,
            expires_at=at.now + timedelta(days=14),
        ),
    )


def _promised(at: Sitting, number: int, which: str) -> tuple[Fact, ...]:
    due = Moment.of(
        (at.now + timedelta(days=9)).replace(tzinfo=None), "Europe/Stockholm"
    )
    return (
        PromptAnswered(
            occasion_id=which,
            person_id=COO,
            revision=1,
            how="typed",
            late=False,
            question=_question(number, "sentence", f"ordet{number}fråga"),
            text=FreeText(text=f"ordet{number}fråga"),
        ),
        *(
            CommitmentMade(
                commitment_id=f"{which}-{kind}",
                person_id=COO,
                occasion_id=which,
                what=FreeText(text=f"ordet{number}{kind}"),
                due=due,
            )
            for kind in ("öppet", "hållet")
        ),
        CommitmentKept(commitment_id=f"{which}-hållet", on_time=True),
    )


def _objective(number: int) -> Fact:
    return ObjectiveRecorded(
        objective=Objective(
            objective_id=f"A{number}",
            goal_id=None,
            title=Bilingual(en=f"Goal {number}", sv=f"Mål {number}"),
            owner_id=COO,
            unit=Bilingual(en=f"ordet{number}77", sv=f"ordet{number}77"),
        )
    )


def _stand(number: int, which: str) -> Fact:
    return ObjectiveReviewed(
        objective_id=f"A{number}",
        person_id=COO,
        on=date(2026, 11, 23),
        value=Decimal(5),
        track=Track.ON_TRACK,
        confidence=7,
        occasion_id=which,
    )


async def company_of_every_audience(chat: Chat) -> None:
    """Give everybody one permission, and say something to each audience."""

    def write(unit: Unit) -> None:
        at = Sitting(unit=unit, desk=chat.app.desk, now=chat.now)
        for person_id, permission in _ROLES.items():
            person = unit.people.get(person_id)
            assert person is not None
            only = replace(person, permissions=frozenset({permission}))
            machinery(at)(PersonRecorded(person=only))
        maria = unit.people.get(COO)
        assert maria is not None
        for number in range(len(AUDIENCES)):
            words = f"ordet{number}fråga"
            machinery(at)(
                *_put(at, f"blocked{number}", _question(number, "four_way", words)),
                *_put(at, f"promise{number}", _question(number, "sentence", words)),
                *_put(at, f"stand{number}", _question(number, "sentence", words)),
                _objective(number),
            )
            by_person(at, maria)(*_promised(at, number, f"promise{number}"))
            by_person(at, maria)(_stand(number, f"stand{number}"))

    await chat.app.store.work.run(write)
    seat = chat.as_(COO)
    await seat.command("/ledning mitt")
    own = (await seat.messages())[-1]
    for number in range(len(AUDIENCES)):
        fields = {"submit": f"blocked{number}.answer", "in:answer": "blocked"}
        await seat.post("act", {"message": own.message_id, **fields})
    await chat.wait(hours=2)


# --- the table -------------------------------------------------------------------

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "help": ("help",),
    "status": ("status", "status @E3"),
    "away": ("away",),
    "lang": ("lang",),
    "pause": (),
    "resume": ("resume",),
    "mine": ("mine",),
    "commitments": ("commitments", "commitments private", "commitments visible"),
    "ask": ("ask @E3",),
    "people": ("people",),
    "programme": ("programme",),
    "objective": ("objective", *(f"objective A{n}" for n in range(len(AUDIENCES)))),
    "kpi": ("kpi",),
    "import": ("import list",),
    "review": ("review",),
    "digest": ("digest preview",),
    "evidence": ("evidence",),
    "cases": ("cases", "cases all 2"),
    "audit": ("audit",),
    "launch": ("launch",),
    "today": ("today", "today all"),
    "talk": (),
}
"Every command, and the lines of it that could show somebody's words."
PAGES: Mapping[str, str] = {
    "/": "/",
    "/chat/{user_id}": "/chat/{me}?in=dm:E3",
    "/chat/{user_id}/now": "/chat/{me}/now?in=dm:E3&most=480",
    "/evidence": "/evidence?as={me}&about=E3",
}
"Every page that shows words, as somebody asks for it who wants Maria's."
SILENT = {
    "/chat/files/{file_id}": "an own test: a file is for whoever asked for it",
    "/chat/{user_id}/files/{file_id}": "the same",
    "/chat/{user_id}/stream": "sends what /now shows",
    "/chat/{user_id}/act": "answers nothing; what follows is in the conversation",
    "/chat/{user_id}/say": "the same",
    "/chat/{user_id}/messages/{message_id}/edit": "the same",
    "/chat/{user_id}/messages/{message_id}/delete": "the same",
    "/rehearsal/advance": "the same",
    "/rehearsal/colleagues": "the same",
    "/evidence/verify": "says whether the ledger is intact",
    "/healthz": "no words of people",
    "/readyz": "no words of people",
    "/static": "files of ours",
}
"Every other address, and why nobody's words are there."


async def commanded(chat: Chat, who: str, name: str) -> Seen:
    """Return what somebody is shown by every line of a command."""
    seat = chat.as_(WHO[who][0])
    lines = [await seat.command(f"/ledning {line}") for line in COMMANDS[name]]
    return seen(*lines)


async def browsed(chat: Chat, who: str, address: str) -> Seen:
    """Return what somebody is shown on a page, all of its pages."""
    shown, me = [], WHO[who][0]
    async with chat.browser() as browser:
        link: str | None = PAGES[address].format(me=me)
        while link is not None:
            got = await browser.get(link)
            shown.append(got.text)
            older = re.search(r'href="(/evidence\?[^"]*before=\d+)"', got.text)
            link = older[1].replace("&amp;", "&") if older else None
    return seen(*shown)


async def conversed(chat: Chat, who: str) -> Seen:
    """Return what the bot wrote to somebody by itself."""
    seat = chat.as_(WHO[who][0])
    return seen(*(words_of(one) for one in await seat.messages() if not one.author))


def exported(chat: Chat, folder: Path) -> Seen:
    """Return what an export for auditors holds."""
    export(chat.app.store, folder, Wanted(), "sv")
    return seen(*(file.read_text("utf-8") for file in folder.iterdir()))
