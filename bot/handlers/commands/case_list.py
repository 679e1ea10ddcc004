"""The list of open cases: all, one's own or the overdue ones, a few at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk import cases as desk
from bot.desk.looked import looked
from bot.desk.setting import coordinators, today_of
from bot.handlers.call import Call
from bot.handlers.commands.words import Words
from engagement.access import may_read_case
from engagement.cards import Action, Paragraph, Section, State, Tone
from engagement.cases import Case, Due, due_state, most_urgent_first, overdue
from engagement.errors import NotFound, Refused
from engagement.people import Permission, Person

SHOWN_MOST = 5
SHORT_ID = 6
"So much of an id is shown; so much of it, or more, is enough to name a case."
_WHICH = {
    "all": "all",
    "alla": "all",
    "mine": "mine",
    "mina": "mine",
    "overdue": "overdue",
    "försenade": "overdue",
}


def run(call: Call, words: Words) -> None:
    """List the open cases that are asked for."""
    which = _WHICH.get(words.peek().casefold(), "")
    if which:
        words.take()
    page = words.take() or "1"
    if words or not page.isdecimal() or not int(page):
        raise Refused("usage", usage=call.say("usage.cases"))
    _show(call, which or "all", int(page))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A few of the open cases that are asked for."""

    which: str
    number: int
    every: tuple[Case, ...]

    @property
    def first(self) -> int:
        """How many cases stand before it."""
        return (self.number - 1) * SHOWN_MOST

    @property
    def shown(self) -> tuple[Case, ...]:
        """The cases on it."""
        return self.every[self.first : self.first + SHOWN_MOST]

    @property
    def left(self) -> int:
        """How many stand after it."""
        return max(0, len(self.every) - self.first - SHOWN_MOST)


def _show(call: Call, which: str, number: int) -> None:
    page = _Page(which=which, number=number, every=_chosen(call, which))
    if not page.every:
        call.tell(call.say(f"cases.none_{which}"))
        return
    if not page.shown:
        raise Refused("cases_no_page", n=len(page.every))
    title = call.say(f"cases.title_{which}", n=len(page.every))
    if page.first or page.left:
        first, last = page.first + 1, page.first + len(page.shown)
        title = f"{title} ({call.say('cases.span', first=first, last=last)})"
    sections = [_section(call, case) for case in page.shown]
    looked(call.at, call.person, _read(call, page.shown), "cases")
    if page.left:
        sections.append(_more(call, page))
    call.show(sections, title=title)


def _read(call: Call, cases: Sequence[Case]) -> list[str]:
    """Return whose answers are shown to whoever asks."""
    origin = call.at.unit.occasions.get
    return [
        case.person_id
        for case in cases
        if may_read_case(call.person, case, origin(case.occasion_id))
    ]


def _chosen(call: Call, which: str) -> tuple[Case, ...]:
    """Return the open cases that are asked for, the most urgent first."""
    found = most_urgent_first(call.at.unit.promises.open_cases())
    match which:
        case "mine":
            own = call.person.person_id
            return tuple(case for case in found if case.owner_id == own)
        case "overdue":
            return overdue(found, today_of(call.at.unit.organisation(), call.at.now))
        case _:
            return found


def _section(call: Call, case: Case) -> Section:
    unit = call.at.unit
    occasion = unit.occasions.get(case.occasion_id)
    question, answer = desk.shown_to(call.at, call.person, case, occasion)
    head = call.say(
        "cases.line",
        name=_name(call, case.person_id),
        due=call.at.desk.texts.day(case.due_on, call.language),
    )
    late, when = _when(call, case)
    blocks = [
        Paragraph(text=head, tone=Tone.STRONG),
        Paragraph(text=when, tone=Tone.WARNING if late else Tone.QUIET),
        Paragraph(text=question),
        Paragraph(text=answer, tone=Tone.QUOTE),
    ]
    verbs = ["close", *(["hand"] if others(call, case) else [])]
    return Section(
        reference=f"case:{case.case_id}",
        state=State.NOTICE,
        blocks=tuple(block for block in blocks if block.text),
        actions=tuple(
            Action(
                action_id=f"case:{case.case_id}.{verb}",
                label=call.say(f"action.{verb}_case"),
            )
            for verb in verbs
        ),
    )


def _when(call: Call, case: Case) -> tuple[bool, str]:
    """Say how long there is left, who owes the answer, and what the case is called."""
    today = today_of(call.at.unit.organisation(), call.at.now)
    said = desk.time_left(call.at, case, today, call.language)
    owner = _name(call, case.owner_id)
    short = call.say("cases.id", id=case.case_id[:SHORT_ID])
    return due_state(case, today) is Due.OVERDUE, f"{said} · {owner} · {short}"


def _more(call: Call, page: _Page) -> Section:
    reference = f"cases:{page.which}:{page.number + 1}"
    more = Action(
        action_id=f"{reference}.more",
        label=call.say("cases.more", n=min(page.left, SHOWN_MOST)),
    )
    return Section(reference=reference, state=State.NOTICE, actions=(more,))


def more(call: Call, rest: str) -> None:
    """Show the next cases of a list, as things stand now."""
    call.demand(Permission.COORDINATOR)
    which, _, number = rest.partition(":")
    if which not in _WHICH.values() or not number.isdecimal():
        raise NotFound("question_unknown")
    every = _chosen(call, which)
    last = max(1, -(-len(every) // SHOWN_MOST))
    _show(call, which, min(int(number), last))


def _name(call: Call, person_id: str) -> str:
    person = call.at.unit.people.get(person_id)
    return person.name if person is not None else person_id


def others(call: Call, case: Case) -> tuple[Person, ...]:
    """Return the coordinators that a case could go to."""
    return tuple(c for c in coordinators(call.at) if c.person_id != case.owner_id)
