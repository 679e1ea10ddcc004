"""``programme forecast``: what the next quarter asks of each person."""

from __future__ import annotations

from bot.desk.loads import Outlook
from bot.handlers.call import Call
from bot.handlers.commands.keeping import Order
from bot.handlers.commands.words import Words, take_person
from engagement.calendar import iso_week
from engagement.cards import Block, Fields, Paragraph, Tone
from engagement.errors import NotFound
from engagement.forecast import FULL, WARN, WEEKS, Kind, Load, Week
from engagement.people import Person

BETWEEN = " · "


def show(call: Call, words: Words, order: Order) -> None:
    """Show everybody's weeks in short, or one person's one by one."""
    del order
    outlook = Outlook(call.at)
    programme = call.at.unit.programme()
    if words:
        usage = call.say("usage.programme")
        person = take_person(words, call.at.unit.people.all(), usage)
        load = outlook.load_of(programme, person)
        if load is None:
            raise NotFound("forecast_gone", name=person.name)
        _one(call, person, load)
        return
    loads = outlook.loads(programme)
    if not loads.people:
        call.tell(call.say("forecast.nobody"))
        return
    blocks: list[Block] = list(_warnings(call, loads.people))
    for person, load in loads.people:
        blocks += _short(call, person, load)
    if loads.others:
        blocks.append(_quiet(call.say("forecast.others", n=loads.others)))
    blocks.append(_quiet(call.say("forecast.assumed")))
    call.tell(call.say("forecast.title", n=WEEKS), blocks=blocks)


def _warnings(call: Call, people: tuple[tuple[Person, Load], ...]) -> list[Block]:
    """Name who has too much, and who nearly has."""
    full = [person.name for person, load in people if load.share > FULL]
    near = [person.name for person, load in people if WARN < load.share <= FULL]
    found = (("forecast.full", FULL, full), ("forecast.warn", WARN, near))
    return [
        Paragraph(
            text=call.say(key, share=share, names=", ".join(names)), tone=Tone.WARNING
        )
        for key, share, names in found
        if names
    ]


def _short(call: Call, person: Person, load: Load) -> list[Block]:
    head = call.say("forecast.person", name=person.name, share=load.share)
    return [
        Paragraph(text=head, tone=Tone.STRONG),
        Paragraph(text=_counts(call, load), tone=Tone.QUIET),
        Fields(
            rows=(
                (
                    call.say("forecast.asked"),
                    BETWEEN.join(str(week.items) for week in load.weeks),
                ),
                (
                    call.say("forecast.waiting"),
                    BETWEEN.join(str(week.waiting) for week in load.weeks),
                ),
            )
        ),
    ]


def _counts(call: Call, load: Load) -> str:
    return call.say(
        "forecast.counts",
        n=sum(load.wanted.values()),
        budget=f"{load.budget:g}",
        **{kind.value: load.wanted[kind] for kind in Kind},
    )


def _one(call: Call, person: Person, load: Load) -> None:
    rows = tuple((_label(call, week), _said(call, week)) for week in load.weeks)
    blocks = (
        *_warnings(call, ((person, load),)),
        Paragraph(text=_counts(call, load)),
        Fields(rows=rows),
        _quiet(call.say("forecast.assumed")),
    )
    head = call.say("forecast.person", name=person.name, share=load.share)
    call.tell(head, blocks=blocks)


def _label(call: Call, week: Week) -> str:
    number = int(iso_week(week.monday).partition("W")[2])
    day = call.at.desk.texts.day(week.monday, call.language)
    return call.say("forecast.week", week=number, day=day)


def _said(call: Call, week: Week) -> str:
    parts = [
        call.say(f"forecast.{kind.value}", n=week.asked[kind])
        for kind in Kind
        if week.asked[kind]
    ]
    if not parts:
        parts = [call.say("forecast.quiet")]
    if week.waiting:
        parts.append(call.say("forecast.left", n=week.waiting))
    return BETWEEN.join(parts)


def _quiet(text: str) -> Paragraph:
    return Paragraph(text=text, tone=Tone.QUIET)
