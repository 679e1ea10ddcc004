"""Templates: a heading and two lines, as Excel in Sweden opens and saves them."""

from __future__ import annotations

import csv
import io

from bot.desk.imports.kind import Kind

_SEPARATOR = ";"


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
