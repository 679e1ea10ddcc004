"""Who looked at whose records: noted where they are shown, once a day.

Rules: whoever is shown what another person said, or how they stand, leaves a fact that
this person finds under ``mine``. One for each reader, person and day of the reader is
enough to tell who looked, and few enough to be read. A message that the bot sends by
itself is no looking, and neither is a count of many.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.desk.desk import Sitting
from bot.desk.recording import Recorder, author_of
from engagement.facts import EvidenceOpened
from engagement.people import Person


def looked(at: Sitting, reader: Person, whose: Iterable[str], where: str) -> None:
    """Note that ``reader`` was shown the records of some people."""
    on = reader.local(at.now).date()
    record = Recorder(
        at=at,
        author=author_of(reader, at.unit),
        editions=at.unit.organisation().editions,
    )
    for person_id in sorted(set(whose) - {reader.person_id}):
        fact = EvidenceOpened(
            reader_id=reader.person_id, person_id=person_id, on=on, where=where
        )
        if not at.unit.holdings.was_opened(fact):
            record.later(fact)
    if record.waiting:
        record.flush()
