"""Templates: a heading and two lines, as Excel in Sweden opens and saves them."""

from __future__ import annotations

import csv
import io

from bot.desk.imports.kind import Kind

_SEPARATOR = ";"
_FILES = {
    "action": "actions",
    "figures": "kpis",
    "objective": "objectives",
    "objectives": "objectives",
    "review": "reviews",
    "risk": "risks",
    "signal": "kpis",
    "treatment": "risks",
}


def file_for(subject: str) -> str:
    """Return the kind of file that brings what a prompt asks about."""
    return _FILES.get(subject, "subjects")


def template(kind: Kind) -> bytes:
    """Return a CSV file with semicolons, in UTF-8 with a byte order mark.

    Without the mark Excel would take the file for Windows-1252, and where the comma is
    the decimal mark it does not separate columns.
    """
    file = io.StringIO(newline="")
    names = [column.name for column in kind.columns]
    writer = csv.DictWriter(file, names, restval="", delimiter=_SEPARATOR)
    writer.writeheader()
    writer.writerows(kind.examples)
    return file.getvalue().encode("utf-8-sig")
