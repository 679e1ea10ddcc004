"""``cases``: what coordinators owe answers to; closing one, and handing one over."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk import cases as desk
from bot.handlers.call import Call
from bot.handlers.commands import case_list
from bot.handlers.commands.words import Words, take_person
from bot.handlers.forms import form
from engagement.cards import ChoiceInput, ChoiceOption, TextInput
from engagement.cases import Case
from engagement.earned import QUOTED_MOST
from engagement.errors import NotFound, Refused
from engagement.people import Permission, Person
from engagement.prompts.fields import sentence
from engagement.wording import shortened

LINE_MOST = 500
_CLOSE = {"close", "stäng"}
_HAND = {"hand", "lämna"}


def run(call: Call, words: Words) -> None:
    """List open cases; close one, or hand one over."""
    verb = words.peek().casefold()
    if verb in _CLOSE | _HAND:
        words.take()
        case = _case(call, words.demand(call.say("usage.cases")))
        (_close if verb in _CLOSE else _hand)(call, case, words)
        return
    case_list.run(call, words)


# --- one case ------------------------------------------------------------------


def _case(call: Call, name: str) -> Case:
    """Return a case by its id, or by the beginning of an open one's.

    Raises:
        NotAllowed: the person is no coordinator.
        NotFound: there is none, or more than one.
        Refused: it is closed.
    """
    call.demand(Permission.COORDINATOR)
    found = call.at.unit.promises.case(name)
    if found is None:
        begins = [
            case
            for case in call.at.unit.promises.open_cases()
            if len(name) >= case_list.SHORT_ID
            and case.case_id.startswith(name.casefold())
        ]
        if len(begins) != 1:
            raise NotFound("case_unknown")
        return begins[0]
    if found.closed:
        raise Refused("case_closed")
    return found


def press(call: Call, rest: str) -> None:
    """Ask for what a button under a case needs."""
    case_id, _, verb = rest.rpartition(".")
    _FORMS.get(verb, close_form)(call, case_id)


def _close(call: Call, case: Case, words: Words) -> None:
    line = words.rest()
    if line:
        _closed(call, case, line)
    else:
        close_form(call, case.case_id)


def close_form(call: Call, case_id: str) -> None:
    """Ask for the line that goes back to the person."""
    case = _case(call, case_id)
    line = TextInput(
        input_id="line", label=call.say("cases.line_label"), most=LINE_MOST, lines=2
    )
    form(call, "case.close", {"case": case.case_id}, call.say("cases.close"), (line,))


def close(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Close a case; its line goes to the person who is waiting."""
    _closed(call, _case(call, data["case"]), values.get("line", ""))


def _closed(call: Call, case: Case, line: str) -> None:
    told = desk.close(call.at, call.record, case, sentence(line, LINE_MOST).text or "")
    person = call.at.unit.people.get(case.person_id)
    occasion = call.at.unit.occasions.get(case.occasion_id)
    question, _ = desk.shown_to(call.at, call.person, case, occasion)
    call.tell(
        call.say(
            "cases.closed" if told else "cases.closed_untold",
            name=person.name if person is not None else case.person_id,
            question=shortened(question, QUOTED_MOST),
        )
    )


def hand_form(call: Call, case_id: str) -> None:
    """Ask which coordinator is to owe the answer."""
    case = _case(call, case_id)
    others = case_list.others(call, case)
    if not others:
        raise Refused("case_nobody_else")
    whom = ChoiceInput(
        input_id="to",
        label=call.say("cases.hand_label"),
        options=tuple(
            ChoiceOption(option_id=one.person_id, label=one.name) for one in others
        ),
    )
    form(call, "case.hand", {"case": case.case_id}, call.say("cases.hand"), (whom,))


def hand(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Hand a case to the coordinator who was chosen."""
    case = _case(call, data["case"])
    to = call.at.unit.people.get(values.get("to", ""))
    if to is None:
        raise Refused("choose_one")
    _handed(call, case, to)


def _hand(call: Call, case: Case, words: Words) -> None:
    if not words:
        hand_form(call, case.case_id)
        return
    usage = call.say("usage.cases")
    _handed(call, case, take_person(words, call.at.unit.people.all(), usage))


def _handed(call: Call, case: Case, to: Person) -> None:
    desk.hand_over(call.at, call.record, case, to)
    own = to.person_id == call.person.person_id
    call.tell(call.say("cases.taken" if own else "cases.handed", name=to.name))


_FORMS: dict[str, Callable[[Call, str], None]] = {
    "close": close_form,
    "hand": hand_form,
}
