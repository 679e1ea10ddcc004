"""From an HTTP request to what a person did.

Rules: nothing that comes in is trusted. Names and ids have a fixed shape and length;
text loses every control character but line break and tab; what a browser did not
make is refused in words and nothing is passed on. Whether an action may be used, or a
value is in range, is the core's to judge.

Fields of a form: ``submit`` or ``click`` names the action; ``in:<input>`` is a value;
``day:<input>`` and ``time:<input>`` are the halves of one moment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from http import HTTPStatus
from pathlib import PurePath

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.platforms.webchat.errors import Speaker
from bot.ports import Click, Command, File, Submit

TEXT_MOST = 4000
"Longest text, in characters."
FILE_MOST = 5 * 1024 * 1024
"Largest file, in bytes."
FILE_KINDS = (".csv", ".xlsx")

_FIELDS_MOST = 60
_NAME_MOST = 120
_NONCE = re.compile(r"[A-Za-z0-9_-]{8,64}")
_ACTION = re.compile(r"[!-~]{1,255}")
_INPUT = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_COMMAND = re.compile(r"/(?:ledning\b)?\s*(.*)", re.DOTALL | re.IGNORECASE)

Said = File | Command | str
"A file, a command, or plain words."


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form as it came in, read and bounded."""

    fields: Mapping[str, str]
    file: File | None


async def read_form(request: Request, no: Speaker) -> Form:
    """Read what was posted.

    Raises:
        HTTPException: 400 for what is no form, 413 and 422 for a file or a text that
            cannot be taken.
    """
    form = await _form(request, no)
    try:
        items = form.multi_items()
        fields = {name: _text(v, no) for name, v in items if isinstance(v, str)}
        dropped = [v for _, v in items if isinstance(v, UploadFile) and v.filename]
        note = fields.get("text", "").strip()
        file = await _file(dropped[0], note, no) if dropped else None
    finally:
        await form.close()
    return Form(fields=fields, file=file)


def event_id(user_id: str, form: Form, new_id: str, no: Speaker) -> str:
    """Return what makes this deed known when it comes a second time.

    The page makes a ``nonce`` for each button and keeps it until it was taken; without
    a script there is none, and ``new_id`` stands in for it.

    Raises:
        HTTPException: 422 for a nonce that our page did not make.
    """
    nonce = form.fields.get("nonce", new_id)
    if _NONCE.fullmatch(nonce) is None:
        raise no.unusable("nonce")
    return f"{user_id}:{nonce}"


def acted(form: Form, message: str, no: Speaker) -> Click | Submit:
    """Return what was pressed on the card of ``message``.

    Raises:
        HTTPException: 422 when no action of a card's shape is named.
    """
    match form.fields:
        case {"click": action_id} if _ACTION.fullmatch(action_id):
            return Click(action_id=action_id, message=message)
        case {"submit": action_id} if _ACTION.fullmatch(action_id):
            values = _values(form.fields, no)
            return Submit(action_id=action_id, values=values, message=message)
        case _:
            raise no.unusable("action")


def said(form: Form, no: Speaker) -> Said:
    """Return what was written or dropped into the composer.

    Raises:
        HTTPException: 422 when there is nothing.
    """
    if form.file is not None:
        return form.file
    text = form.fields.get("text", "").strip()
    if not text:
        raise no.unusable("empty")
    command = command_of(text)
    return text if command is None else Command(text=command)


def command_of(text: str) -> str | None:
    """Return a command without its slash and name, or None for other text."""
    found = _COMMAND.fullmatch(text.strip())
    return None if found is None else found[1].strip()


def clean(text: str) -> str:
    """Return ``text`` with plain line ends and no other control but the tab."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c for c in lines if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}
    )


async def _form(request: Request, no: Speaker) -> FormData:
    try:
        return await request.form(
            max_files=1, max_fields=_FIELDS_MOST, max_part_size=FILE_MOST
        )
    except HTTPException as error:
        if error.status_code != HTTPStatus.BAD_REQUEST:
            raise
        # What the form reader says is its own jargon.
        raise no.unreadable() from error


def _text(value: str, no: Speaker) -> str:
    text = clean(value)
    if len(text) > TEXT_MOST:
        raise no.unusable("long", most=TEXT_MOST)
    return text


def _values(fields: Mapping[str, str], no: Speaker) -> dict[str, str]:
    """Return input id -> value; an input that was left empty is left out."""
    given: dict[str, str] = {}
    for name, value in fields.items():
        half, _, input_id = name.partition(":")
        if half not in {"in", "day"}:
            continue
        if _INPUT.fullmatch(input_id) is None:
            raise no.unusable("input")
        whole = value
        if half == "day":
            whole = _moment(value, fields.get(f"time:{input_id}", ""), no)
        if whole.strip():
            given[input_id] = whole
    return given


def _moment(day: str, at: str, no: Speaker) -> str:
    """Return ``2026-11-24T14:00`` of its halves; empty when both are.

    Raises:
        HTTPException: 422 when one half is missing or no day or time at all.
    """
    if not day and not at:
        return ""
    try:
        on, when = date.fromisoformat(day), time.fromisoformat(at)
    except ValueError as error:
        raise no.unusable("moment") from error
    return f"{on.isoformat()}T{when:%H:%M}"


async def _file(upload: UploadFile, note: str, no: Speaker) -> File:
    name = _file_name(upload.filename or "")
    if PurePath(name).suffix.lower() not in FILE_KINDS:
        raise no.unusable("file_kind")
    content = await upload.read(FILE_MOST + 1)
    if len(content) > FILE_MOST:
        raise no.too_large("file_size", most=FILE_MOST // (1024 * 1024))
    if not content:
        raise no.unusable("file_empty")
    return File(name=name, content=content, note=note)


def _file_name(given: str) -> str:
    """Return the bare name, without the folders that some browsers send."""
    bare = PurePath(clean(given).replace("\\", "/")).name.replace("\n", " ")
    return bare[-_NAME_MOST:]
