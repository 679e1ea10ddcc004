"""What the data that questions need is called, in a coordinator's words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.handlers.call import Call
from engagement.topics import data_of
from engagement.topics.held import POLICY


def data_name(call: Call, subject: str | None) -> str:
    """``risks.csv``, ``subjects.csv (supplier)``, ``the quality policy``."""
    return data_names(call, [subject])


def data_names(call: Call, subjects: Iterable[str | None]) -> str:
    """Name the data of several kinds of subjects, each file once."""
    files: dict[str, dict[str, None]] = {}
    for subject in subjects:
        file, kind = data_of(subject)
        kinds = files.setdefault(file, {})
        if kind is not None:
            kinds[call.say(f"entry.{kind}")] = None
    return ", ".join(_named(call, file, list(kinds)) for file, kinds in files.items())


def _named(call: Call, file: str, kinds: list[str]) -> str:
    if file == POLICY:
        return call.say("data.policy")
    return f"{file}.csv ({', '.join(kinds)})" if kinds else f"{file}.csv"
