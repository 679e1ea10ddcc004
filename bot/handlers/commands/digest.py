"""``digest``: look at the weekly digest before it is posted, or post it now."""

from __future__ import annotations

from bot.desk.digest import Digest, compose, reported
from bot.desk.launching import standing_of
from bot.desk.missing import lines_for_coordinators
from bot.desk.setting import today_of
from bot.handlers.call import Call, Chart, PostDigest
from bot.handlers.commands.words import Words
from engagement.cards import Bullets
from engagement.errors import Refused
from engagement.kpis import Period


def run(call: Call, words: Words) -> None:
    """Preview for oneself, or post in the channel."""
    verb = words.take().casefold()
    period = _period(call, words.take())
    match verb:
        case "preview" | "förhandsgranska" | "":
            digest = compose(call.at, period)
            charts = tuple(
                Chart(spec=c.spec, alt=c.alt, name=c.name) for c in digest.charts
            )
            call.reply(digest.parent, charts=charts)
            call.reply(digest.thread)
            _private(call, digest)
        case "post" | "posta" | "lägg-ut":
            _demand_open(call)
            call.afterwards.append(PostDigest(period=str(period)))
            call.tell(call.say("digest.posting", week=period.number))
        case _:
            raise Refused("usage", usage=call.say("usage.digest"))


def _demand_open(call: Call) -> None:
    """Refuse to post where the channel is not written to.

    Raises:
        Refused: it is a draft or a pilot, or everything is paused.
    """
    standing = standing_of(call.at)
    if standing.draft:
        raise Refused("not_launched")
    if not standing.whole:
        raise Refused("channel_waits")
    if standing.paused:
        raise Refused("paused")


def _private(call: Call, digest: Digest) -> None:
    """Show whose figures are missing: the digest itself never says so."""
    lines = lines_for_coordinators(call.at, digest.missing, call.language)
    if lines:
        call.tell(call.say("digest.private"), blocks=(Bullets(lines=lines),))


def _period(call: Call, text: str) -> Period:
    """Return the week that is meant; without one the last whole one."""
    last = reported(today_of(call.at.unit.organisation(), call.at.now))
    if not text:
        return last
    try:
        period = Period.parse(text)
    except ValueError:
        raise Refused("period_unread", text=text) from None
    if period.kind is not last.kind or period > last:
        raise Refused("period_ahead")
    return period
