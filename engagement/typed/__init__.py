"""Reading what people type, by rules alone, in Swedish and English.

Rules of this room: both languages are always understood, whatever language a person
has, because people mix them. Nothing is guessed: what could mean two things is None,
and the bot asks. Every function takes any text, raises nothing and takes linear time.
"""

from __future__ import annotations

from engagement.typed.answers import (
    command_of,
    is_none,
    is_unknown,
    read_four_way,
)
from engagement.typed.moments import WallTime, read_day, read_moment
from engagement.typed.numbers import is_beyond, read_number
from engagement.typed.options import read_option
from engagement.typed.postponing import read_later, read_skip

__all__ = [
    "WallTime",
    "command_of",
    "is_beyond",
    "is_none",
    "is_unknown",
    "read_day",
    "read_four_way",
    "read_later",
    "read_moment",
    "read_number",
    "read_option",
    "read_skip",
]
