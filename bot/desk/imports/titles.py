"""The columns that many kinds have: an id, and a title in two languages."""

from __future__ import annotations

from bot.desk.imports.cells import ID, TITLE
from bot.desk.imports.sheet import Column

ID_COLUMN = Column("id", "id", ID, required=True)
TITLES = (
    Column("title_en", "titel_engelska", TITLE, field="title.en", blank=""),
    Column("title_sv", "titel", TITLE, field="title.sv", blank=""),
)
