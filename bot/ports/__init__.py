"""What the application needs from the outside world, as protocols and values.

An implementation imports the values and inherits nothing; mypy checks the fit in
``bot/app.py``, the only file that knows the concrete classes.
"""

from __future__ import annotations

from bot.ports.evidence import EvidenceBook, EvidenceLine, Verification
from bot.ports.inbound import (
    Actor,
    Click,
    Command,
    Deleted,
    Edited,
    File,
    Inbound,
    Place,
    Receive,
    Submit,
    Text,
    What,
)
from bot.ports.platform import (
    Ambiguous,
    Bug,
    Capabilities,
    Delivery,
    Misconfigured,
    Platform,
    Posted,
    Retry,
    Sent,
    Target,
    Unreachable,
)
from bot.ports.webchat import Chat, ChatMessage, ChatUser, Files, Rehearsal

__all__ = [
    "Actor",
    "Ambiguous",
    "Bug",
    "Capabilities",
    "Chat",
    "ChatMessage",
    "ChatUser",
    "Click",
    "Command",
    "Deleted",
    "Delivery",
    "Edited",
    "EvidenceBook",
    "EvidenceLine",
    "File",
    "Files",
    "Inbound",
    "Misconfigured",
    "Place",
    "Platform",
    "Posted",
    "Receive",
    "Rehearsal",
    "Retry",
    "Sent",
    "Submit",
    "Target",
    "Text",
    "Unreachable",
    "Verification",
    "What",
]
