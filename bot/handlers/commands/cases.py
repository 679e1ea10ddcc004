"""``cases``: what coordinators owe answers to, and closing them with one line."""

from __future__ import annotations

from bot.desk.letters import note
from bot.handlers.call import Call
from bot.handlers.commands.words import Words
from bot.handlers.forms import form
from engagement.cards import Action, Paragraph, Section, State, TextInput, Tone
from engagement.cases import Case, CaseState
from engagement.errors import NotFound, Refused
from engagement.facts import CaseClosed
from engagement.facts.free_text import FreeText
from engagement.flows.cards import card_of
from engagement.occasions import Occasion
from engagement.people import Permission
from engagement.prompts import KINDS, details
from engagement.prompts.fields import Words as Wording
from engagement.prompts.fields import sentence

SHOWN_MOST = 5
LINE_MOST = 500


def run(call: Call, words: Words) -> None:
    """List open cases, or close one."""
    if words.peek().casefold() in {"close", "stäng"}:
        words.take()
        case_id = words.demand(call.say("usage.cases"))
        line = words.rest()
        if line:
            close(call, case_id, line)
        else:
            close_form(call, case_id)
        return
    cases = call.at.unit.promises.open_cases()
    if not cases:
        call.tell(call.say("cases.none"))
        return
    sections = [_section(call, case) for case in cases[:SHOWN_MOST]]
    title = call.say("cases.title", n=len(cases))
    call.reply(card_of(title, sections, call.language))


def _section(call: Call, case: Case) -> Section:
    occasion = call.at.unit.occasions.get(case.occasion_id)
    person = call.at.unit.people.get(case.person_id)
    question = occasion.question if occasion is not None else None
    said = _said(call, occasion) if occasion is not None else ""
    head = call.say(
        "cases.line",
        name=person.name if person is not None else case.person_id,
        due=call.at.desk.texts.day(case.due_on, call.language),
    )
    return Section(
        reference=f"case:{case.case_id}",
        state=State.NOTICE,
        blocks=(
            Paragraph(text=head, tone=Tone.STRONG),
            Paragraph(text=question.text if question is not None else ""),
            Paragraph(text=said, tone=Tone.QUOTE),
        ),
        actions=(
            Action(
                action_id=f"case:{case.case_id}.close",
                label=call.say("action.close_case"),
            ),
        ),
    )


def _said(call: Call, occasion: Occasion) -> str:
    """What was answered, with what is in the way or what else was said besides."""
    question, answer = occasion.question, occasion.answer
    if question is None or answer is None:
        return ""
    words = Wording(language=question.language, texts=call.at.desk.texts)
    given = dict(occasion.details)
    more = [
        details.say(one, given[one.follow_up_id], words)
        for one in question.follow_ups
        if one.follow_up_id in given
    ]
    return " – ".join([KINDS[question.kind].say(question, answer, words), *more])


def _case(call: Call, case_id: str) -> Case:
    call.demand(Permission.COORDINATOR)
    found = call.at.unit.promises.case(case_id)
    if found is None:
        raise NotFound("case_unknown")
    if found.state is CaseState.CLOSED:
        raise Refused("case_closed")
    return found


def close_form(call: Call, case_id: str) -> None:
    """Ask for the line that goes back to the person."""
    _case(call, case_id)
    line = TextInput(
        input_id="line", label=call.say("cases.line_label"), most=LINE_MOST, lines=2
    )
    form(call, "case.close", {"case": case_id}, call.say("cases.close"), (line,))


def close(call: Call, case_id: str, line: str) -> None:
    """Close a case; its line goes to the person who is waiting."""
    case = _case(call, case_id)
    outcome = sentence(line).text
    call.record(CaseClosed(case_id=case.case_id, outcome=FreeText(text=outcome)))
    unit = call.at.unit
    occasion = unit.occasions.get(case.occasion_id)
    if occasion is not None and occasion.message_id is not None:
        unit.outbox.refresh(occasion.message_id, call.at.now)
    person = unit.people.get(case.person_id)
    if person is not None:
        question = occasion.question.text if occasion and occasion.question else ""
        text = call.at.say(
            "case.outcome",
            person.language,
            question=question,
            name=call.person.name,
            outcome=outcome,
        )
        note(call.at, person, f"case:{case.case_id}", text)
    call.tell(call.say("cases.closed"))
