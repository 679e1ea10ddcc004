"""Conversations as pure functions: what a person did, to facts and a next step.

``decide`` never sends and never stores; its outcome is carried out in the transaction
in which what the person did was received.
"""

from __future__ import annotations

from engagement.flows.answering import Pressed, Typed, decide
from engagement.flows.cards import card_of
from engagement.flows.confirming import confirmation
from engagement.flows.scene import Outcome, Scene
from engagement.flows.sections import section_of

__all__ = [
    "Outcome",
    "Pressed",
    "Scene",
    "Typed",
    "card_of",
    "confirmation",
    "decide",
    "section_of",
]
