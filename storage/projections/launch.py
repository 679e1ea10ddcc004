"""State of a launch and of pauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from engagement import facts as f
from engagement.facts.free_text import FreeText
from engagement.launch import Launch, days_between
from engagement.organisation import Organisation, OrganisationState
from engagement.texts import Language
from storage import tables as t
from storage.projections.base import Place, words

WORDED, APPROVED = "worded", "approved"
_held = select(t.organisation.c.body, t.organisation.c.launch).where(
    t.organisation.c.organisation_id == bindparam("whose")
)


def _now(place: Place) -> tuple[Organisation, Launch]:
    row = place.connection.execute(_held, {"whose": place.organisation_id}).one()
    return row.body, row.launch or Launch()


def _change(place: Place, **new: Any) -> None:
    _, launch = _now(place)
    place.update(t.organisation, {}, launch=replace(launch, **new))


def _word(place: Place, kind: str, language: Language, text: FreeText) -> None:
    place.put(
        t.launch_text,
        kind=kind,
        language=language,
        text=words(text),
        seq=place.seq,
        author_id=place.header.author.person_id,
        at=place.at,
    )


def notice_recorded(place: Place, fact: f.NoticeRecorded) -> None:
    """Keep what people are told of their data."""
    _change(place, notice=fact.notice)


def worded(place: Place, fact: f.LaunchWorded) -> None:
    """Keep what is proposed to the CEO."""
    _word(place, WORDED, fact.language, fact.text)


def approved(place: Place, fact: f.LaunchApproved) -> None:
    """Keep what was approved; it is what stands now, too."""
    for kind in (WORDED, APPROVED):
        _word(place, kind, fact.language, fact.text)


def launched(place: Place, fact: f.OrganisationLaunched) -> None:
    """Let the bot write, and let asking begin today."""
    organisation, launch = _now(place)
    body = replace(
        organisation,
        state=OrganisationState.LAUNCHED,
        began_on=organisation.began_on or _today(place, organisation),
    )
    changed = replace(launch, launched_at=place.at, pilot=fact.pilot)
    place.update(t.organisation, {}, body=body, launch=changed)


def widened(place: Place, fact: f.LaunchWidened) -> None:
    """Keep who takes part now."""
    _change(place, pilot=fact.pilot)


def paused(place: Place, fact: f.OrganisationPaused) -> None:
    """Keep since when nothing goes, and until when."""
    _change(place, paused_at=place.at, paused_until=fact.until)


def resumed(place: Place, fact: f.OrganisationResumed) -> None:
    """End the pause; its whole days count towards nothing."""
    del fact
    organisation, launch = _now(place)
    if launch.paused_at is None:
        return
    since = launch.paused_at.astimezone(ZoneInfo(organisation.zone)).date()
    days = days_between(since, _today(place, organisation))
    changed = replace(
        launch,
        paused_at=None,
        paused_until=None,
        pauses=launch.pauses if days is None else (*launch.pauses, days),
    )
    place.update(t.organisation, {}, launch=changed)


def _today(place: Place, organisation: Organisation) -> date:
    return place.at.astimezone(ZoneInfo(organisation.zone)).date()
