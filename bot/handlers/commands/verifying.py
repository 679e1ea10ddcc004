"""``evidence verify`` and ``evidence check``: what was looked at, and whose folder it is."""

from __future__ import annotations

import re
from functools import partial

from bot.handlers.call import Call
from bot.handlers.commands.words import Words
from bot.ports.store import Filter
from engagement.access import may_read
from engagement.errors import NotFound, Refused
from engagement.evidence import Excerpt, Numbered, demand_verifiable, threads
from engagement.facts import EvidenceVerified
from engagement.facts.free_text import FreeText
from engagement.people import Permission
from engagement.prompts.fields import sentence

_FINGERPRINT = re.compile(r"[0-9a-f]{12,64}")
_SEQ = re.compile(r"#?([0-9]{1,12})")


def verify(call: Call, words: Words) -> None:
    """Mark a record as looked into, with one line on what was looked at."""
    call.demand(Permission.COORDINATOR)
    usage = call.say("usage.evidence_verify")
    number = _SEQ.fullmatch(words.demand(usage))
    if number is None or not words:
        raise Refused("usage", usage=usage)
    seq, line = int(number[1]), sentence(words.rest()).text or ""
    one = _record(call, seq)
    excerpt = _around(call, one)
    which = excerpt.occasion_of(one)
    thread = threads(excerpt).get(which) if which is not None else None
    found, header = demand_verifiable(one, thread, call.person)
    fact = EvidenceVerified(
        seq=seq, occasion_id=found.occasion_id, line=FreeText(text=line)
    )
    written = call.record.beside(fact, header)
    call.tell(call.say("evidence.verified", seq=seq, number=written, line=line))


def _record(call: Call, seq: int) -> Numbered:
    size, _ = call.at.unit.books.head()
    if seq >= size:
        raise NotFound("record_unknown", seq=seq)
    ((_, record),) = call.at.unit.books.records(seq, seq)
    kind = record.fact.NAME if record is not None else ""
    return Numbered(seq=seq, kind=kind, record=record)


def _around(call: Call, one: Numbered) -> Excerpt:
    """Return everything about the person whose record it is."""
    unit, fact = call.at.unit, one.fact
    person_id = getattr(fact, "person_id", None)
    if person_id is None and (which := getattr(fact, "commitment_id", None)):
        made = unit.promises.commitment(which)
        person_id = made.person_id if made is not None else None
    wanted = Filter(person_id=person_id or call.person.person_id)
    return unit.books.excerpt(wanted, partial(may_read, call.person))


def check(call: Call, words: Words) -> None:
    """Say whether this ledger wrote an export, by the fingerprint of its manifest."""
    given = words.demand(call.say("usage.evidence_check")).casefold()
    if not _FINGERPRINT.fullmatch(given):
        raise Refused("fingerprint_short")
    found = call.at.unit.books.exported(given)
    if found is None:
        raise NotFound("fingerprint_unknown")
    seq, header, fact = found
    when = call.person.local(header.recorded_at).replace(tzinfo=None)
    call.tell(
        call.say(
            "evidence.check_known",
            seq=seq,
            when=call.at.desk.texts.moment(when, call.language),
            n=fact.records,
            size=fact.size,
            root=fact.root,
        )
    )
