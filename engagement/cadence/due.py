"""One person at one moment: what ends, what is sent, what waits, when to look again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from engagement.cadence.bundles import bundle_day
from engagement.cadence.decisions import Decisions
from engagement.cadence.ending import endings, left
from engagement.cadence.introducing import introduced_first
from engagement.cadence.look import Look
from engagement.cadence.looking import next_look, opening_of
from engagement.cadence.message import goes_at, message
from engagement.cadence.silence import reminders, untold, wakes
from engagement.cadence.views import PersonView, Setting
from engagement.cadence.wanted import wanted


def due(view: PersonView, setting: Setting, now: datetime) -> Decisions:
    """Decide everything about one person at ``now``.

    Doing it again after the decisions were carried out decides nothing, and neither
    does doing it before ``Decisions.look_at`` as long as nothing else has changed.
    """
    look = Look(view=view, setting=setting, now=now)
    if not view.person.active_on(look.today):
        return Decisions(ends=tuple(left(view)))
    if not look.open:
        return Decisions(look_at=opening_of(look))
    return introduced_first(_open(look), look)


def _open(look: Look) -> Decisions:
    """Decide about somebody who may be written to now."""
    view = look.view
    ends = tuple(endings(look))
    over = {end.occasion_id for end in ends}
    alive = tuple(o for o in view.unsettled if o.occasion_id not in over)
    upto = bundle_day(look)
    fresh = wanted(look, alive, upto)
    made = message(look, alive, fresh, upto)
    sent = (*view.sent, *(look.now for _ in made.sendings))
    silent, free = reminders(look, alive, sent)
    ahead = (
        free,
        *(goes_at(item, look) for item in fresh),
        *(want.not_before for want in made.wants),
        *(deferral.until for deferral in made.deferrals),
    )
    return replace(
        made,
        ends=ends,
        reminders=(*wakes(look, alive), *silent),
        tell=tuple(untold(look)),
        look_at=next_look(look, alive, ahead),
    )
