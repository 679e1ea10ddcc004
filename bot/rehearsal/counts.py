"""What happened in a rehearsal, counted from the ledger itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from bot.app import Store
from engagement.facts import (
    CommitmentKept,
    CommitmentMade,
    DigestPosted,
    MessageDelivered,
    ObjectiveReviewed,
    PromptAnswered,
    PromptAsked,
    PromptDeferred,
    PromptExpired,
    PromptReminded,
    PromptSkipped,
    PromptSnoozed,
    PromptSuperseded,
    Record,
)
from storage import ledger


async def counts(store: Store) -> Mapping[str, object]:
    """Read the ledger once: count it, look for duplicates, and check it."""
    whose = store.organisation.organisation_id

    def read(connection: Connection) -> Mapping[str, object]:
        stored = ledger.read(connection, whose)
        found = _count(record for _, record in ledger.decoded(stored) if record)
        verdict = ledger.check(connection, whose)
        return {
            **found,
            "facts": verdict.size,
            "ledger": "intact" if verdict.intact else f"broken at {verdict.first_bad}",
            "root": verdict.root.hex(),
        }

    return await store.transactions.read(read)


def _count(records: Iterable[Record]) -> dict[str, object]:
    """Count facts of some kinds, and each question once, by how it ended.

    ``asked`` is the sum of ``answered`` (``late`` are some of them), ``skipped``,
    ``expired`` (silence was its end) and ``waiting`` (it is still open).
    """
    kinds: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    delivered: Counter[str] = Counter()
    ended: dict[str, str] = {}
    late, deferred = set(), set()
    for record in records:
        fact = record.fact
        kinds[type(fact).__name__] += 1
        match fact:
            case PromptAsked(occasion_id=which):
                asked[which] += 1
                ended.setdefault(which, "waiting")
            case (
                PromptAnswered(occasion_id=which, late=was_late)
                | ObjectiveReviewed(occasion_id=str() as which, late=was_late)
            ):
                ended[which] = "answered"
                late |= {which} if was_late else set()
            case PromptSkipped(occasion_id=which):
                ended[which] = "skipped"
            case PromptExpired(occasion_id=which) | PromptSuperseded(occasion_id=which):
                if ended.get(which) == "waiting":
                    ended[which] = "expired"
            case PromptDeferred(occasion_id=which):
                deferred.add(which)
            case MessageDelivered(message_id=which):
                delivered[which] += 1
            case PromptReminded(reason=reason):
                kinds[f"reminded {reason}"] += 1
            case _:
                pass
    how = Counter(ended.values())
    twice = [n - 1 for n in (*asked.values(), *delivered.values()) if n > 1]
    return {
        "asked": len(asked),
        "delivered": len(delivered),
        "answered": how["answered"],
        "late": len(late),
        "snoozed": kinds[PromptSnoozed.__name__],
        "skipped": how["skipped"],
        "expired": how["expired"],
        "waiting": how["waiting"],
        "deferred": len(deferred),
        "reminders": kinds["reminded silence"],
        "commitments_made": kinds[CommitmentMade.__name__],
        "commitments_kept": kinds[CommitmentKept.__name__],
        "digests": kinds[DigestPosted.__name__],
        "duplicates": sum(twice),
    }
