"""Kinds of questions; one file each, one line each in the table below."""

from __future__ import annotations

from engagement.prompts.choice import Choice
from engagement.prompts.commitment_check import CommitmentCheck
from engagement.prompts.four_way import FourWay
from engagement.prompts.kind import Kind, Read
from engagement.prompts.number import Number
from engagement.prompts.objective_update import ObjectiveUpdate
from engagement.prompts.sentence import Sentence

_ALL: tuple[Kind, ...] = (
    FourWay(),
    Choice(),
    Number(),
    Sentence(),
    ObjectiveUpdate(),
    CommitmentCheck(),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}

__all__ = ["KINDS", "Kind", "Read"]
