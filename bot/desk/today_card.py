"""The list as a card: one section a line, each with what to press."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.cases import shown_to, time_left
from bot.desk.desk import Sitting
from bot.desk.lacking import value_names
from bot.desk.scenes import watermark
from bot.desk.setting import today_of
from engagement.access import may_read_answer
from engagement.cards import Action, Card, Paragraph, Section, State, Tone
from engagement.flows.cards import card_of
from engagement.kpis import Period
from engagement.kpis.words import KpiWords
from engagement.people import Person
from engagement.texts import Language
from engagement.today import Group, Line
from engagement.wording import shortened

SHOWN_MOST = 10
"Lines on one card: a phone shows about three at a time."
QUOTED_MOST = 140
QUESTIONS_MOST = 3
_VERBS: dict[Group, tuple[str, ...]] = {
    Group.DECIDE: ("again", "arrived"),
    Group.TALK: ("talked",),
    Group.UNSENDABLE: ("template",),
    Group.LATE: ("enter",),
    Group.CASE: ("close",),
    Group.UNREACHABLE: ("person",),
}
"What can be pressed under a line; a case's buttons are those of its own list."


def today_card(
    at: Sitting, reader: Person, lines: Sequence[Line], first: int, which: str = "mine"
) -> Card:
    """Return some of the lines for their reader, from the one with number ``first``.

    ``which`` is the list that they are from: ``mine`` or ``all``.
    """
    language = reader.language
    shown = lines[first : first + SHOWN_MOST]
    left = len(lines) - first - len(shown)
    sections = [_section(at, reader, line) for line in shown]
    if left > 0:
        sections.append(_more(at, f"{which}:{first + SHOWN_MOST}", left, language))
    title = at.say("today.title", language, n=len(lines)) if lines else ""
    if not lines:
        sections = [
            Section(
                reference="today",
                state=State.NOTICE,
                blocks=(Paragraph(text=at.say("today.nothing", language)),),
            )
        ]
    mark = watermark(at, language)
    return card_of(title, sections, language, watermark=mark)


def _more(at: Sitting, where: str, left: int, language: Language) -> Section:
    reference = f"today:more:{where}"
    label = at.say("today.more", language, n=left)
    action = Action(action_id=f"{reference}.show", label=label)
    return Section(reference=reference, state=State.NOTICE, actions=(action,))


def _section(at: Sitting, reader: Person, line: Line) -> Section:
    language = reader.language
    case = line.group is Group.CASE
    reference = f"today:{line.group.name.lower()}:{line.which}"
    if case:
        reference = f"case:{line.which}"
    return Section(
        reference=reference,
        state=State.NOTICE,
        blocks=tuple(b for b in _blocks(at, reader, line) if b.text),
        actions=tuple(
            Action(
                action_id=f"{reference}.{verb}",
                label=at.say(
                    f"action.{verb}_case" if case else f"action.today.{verb}", language
                ),
            )
            for verb in _VERBS[line.group]
        ),
    )


def _blocks(at: Sitting, reader: Person, line: Line) -> list[Paragraph]:
    """Say what is to be done, and what it is about."""
    match line.group:
        case Group.DECIDE:
            return _decide(at, reader, line)
        case Group.TALK:
            return _talk(at, reader, line)
        case Group.UNSENDABLE:
            return _unsendable(at, reader, line)
        case Group.LATE:
            return _late(at, reader, line)
        case Group.CASE:
            return _case(at, reader, line)
        case Group.UNREACHABLE:
            return _unreachable(at, reader, line)


def _head(at: Sitting, reader: Person, key: str, **values: object) -> Paragraph:
    return Paragraph(text=at.say(key, reader.language, **values), tone=Tone.STRONG)


def _name(at: Sitting, person_id: object) -> str:
    person = at.unit.people.get(person_id) if isinstance(person_id, str) else None
    return person.name if person is not None else str(person_id)


def _decide(at: Sitting, reader: Person, line: Line) -> list[Paragraph]:
    channel = line.values.get("channel")
    whom = f"#{channel}" if channel else _name(at, line.values.get("person_id"))
    why = line.values.get("why")
    return [
        _head(at, reader, f"today.{why}", name=whom),
        Paragraph(text=at.say(f"today.{why}_hint", reader.language), tone=Tone.QUIET),
    ]


def _talk(at: Sitting, reader: Person, line: Line) -> list[Paragraph]:
    withheld = at.say("audience.withheld", reader.language)
    asked = [
        o.question.text if may_read_answer(reader, o) else withheld
        for o in line.about
        if o.question is not None
    ]
    return [
        _head(at, reader, "today.talk", name=_name(at, line.which)),
        *(
            Paragraph(text=shortened(text, QUOTED_MOST), tone=Tone.QUOTE)
            for text in asked[:QUESTIONS_MOST]
        ),
    ]


def _unsendable(at: Sitting, reader: Person, line: Line) -> list[Paragraph]:
    prompt = at.desk.catalogue.by_id.get(line.which)
    text = prompt.text.within(reader.language) if prompt is not None else ""
    why = "today.no_data"
    names = line.values.get("missing")
    missing = names if isinstance(names, tuple) else ()
    if missing:
        why = "today.lacks" if line.values.get("subjects") else "today.lacks_whole"
    kind = ""
    if prompt is not None and prompt.subject is not None:
        kind = at.say(f"subject_kind.{prompt.subject}", reader.language)
    values = {
        "kind": kind,
        "missing": value_names(missing, reader.language, at.desk.texts),
        "subjects": line.values.get("subjects", ""),
    }
    return [
        _head(at, reader, "today.unsendable", prompt=line.which),
        Paragraph(text=at.say(why, reader.language, **values)),
        Paragraph(text=shortened(text, QUOTED_MOST), tone=Tone.QUIET),
    ]


def _late(at: Sitting, reader: Person, line: Line) -> list[Paragraph]:
    kpi = at.unit.kpis.get(line.which)
    period = line.values.get("period")
    if kpi is None or not isinstance(period, Period):
        return []
    words = KpiWords(kpi, reader.language, at.desk.texts)
    owners = {k: o.owner_id for o in at.unit.entries.objectives() for k in o.kpis}
    owner = kpi.owner_id or owners.get(kpi.kpi_id)
    whose = at.say("today.late_whose", reader.language, name=_name(at, owner))
    return [
        _head(
            at,
            reader,
            "today.late",
            name=kpi.name.within(reader.language),
            period=words.period(period),
        ),
        Paragraph(text=whose if owner is not None else "", tone=Tone.QUIET),
    ]


def _case(at: Sitting, reader: Person, line: Line) -> list[Paragraph]:
    case = at.unit.promises.case(line.which)
    if case is None:
        return []
    occasion = at.unit.occasions.get(case.occasion_id)
    question, answer = shown_to(at, reader, case, occasion)
    today = today_of(at.unit.organisation(), at.now)
    late = case.due_on < today
    return [
        _head(at, reader, "today.case", name=_name(at, case.person_id)),
        Paragraph(
            text=time_left(at, case, today, reader.language),
            tone=Tone.WARNING if late else Tone.QUIET,
        ),
        Paragraph(text=shortened(answer or question, QUOTED_MOST), tone=Tone.QUOTE),
    ]


def _unreachable(at: Sitting, reader: Person, line: Line) -> list[Paragraph]:
    why = at.say(f"today.unreachable_{line.values.get('why')}", reader.language)
    return [
        _head(at, reader, "today.unreachable", name=_name(at, line.which)),
        Paragraph(text=why),
    ]
