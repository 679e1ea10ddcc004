"""``audit``: external audits as dates, planned, moved and cancelled."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.desk.setting import today_of
from bot.handlers.call import Call
from bot.handlers.commands.words import Words
from engagement.audits import NEAR_DAYS, Audit, AuditKind, near_audit, upcoming
from engagement.cards import Block, Bullets, Paragraph, Tone
from engagement.errors import NotFound, Refused
from engagement.facts import AuditRecorded

FAR_DAYS = 6 * 366
"An audit planned further ahead than two cycles of a certificate is a slip of the pen."
LONGEST = 30
"Days; longer than any audit of one organisation."
NAME_MOST = 100
SCOPE_MOST = 300
_KINDS = {
    AuditKind.RECERTIFICATION: ("recert", "omcert"),
    AuditKind.CERTIFICATION: ("certif",),
    AuditKind.SURVEILLANCE: ("surveil", "uppfölj", "tillsyn"),
    AuditKind.CUSTOMER: ("customer", "kund"),
}
"Beginnings of words that tell what an audit is for."


def run(call: Call, words: Words) -> None:
    """List, plan, move or cancel."""
    verb = words.take().casefold()
    match verb:
        case "" | "list" | "lista":
            _list(call)
        case "plan" | "planera":
            _plan(call, words)
        case "move" | "flytta":
            _move(call, words)
        case "cancel" | "ställ-in" | "inställd":
            _cancel(call, words)
        case _:
            raise Refused("usage", usage=call.say("usage.audit"))


def _today(call: Call) -> date:
    return today_of(call.at.unit.organisation(), call.at.now)


def _list(call: Call) -> None:
    today = _today(call)
    ahead = upcoming(call.at.unit.entries.audits(), today)
    if not ahead:
        call.tell(call.say("audit.none"))
        return
    blocks: list[Block] = [Bullets(lines=tuple(line(call, a, today) for a in ahead))]
    near = near_audit(ahead, today)
    if near is not None:
        said = call.say("audit.near_now", body=near.body, n=NEAR_DAYS)
        blocks.append(Paragraph(text=said, tone=Tone.QUIET))
    call.tell(call.say("audit.title"), blocks=blocks)


def line(call: Call, audit: Audit, today: date) -> str:
    """Say when an audit is, who comes, and what it covers."""
    left = max((audit.first_on - today).days, 0)
    parts = [
        f"{audit.audit_id}: {days(call, audit)}",
        audit.body,
        call.say(f"audit_kind.{audit.kind}"),
        audit.scope,
        ", ".join(audit.sites),
        call.say("audit.left", n=left) if left else call.say("audit.under_way"),
    ]
    return " · ".join(part for part in parts if part)


def days(call: Call, audit: Audit) -> str:
    """Say the days of an audit: one, or from the first to the last."""
    texts, language = call.at.desk.texts, call.language
    first = texts.weekday(audit.first_on, language)
    if audit.first_on == audit.last_on:
        return first
    last = texts.weekday(audit.last_on, language)
    return call.say("audit.span", first=first, last=last)


def _plan(call: Call, words: Words) -> None:
    """``audit plan 2027-02-02..2027-02-03 "Nordcert" "surveillance, Göteborg"``."""
    first_on, last_on = _span(call, words)
    body, scope = _body_and_scope(call, words)
    known = call.at.unit.entries.audits()
    for one in known:
        same = (one.body.casefold(), one.first_on) == (body.casefold(), first_on)
        if same and not one.cancelled:
            raise Refused("audit_same", audit=one.audit_id)
    audit = Audit(
        audit_id=_next_id(known, first_on.year),
        body=body,
        first_on=first_on,
        last_on=last_on,
        scope=scope,
        kind=_kind(scope),
    )
    _keep(call, audit, "audit.kept")


def _move(call: Call, words: Words) -> None:
    """``audit move X-2027-1 2027-02-09..2027-02-10``."""
    audit = _audit(call, words)
    first_on, last_on = _span(call, words)
    moved = replace(audit, first_on=first_on, last_on=last_on)
    if moved == audit:
        raise Refused("nothing_changed")
    _keep(call, moved, "audit.moved")


def _cancel(call: Call, words: Words) -> None:
    audit = _audit(call, words)
    call.record(AuditRecorded(audit=replace(audit, cancelled=True)))
    call.tell(call.say("audit.cancelled", audit=audit.audit_id))


def _keep(call: Call, audit: Audit, key: str) -> None:
    call.record(AuditRecorded(audit=audit))
    said = {"audit": audit.audit_id, "when": days(call, audit), "body": audit.body}
    call.tell(call.say(key, **said, n=NEAR_DAYS))


def _span(call: Call, words: Words) -> tuple[date, date]:
    today = _today(call)
    usage = call.say("usage.audit")
    if ".." in words.peek():
        first_on, last_on = words.span(usage, today)
    else:
        first_on = last_on = words.day(usage, today)
    if last_on < today:
        raise Refused("day_past")
    if (first_on - today).days > FAR_DAYS:
        raise Refused("day_far", n=FAR_DAYS // 366)
    if (last_on - first_on).days >= LONGEST:
        raise Refused("audit_long", n=LONGEST)
    return first_on, last_on


def _body_and_scope(call: Call, words: Words) -> tuple[str, str]:
    """Take who comes and what for; quotes hold several words together."""
    body, scope = words.demand(call.say("usage.audit")).strip(), words.rest().strip()
    if not body:
        raise Refused("usage", usage=call.say("usage.audit"))
    if len(body) > NAME_MOST or len(scope) > SCOPE_MOST:
        raise Refused("audit_words", body=NAME_MOST, scope=SCOPE_MOST)
    return body, scope


def _kind(scope: str) -> AuditKind:
    words = re.findall(r"\w+", scope.casefold())
    for kind, beginnings in _KINDS.items():
        if any(word.startswith(beginnings) for word in words):
            return kind
    return AuditKind.OTHER


def _audit(call: Call, words: Words) -> Audit:
    wanted = words.demand(call.say("usage.audit")).casefold()
    for audit in call.at.unit.entries.audits():
        if audit.audit_id.casefold() == wanted and not audit.cancelled:
            return audit
    raise NotFound("audit_unknown", name=wanted)


def _next_id(known: tuple[Audit, ...], year: int) -> str:
    """Return ``X-2027-3``: the first number that the year has free."""
    taken, number = {a.audit_id for a in known}, 1
    while f"X-{year}-{number}" in taken:
        number += 1
    return f"X-{year}-{number}"
