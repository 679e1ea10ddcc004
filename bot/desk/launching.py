"""The launch at the desk: what is in place, who gets what, and the words for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.desk.desk import Sitting
from bot.desk.recording import Recorder
from bot.desk.scenes import watermark
from bot.desk.setting import calendar_of, coordinator_for, coordinators, today_of
from bot.ports.store import Letter
from engagement.cards import Card, State
from engagement.facts import LaunchWidened, OrganisationLaunched
from engagement.flows.introducing import (
    Approval,
    Introduction,
    approval_card,
    introduction_card,
)
from engagement.launch import APPROVAL, Notice, Standing, first_question_on
from engagement.people import Function, Permission, Person
from engagement.texts import LANGUAGES, Bilingual
from engagement.wording import fill


def standing_of(at: Sitting) -> Standing:
    """Return whether and to whom the bot may write."""
    return Standing(state=at.unit.organisation().state, launch=at.unit.launch())


def executives(at: Sitting) -> tuple[Person, ...]:
    """Return the leadership team, by id."""
    today = today_of(at.unit.organisation(), at.now)
    return tuple(
        person
        for person in at.unit.people.all()
        if Permission.EXECUTIVE in person.permissions and person.active_on(today)
    )


def ceo_of(at: Sitting) -> Person | None:
    """Return the chief executive; None where there is none, or more than one."""
    today = today_of(at.unit.organisation(), at.now)
    held = {
        one.person_id
        for one in at.unit.people.assignments()
        if one.function is Function.CEO and one.covers(today)
    }
    found = [person for person in at.unit.people.all() if person.person_id in held]
    return found[0] if len(found) == 1 else None


# --- words ---------------------------------------------------------------------


def launch_text(at: Sitting, coordinator: Person) -> Bilingual:
    """Return the launch text as it stands: as it was written, or the template."""
    worded = at.unit.launch_texts().worded
    values = _values(at, coordinator)
    template = at.desk.catalogue.launch.text
    shown = {
        language: worded[language].text
        if language in worded
        else fill(template.within(language), values)
        for language in LANGUAGES
    }
    return Bilingual(**shown)


def notice_of(at: Sitting, coordinator: Person) -> Notice:
    """Return the notice as it stands, or the template without who is responsible."""
    held = at.unit.launch().notice
    if held is not None:
        return held
    templates, values = at.desk.catalogue.launch, _values(at, coordinator)
    return Notice(
        controller=at.unit.organisation().name,
        contact=coordinator.email or "",
        purpose=_filled(templates.purpose, values),
        retention=_filled(templates.retention, values),
        text=_filled(templates.notice, values),
    )


def _values(at: Sitting, coordinator: Person) -> Mapping[str, str]:
    return {
        "organisation": at.unit.organisation().name,
        "coordinator": coordinator.name,
    }


def _filled(words: Bilingual, values: Mapping[str, str]) -> Bilingual:
    return Bilingual(en=fill(words.en, values), sv=fill(words.sv, values))


def mark_of(text: Bilingual) -> str:
    """Return what names these very words: sixteen hexadecimal digits."""
    said = f"{text.en}\0{text.sv}".encode()
    return hashlib.sha256(said).hexdigest()[:16]


# --- cards ---------------------------------------------------------------------


def introduction(at: Sitting, person: Person, on: datetime) -> Card | None:
    """Return the introduction of somebody, as it is sent at ``on``.

    None: there is nobody in whose name it could be, or no notice.
    """
    approved = at.unit.launch_texts().approved.get(person.language)
    if approved is None or not approved.text:
        return None
    ceo, notice = at.unit.people.get(approved.by or ""), at.unit.launch().notice
    if ceo is None or notice is None:
        return None
    said = _Said(ceo=ceo, text=approved.text, notice=notice)
    return _introduction(at, person, said, on)


def proposed(at: Sitting, person: Person, by: Person, on: datetime) -> Card | None:
    """Return the introduction as it would be if all were approved as it stands.

    None: there is no CEO in whose name it could be.
    """
    text, ceo = launch_text(at, by).within(person.language), ceo_of(at)
    if ceo is None:
        return None
    said = _Said(ceo=ceo, text=text, notice=notice_of(at, by))
    return _introduction(at, person, said, on)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What is said in an introduction, and in whose name."""

    ceo: Person
    text: str
    notice: Notice


def _introduction(
    at: Sitting, person: Person, said: _Said, on: datetime
) -> Card | None:
    own = coordinator_for(at, person)
    if own is None:
        return None
    others = (c.name for c in coordinators(at) if c.person_id != own.person_id)
    introduced = Introduction(
        person=person,
        text=said.text,
        ceo=said.ceo,
        steered_by=(own.name, *others),
        first_on=first_question_on(on, calendar_of(at, person)),
        rules=at.unit.programme().rules,
        notice=said.notice,
        watermark=watermark(at, person.language),
    )
    return introduction_card(introduced, at.desk.texts)


def approval_key(mark: str) -> str:
    """Return the unique key of asking the CEO about some words: they are asked once."""
    return f"{APPROVAL}:{mark}"


def approval(at: Sitting, letter: Letter, person: Person) -> Card | None:
    """Return what the CEO is asked to approve, or what became of it.

    None: there is nothing to show any more.
    """
    coordinator, notice = coordinator_for(at, person), at.unit.launch().notice
    if coordinator is None or notice is None:
        return None
    mark = letter.key.partition(":")[2]
    text = launch_text(at, coordinator)
    state, said = _what_became(at, person, mark, mark_of(text), coordinator)
    asked = Approval(
        language=person.language,
        mark=mark,
        text=text,
        coordinator=coordinator.name,
        organisation=at.unit.organisation().name,
        readers=len(executives(at)),
        notice=notice,
        state=state,
        said=said,
        watermark=watermark(at, person.language),
    )
    return approval_card(asked, at.desk.texts)


def _what_became(
    at: Sitting, person: Person, mark: str, current: str, coordinator: Person
) -> tuple[State, str]:
    held = at.unit.launch_texts()
    if held.is_approved:
        approved = held.approved[person.language]
        when = person.local(approved.at or at.now).replace(tzinfo=None)
        shown = at.desk.texts.moment(when, person.language)
        return State.ANSWERED, at.say("approval.done", person.language, when=shown)
    if mark != current:
        name = coordinator.name
        return State.CLOSED, at.say("approval.changed", person.language, name=name)
    return State.OPEN, ""


# --- deeds ---------------------------------------------------------------------


def begin(at: Sitting, record: Recorder, pilot: tuple[str, ...] | None) -> None:
    """Launch, and have the planner look at everybody who takes part."""
    record(OrganisationLaunched(pilot=pilot))
    _look_at(at, pilot)


def widen(at: Sitting, record: Recorder, pilot: tuple[str, ...] | None) -> None:
    """Let more people take part."""
    record(LaunchWidened(pilot=pilot))
    _look_at(at, pilot)


def _look_at(at: Sitting, pilot: tuple[str, ...] | None) -> None:
    people = at.unit.people.all()
    at.unit.people.look_at(
        {
            person.person_id: at.now
            for person in people
            if pilot is None or person.person_id in pilot
        }
    )
