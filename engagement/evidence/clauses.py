"""Clauses: what requirements are gathered under, whatever their edition."""

from __future__ import annotations


def clause_of(requirement: str) -> str:
    """``iso9001:2015/5.1.1.e`` -> ``5.1.1``."""
    parts = requirement.partition("/")[2].split(".")
    return ".".join(part for part in parts if part.isdecimal())


def place_of(requirement: str) -> str:
    """``iso9001:2015/9.3.2.c6`` -> ``9.3.2 c6``."""
    place = requirement.partition("/")[2]
    item = place.rpartition(".")[2]
    return place if item.isdecimal() else f"{place.removesuffix(f'.{item}')} {item}"


def clause_order(clause: str) -> list[int]:
    """Return what clauses are sorted by: 5.1.10 comes after 5.1.9."""
    return [int(part) for part in clause.split(".") if part.isdecimal()]


def within(clause: str, wanted: str | None) -> bool:
    """Whether a page of ``clause`` belongs to a filter: ``5.1.1.e`` is on 5.1.1's."""
    if wanted is None:
        return True
    return f"{clause}.".startswith(f"{wanted}.") or f"{wanted}.".startswith(
        f"{clause}."
    )
