"""What the data that questions need is called, in a coordinator's words."""

from __future__ import annotations

from bot.handlers.call import Call
from engagement.topics.held import POLICY


def data_name(call: Call, file: str, kind: str | None) -> str:
    """``risks.csv``, ``subjects.csv: supplier``, ``the quality policy``."""
    if file == POLICY:
        return call.say("data.policy")
    return f"{file}.csv" if kind is None else f"{file}.csv: {call.say(f'entry.{kind}')}"
