"""A person's own record in words: who they are here, accounts, functions, absences."""

from __future__ import annotations

from bot.desk.desk import Sitting
from engagement.people import Person

Row = tuple[str, str]


def person_rows(at: Sitting, person: Person) -> tuple[Row, ...]:
    """Return labels and values; what is empty is left out."""
    rows = [*_who(at, person), *_times(at, person), *_elsewhere(at, person)]
    language = person.language
    return tuple((at.say(key, language), value) for key, value in rows if value)


def _who(at: Sitting, person: Person) -> list[Row]:
    language = person.language
    places = (person.site, person.country, person.region, person.zone)
    permissions = sorted(person.permissions)
    return [
        ("people.field.name", person.name),
        ("mine.field.role", person.role.within(language)),
        ("people.field.email", person.email or ""),
        ("people.field.language", at.say(f"language.{language}", language)),
        ("mine.field.place", " · ".join(one for one in places if one)),
        (
            "mine.field.permissions",
            ", ".join(at.say(f"permission.{one}", language) for one in permissions),
        ),
        ("mine.field.joined", at.desk.texts.day(person.joined_on, language)),
    ]


def _times(at: Sitting, person: Person) -> list[Row]:
    language, texts = person.language, at.desk.texts
    days = _days(at, person)
    hours = f"{person.hours.start:%H:%M}–{person.hours.end:%H:%M}"
    slot = at.say(
        "status.slot_at",
        language,
        day=at.say(f"weekday.{person.slot.weekday}", language),
        time=f"{person.slot.at:%H:%M}",
        n=person.pace,
        weeks=person.pace,
    )
    paused = person.paused_until
    return [
        ("mine.field.hours", f"{hours}, {days}"),
        ("status.slot", slot),
        ("status.paused", texts.day(paused, language) if paused is not None else ""),
    ]


def _days(at: Sitting, person: Person) -> str:
    """Return the working days; days in a row by the first and the last."""
    days = sorted(person.hours.days)
    in_a_row = len(days) > 2 and days[-1] - days[0] == len(days) - 1  # noqa: PLR2004
    shown = [days[0], days[-1]] if in_a_row else days
    names = [at.say(f"weekday.{one}", person.language) for one in shown]
    return (" – " if in_a_row else ", ").join(names)


def _elsewhere(at: Sitting, person: Person) -> list[Row]:
    """Accounts, functions and absences, each in one line."""
    language, texts, unit = person.language, at.desk.texts, at.unit
    accounts = [
        at.say(
            "mine.account",
            language,
            platform=one.platform,
            user=one.user_id,
            since=texts.day(person.local(one.since).date(), language),
        )
        for one in unit.holdings.accounts(person.person_id)
    ]
    functions = []
    for one in unit.people.assignments_of([person.person_id]):
        name = at.say(f"function.{one.function.value}", language)
        since = texts.day(one.since, language)
        if one.until is None:
            held = at.say("mine.since", language, day=since)
        else:
            held = f"{since} – {texts.day(one.until, language)}"
        functions.append(f"{name}, {held}")
    absences = [
        f"{texts.day(one.starts, language)} – {texts.day(one.ends, language)}"
        for one in unit.people.absences([person.person_id])
    ]
    return [
        ("mine.field.accounts", "; ".join(accounts)),
        ("mine.field.functions", "; ".join(functions)),
        ("mine.field.absences", "; ".join(absences)),
    ]
