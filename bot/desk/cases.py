"""Cases at the desk: what was said, who owes the answer, and how it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.desk.desk import Sitting
from bot.desk.letters import note, to_person
from bot.desk.recording import Recorder, machinery
from bot.desk.scenes import watermark
from bot.desk.setting import today_of
from engagement.access import may_read_case
from engagement.cards import Action, Bullets, Paragraph, Section, State, Tone
from engagement.cases import Case, Reminding, days_left, due_state, handed_over
from engagement.earned import QUOTED_MOST, outcome_line
from engagement.facts import CaseClosed, CaseReminded
from engagement.facts.free_text import FreeText
from engagement.flows.cards import card_of
from engagement.occasions import Occasion
from engagement.people import Person
from engagement.prompts import KINDS, details
from engagement.prompts.fields import Words
from engagement.texts import Language
from engagement.wording import shortened


def said(at: Sitting, occasion: Occasion | None) -> str:
    """Return what was answered, with what was said besides; empty where nothing was."""
    if occasion is None or occasion.question is None or occasion.answer is None:
        return ""
    question = occasion.question
    words = Words(language=question.language, texts=at.desk.texts)
    given = dict(occasion.details)
    more = [
        details.say(one, given[one.follow_up_id], words)
        for one in question.follow_ups
        if one.follow_up_id in given
    ]
    answer = KINDS[question.kind].say(question, occasion.answer, words)
    return " – ".join([answer, *more])


def shown_to(
    at: Sitting, reader: Person, case: Case, occasion: Occasion | None
) -> tuple[str, str]:
    """Return question and answer of a case, as far as ``reader`` may read them."""
    if not may_read_case(reader, case, occasion):
        return at.say("audience.withheld", reader.language), ""
    if not case.occasion_id:
        gone = at.say("answer.withdrawn_text", reader.language)
        return at.say("case.unasked", reader.language), case.words or gone
    question = occasion.question if occasion is not None else None
    return question.text if question is not None else "", said(at, occasion)


def hand_over(at: Sitting, record: Recorder, case: Case, to: Person) -> None:
    """Give a case to another coordinator, and tell them unless they did it themselves.

    Raises:
        Refused: it is closed, they own it already, or they cannot own one.
    """
    today = today_of(at.unit.organisation(), at.now)
    seq = record(handed_over(case, to, today))
    if record.author.person_id == to.person_id:
        return
    unit = at.unit
    waiting, was = unit.people.get(case.person_id), unit.people.get(case.owner_id)
    occasion = unit.occasions.get(case.occasion_id)
    question, answer = shown_to(at, to, case, occasion)
    text = at.say(
        "case.handed_to_you",
        to.language,
        was=was.name if was is not None else case.owner_id,
        name=waiting.name if waiting is not None else case.person_id,
        due=at.desk.texts.day(case.due_on, to.language),
        question=question,
        answer=answer,
    )
    note(at, to, f"case-handed:{case.case_id}:{seq}", text)


# --- reminding -----------------------------------------------------------------


def remind(at: Sitting, owner: Person, cases: Sequence[tuple[Case, Reminding]]) -> bool:
    """Tell the owner of some cases that answers are due, in one message.

    Returns:
        Whether it goes; without an account nothing is on record either.
    """
    language = owner.language
    today = owner.local(at.now).date()
    card = card_of(
        "",
        [
            Section(
                reference="cases:mine:1",
                state=State.NOTICE,
                blocks=(
                    Paragraph(
                        text=at.say("cases.remind", language, n=len(cases)),
                        tone=Tone.STRONG,
                    ),
                    Bullets(lines=tuple(_line(at, c, owner, today) for c, _ in cases)),
                ),
                actions=(
                    Action(
                        action_id="cases:mine:1.more",
                        label=at.say("cases.show", language),
                    ),
                ),
            )
        ],
        language,
        watermark=watermark(at, language),
    )
    key = f"cases-due:{owner.person_id}:{at.now.isoformat()}"
    letter = to_person(at, owner, kind="notice", key=key, card=card)
    if letter is None or not at.unit.outbox.write(letter):
        return False
    record = machinery(at)
    record.later(
        *(
            CaseReminded(
                case_id=case.case_id,
                owner_id=owner.person_id,
                reason=why.value,
                on=today,
            )
            for case, why in cases
        )
    )
    record.flush()
    return True


def _line(at: Sitting, case: Case, owner: Person, today: date) -> str:
    """Say who waits, until when, and about what."""
    person = at.unit.people.get(case.person_id)
    occasion = at.unit.occasions.get(case.occasion_id)
    return at.say(
        "cases.remind_one",
        owner.language,
        name=person.name if person is not None else case.person_id,
        due=at.desk.texts.day(case.due_on, owner.language),
        left=time_left(at, case, today, owner.language),
        answer=shortened(shown_to(at, owner, case, occasion)[1], QUOTED_MOST),
    )


def time_left(at: Sitting, case: Case, today: date, language: Language) -> str:
    """Say how many days are left, or how many too many have passed."""
    state = due_state(case, today)
    return at.say(f"cases.{state}", language, n=abs(days_left(case, today)))


# --- closing -------------------------------------------------------------------


def close(at: Sitting, record: Recorder, case: Case, line: str) -> bool:
    """Close a case; its line goes back to whoever waits, under their question.

    Returns:
        Whether it goes: nothing does to somebody who has left or cannot be reached.
    """
    record(CaseClosed(case_id=case.case_id, outcome=FreeText(text=line)))
    unit = at.unit
    occasion = unit.occasions.get(case.occasion_id)
    if occasion is not None and occasion.message_id is not None:
        unit.outbox.refresh(occasion.message_id, at.now)
    person = unit.people.get(case.person_id)
    today = today_of(unit.organisation(), at.now)
    if person is None or not person.active_on(today):
        return False
    return _return(at, case, person, occasion, line)


def _return(
    at: Sitting, case: Case, person: Person, occasion: Occasion | None, line: str
) -> bool:
    """Write what came of an answer: in the thread of its question where that stands."""
    parent = _thread_of(at, person, occasion)
    text = outcome(at, person, occasion, line, at.now, own=case.words)
    if parent is None and occasion is not None and occasion.question is not None:
        text = f"{occasion.question.text}\n{text}"
    key = f"case:{case.case_id}"
    return note(at, person, key, text, kind="news", parent=parent)


def _thread_of(at: Sitting, person: Person, occasion: Occasion | None) -> str | None:
    """Return the message of a question if a reply to it can reach its person.

    None: nobody knows where it stands, or it stands on an account that they left.
    """
    if occasion is None or occasion.message_id is None:
        return None
    unit = at.unit
    asked = unit.outbox.message(occasion.message_id)
    account = unit.people.accounts([person.person_id]).get(person.person_id)
    if asked is None or account is None:
        return None
    same = (asked.platform, asked.recipient) == (account.platform, account.user_id)
    known = unit.outbox.posted(asked.message_id) is not None
    return asked.message_id if same and known else None


def outcome(
    at: Sitting,
    person: Person,
    occasion: Occasion | None,
    line: str,
    closed_at: datetime,
    *,
    own: str | None = None,
) -> str:
    """Say what an answer led to: *You wrote “...” → removed (12 November)*."""
    words, day = _words(at, person), person.local(closed_at).date()
    if own is not None:
        return outcome_line(words, own, line, day, wrote=True)
    answer = occasion.answer if occasion is not None else None
    wrote = answer is not None and answer.option is None and answer.number is None
    return outcome_line(words, said(at, occasion), line, day, wrote=wrote)


def _words(at: Sitting, person: Person) -> Words:
    return Words(language=person.language, texts=at.desk.texts)
