"""Who is let through: the gate that every message passes right before it is sent.

``engagement.launch.barred`` decides; here what it says is carried out. Nothing else in
the application asks whether an organisation is a draft before it sends.
"""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import Sitting
from bot.desk.launching import approval, introduction, standing_of
from bot.desk.pausing import hold
from bot.desk.setting import calendar_of
from bot.desk.settling import Prepared, drop, wait_for_hours
from bot.ports.store import Errand
from engagement.cards import Card
from engagement.launch import APPROVAL, Barred, barred
from engagement.people import Person

INTRODUCED_WITHIN = timedelta(hours=4)
"After so long it is looked again whether somebody was introduced meanwhile."


def held_back(at: Sitting, errand: Errand) -> Prepared | None:
    """Settle a message that may not go, or not now; None: it may."""
    letter = errand.letter
    person = at.unit.people.get(letter.person_id or "")
    if person is None and letter.channel is None:
        return None
    match barred(standing_of(at), person, letter.kind):
        case None:
            return None
        case (Barred.DRAFT | Barred.OUTSIDE_PILOT) as why:
            drop(at, errand, why.value)
        case Barred.PAUSED:
            hold(at, errand)
        case Barred.NOT_INTRODUCED as why:
            at.unit.outbox.postpone(errand, at.now + INTRODUCED_WITHIN, why.value)
    return Prepared(errand=errand, card=None)


def introduce(at: Sitting, errand: Errand) -> Prepared:
    """Render an introduction, or what the CEO is asked, from the present state."""
    letter, nothing = errand.letter, Prepared(errand=errand, card=None)
    person = at.unit.people.get(letter.person_id or "")
    if person is None:
        drop(at, errand, "person_gone")
        return nothing
    calendar = calendar_of(at, person)
    if not person.active_on(calendar.today(at.now)):
        drop(at, errand, "person_left")
        return nothing
    if not calendar.open_at(at.now):
        wait_for_hours(at, errand, calendar)
        return nothing
    card = _card(at, errand, person)
    if card is None:
        drop(at, errand, "not_wanted")
    return Prepared(errand=errand, card=card)


def _card(at: Sitting, errand: Errand, person: Person) -> Card | None:
    if errand.letter.kind == APPROVAL:
        return approval(at, errand.letter, person)
    return None if person.introduced_at else introduction(at, person, at.now)
