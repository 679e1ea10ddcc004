"""Commands: one file each, one line each in the table below.

A command is known by its English and its Swedish name, whatever the person's language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.handlers.call import Call
from bot.handlers.commands import (
    asking,
    audit,
    cases,
    commitments,
    digest,
    evidence,
    helping,
    importing,
    kpi,
    launching,
    mine,
    objective,
    people,
    personal,
    programme,
    review,
    status,
    today,
)
from bot.handlers.commands.words import Words
from engagement.errors import NotFound
from engagement.people import Permission

_STEERING = (Permission.COORDINATOR,)
_READING = (Permission.COORDINATOR, Permission.AUDITOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command and who may use it."""

    names: tuple[str, ...]
    "The English name first, then others."
    run: Callable[[Call, Words], None]
    permissions: tuple[Permission, ...] = ()
    "Any of them; none: everybody may."


COMMANDS: tuple[Command, ...] = (
    Command(names=("help", "hjälp"), run=helping.run),
    Command(names=("status", "läge"), run=status.run),
    Command(names=("away", "borta"), run=personal.away),
    Command(names=("lang", "språk", "language"), run=personal.language),
    Command(names=("pause", "paus"), run=personal.pause),
    Command(names=("resume", "fortsätt"), run=personal.resume),
    Command(names=("mine", "mitt"), run=mine.run),
    Command(names=("launch", "lansera"), run=launching.run, permissions=_STEERING),
    Command(names=("commitments", "åtaganden"), run=commitments.run),
    Command(names=("ask", "fråga"), run=asking.run, permissions=_STEERING),
    Command(names=("people", "personer"), run=people.run, permissions=_STEERING),
    Command(names=("programme", "program"), run=programme.run, permissions=_STEERING),
    Command(names=("objective", "mål"), run=objective.run),
    Command(names=("kpi", "nyckeltal"), run=kpi.run, permissions=_STEERING),
    Command(names=("import", "importera"), run=importing.run, permissions=_STEERING),
    Command(names=("review", "genomgång"), run=review.run, permissions=_STEERING),
    Command(names=("audit", "revision"), run=audit.run, permissions=_STEERING),
    Command(names=("digest", "sammanställning"), run=digest.run, permissions=_STEERING),
    Command(names=("evidence", "underlag"), run=evidence.run, permissions=_READING),
    Command(names=("cases", "ärenden"), run=cases.run, permissions=_STEERING),
    Command(names=("today", "idag"), run=today.run, permissions=_STEERING),
    Command(names=("talk", "samtal"), run=today.talk, permissions=_STEERING),
)
_BY_NAME = {name: command for command in COMMANDS for name in command.names}


def run(call: Call, text: str) -> None:
    """Run a command line, without the slash command's own name.

    Raises:
        NotFound: there is no such command.
        NotAllowed: it is somebody else's.
    """
    words = Words.of(text)
    name = words.take() or "help"
    command = _BY_NAME.get(name.casefold())
    if command is None:
        raise NotFound("command_unknown", command=name)
    if command.permissions:
        call.demand(*command.permissions)
    command.run(call, words)
