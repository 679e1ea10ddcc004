"""``evidence``: what the ledger holds for a clause and a period; it proves nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.desk.setting import calendars, today_of
from bot.handlers.call import Call
from bot.handlers.commands.verifying import check, verify
from bot.handlers.commands.words import Words
from bot.ports.store import Filter
from engagement.access import may_read
from engagement.cards import Fields, Paragraph, Tone
from engagement.errors import NotFound, Refused
from engagement.evidence import COUNTS, lag_said, tally
from engagement.kpis import Period, PeriodKind
from engagement.moments import instant_of

_CLAUSE = re.compile(r"\d{1,2}(\.\d+)*(\.[a-z]\d?)?")
"Four digits are a year."
_QUARTER = re.compile(r"([0-9]{4})[ -]?[QqKk]([1-4])")
"``K`` as in Swedish *kvartal*."
_VERIFYING = ("verify", "verified", "verifiera", "verifierat")
_CHECKING = ("check", "kontrollera")
QUARTER_DAYS = 91


def run(call: Call, words: Words) -> None:
    """Count what was asked and what became of it; or verify; or recognise an export."""
    word = words.peek().casefold()
    if word in (*_VERIFYING, *_CHECKING):
        words.take()
        (verify if word in _VERIFYING else check)(call, words)
        return
    clause = None
    if words and _CLAUSE.fullmatch(word):
        clause = _known(call, words.take().casefold())
    first, last = _span(call, words.rest())
    rows = _counts(call, clause, first, last)
    size, root = call.at.unit.books.head()
    texts = call.at.desk.texts
    head = call.say(
        "evidence.head" if clause is None else "evidence.head_clause",
        clause=clause,
        first=texts.day(first, call.language),
        last=texts.day(last, call.language),
    )
    blocks = (
        Fields(rows=rows),
        Paragraph(text=call.say("evidence.honest"), tone=Tone.QUIET),
        Paragraph(
            text=call.say("digest.footer", size=size, root=root.hex()), tone=Tone.QUIET
        ),
        Paragraph(text=call.say("evidence.export"), tone=Tone.QUIET),
        Paragraph(text=call.say("evidence.checks"), tone=Tone.QUIET),
    )
    call.tell(head, blocks=blocks)


def _counts(
    call: Call, clause: str | None, first: date, last: date
) -> tuple[tuple[str, str], ...]:
    """Return the counts of an export with the same filter, for this reader."""
    zone = ZoneInfo(call.at.unit.organisation().zone)
    wanted = Filter(
        clause=clause,
        since=instant_of(datetime.combine(first, time()), zone),
        until=instant_of(datetime.combine(last + timedelta(days=1), time()), zone),
    )
    excerpt = call.at.unit.books.excerpt(wanted, partial(may_read, call.person))
    found = tally(excerpt, calendars(call.at, call.at.unit.people.all()))
    texts, language = call.at.desk.texts, call.language
    rows = [(call.say(f"tally.{name}"), str(found.counts[name])) for name in COUNTS]
    return (*rows, (call.say("tally.lag"), lag_said(found, language, texts)))


def _known(call: Call, clause: str) -> str:
    """Return a clause that something serves.

    Raises:
        NotFound: no requirement that the organisation works to begins like it.
    """
    organisation = call.at.unit.organisation()
    for row in call.at.desk.catalogue.requirements:
        place = f"{row.clause}.{row.item}".removesuffix(".").casefold()
        mine = row.standard_id in organisation.editions
        if mine and f"{place}.".startswith(f"{clause}."):
            return clause
    raise NotFound("clause_unknown", clause=clause)


def _span(call: Call, text: str) -> tuple[date, date]:
    """Read a span of days, a week, a month, a quarter or a year.

    They are ``2026-10-01..2026-12-31``, ``2026-W48``, ``2026-11``, ``2026-Q4``, ``2026``.

    Raises:
        Refused: it is none of these.
    """
    today = today_of(call.at.unit.organisation(), call.at.now)
    if not text:
        return today - timedelta(days=QUARTER_DAYS), today
    first, dots, last = text.partition("..")
    try:
        if dots:
            return date.fromisoformat(first), date.fromisoformat(last)
        if text.isdecimal():
            return date(int(text), 1, 1), date(int(text), 12, 31)
        if found := _QUARTER.fullmatch(text):
            return _quarter(int(found[1]), int(found[2]))
        period = Period.parse(text)
    except ValueError:
        raise Refused("evidence_period_unread", text=text) from None
    return _whole(period, period)


def _quarter(year: int, number: int) -> tuple[date, date]:
    last = Period(kind=PeriodKind.MONTH, year=year, number=3 * number)
    return _whole(replace(last, number=last.number - 2), last)


def _whole(first: Period, last: Period) -> tuple[date, date]:
    return first.first_day(), last.next().first_day() - timedelta(days=1)
