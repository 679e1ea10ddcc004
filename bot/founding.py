"""Founding an organisation from a folder of files: the way of a customer and the demo.

``organisation.toml`` and ``programme.toml`` say how it works; every other file goes
through the same import as a file that is dropped into the chat.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from bot.app import make_desk, new_id, software
from bot.desk import imports
from bot.desk.desk import Sitting
from bot.desk.launching import begin, ceo_of, launch_text, notice_of
from bot.desk.recording import OPEN, Recorder, author_of
from bot.desk.setting import coordinators
from config import programme as files
from engagement.errors import OperationError
from engagement.facts import (
    Author,
    Header,
    IdentityLinked,
    LaunchApproved,
    LaunchWorded,
    NoticeRecorded,
    ProgrammeRecorded,
)
from engagement.facts.free_text import FreeText
from engagement.organisation import Mode, Organisation
from engagement.texts import LANGUAGES
from storage import engine, founding, upgrade
from storage.unit import Transactions, UnitInSql


def found_from(
    url: str,
    folder: Path,
    *,
    mode: Mode,
    now: datetime | None = None,
    draft: bool = False,
) -> tuple[str, Mapping[str, int]]:
    """Make the database if needed, found the organisation and import its files.

    In a rehearsal everybody gets an account of the web chat, and it is launched at
    once unless it is to begin as a draft.

    Returns:
        Its name, and the number of records per kind of file.

    Raises:
        OperationError: the folder is none, or the organisation exists already.
        ContentError: a TOML file is broken.
        ImportRefused: a table is bad; nothing was stored.
    """
    if not (folder / "organisation.toml").is_file():
        raise OperationError(f"{folder} has no organisation.toml")
    at = now or datetime.now(UTC)
    desk = make_desk(lambda: at)
    described, programme = files.load(folder)
    rehearsal = mode is Mode.REHEARSAL
    organisation = Organisation(**described, mode=mode)
    database = engine.connect(url)
    upgrade.upgrade(database)
    transactions = Transactions(database)
    header = Header(
        author=Author(person_id=None),
        occurred_at=at,
        recorded_at=at,
        # An auditor must see what the ledger is for: rehearsal or not.
        audience=OPEN,
    )

    def load(connection: Connection) -> Mapping[str, int]:
        salt = secrets.token_bytes
        founding.found(connection, organisation, header, salt, software())
        whose = organisation.organisation_id
        unit = UnitInSql(connection, whose, salt=salt, new_id=new_id)
        record = Recorder(
            at=Sitting(unit=unit, desk=desk, now=at), editions=organisation.editions
        )
        record(ProgrammeRecorded(programme=programme))
        numbers = _import_all(record, folder)
        if rehearsal:
            _link_all(record)
        if rehearsal and not draft:
            _launch(record)
        return numbers

    try:
        # One transaction: a bad file must not leave an organisation without people.
        return organisation.name, transactions.write_here(load)
    finally:
        transactions.close()
        database.close()


def _import_all(record: Recorder, folder: Path) -> Mapping[str, int]:
    numbers = {}
    for kind in imports.KINDS:
        for suffix in ("csv", "xlsx"):
            path = folder / f"{kind}.{suffix}"
            if path.is_file():
                plan = imports.plan(record.at, kind, path.name, path.read_bytes())
                imports.accept(record.at, plan, record)
                numbers[kind] = len(plan.facts)
    return numbers


def _launch(record: Recorder) -> None:
    """Launch as it is done in chat, with what the product proposes for it."""
    at = record.at
    steering, ceo = next(iter(coordinators(at)), None), ceo_of(at)
    if steering is None:
        raise OperationError("nobody is a coordinator: people.csv names none")
    steered = replace(record, author=author_of(steering, at.unit), waiting=[])
    steered(NoticeRecorded(notice=notice_of(at, steering)))
    text = launch_text(at, steering)
    approving = replace(steered, author=author_of(ceo or steering, at.unit), waiting=[])
    for language in LANGUAGES:
        said = FreeText(text=text.within(language))
        steered(LaunchWorded(language=language, text=said))
        approving(
            LaunchApproved(
                person_id=(ceo or steering).person_id,
                language=language,
                text=said,
                edited=False,
            )
        )
    begin(at, steered, None)


def _link_all(record: Recorder) -> None:
    """Give everybody an account of the web chat and have the planner look at them."""
    unit = record.at.unit
    people = unit.people.all()
    record(
        *(
            IdentityLinked(
                person_id=person.person_id,
                platform="webchat",
                workspace="local",
                user_id=person.person_id,
                verified_by="rehearsal",
            )
            for person in people
        )
    )
    unit.people.look_at({person.person_id: record.at.now for person in people})
