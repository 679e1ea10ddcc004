"""Which records tell what people said, promised and decided, and which keep the books.

Rules: this is how a list is read, never what is kept. Every kind is in one of the two;
what was not answered, not kept or taken back tells as much as what was.
"""

from __future__ import annotations

from engagement.facts import KINDS

BOOKKEEPING = frozenset(
    {
        "absence.recorded",
        "absence.withdrawn",
        "case.reminded",
        "closed_period.recorded",
        "coordinator.told",
        "entry.recorded",
        "entry.retired",
        "evidence.opened",
        "identity.linked",
        "kpi.recorded",
        "message.delivered",
        "message.doubted",
        "message.dropped",
        "message.failed",
        "organisation.recorded",
        "pace.changed",
        "person.introduced",
        "person.recorded",
        "person.resumed",
        "prompt.asked",
        "prompt.deferred",
        "prompt.planned",
        "prompt.reminded",
        "prompt.snoozed",
        "prompt.superseded",
        "prompt.untriggered",
        "prompt.withdrawn",
        "reading.recorded",
        "reading.withdrawn",
        "subject.reviewed",
    }
)
"How it came about: deliveries, plans, single figures, particulars. A question stands in its answer."

TELLING = frozenset(KINDS) - BOOKKEEPING
"What was said, promised, decided and done."
