"""``ask``: a coordinator's own question, or a prompt, to one person now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time

from bot.desk.lacking import value_names
from bot.desk.launching import standing_of
from bot.desk.scenes import Asker
from bot.desk.setting import is_on, setting, views
from bot.handlers.call import Call
from bot.handlers.commands.words import Words, take_person
from engagement.asking import Unfillable
from engagement.cadence import PersonView, free_from, key_of
from engagement.cadence.topics import own_topics
from engagement.cards import Action, Paragraph, Section, State, Tone, Weight
from engagement.catalogue import Prompt
from engagement.errors import NotFound, Refused
from engagement.facts import PromptPlanned, PromptWithdrawn
from engagement.facts.free_text import FreeText
from engagement.launch import first_question_on
from engagement.occasions import OccasionState, Rank
from engagement.people import Permission, Person
from engagement.questions import SENTENCE_MOST
from engagement.subjects import Subject
from engagement.texts import Bilingual

FREE = "ASK"
_PROMPT_ID = re.compile(r"[A-Za-zÅÄÖåäö]{1,4}-?\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Topic:
    """What is asked: a prompt and its subject, or a coordinator's own question."""

    prompt_id: str
    subject: str | None
    title: Bilingual = Bilingual()
    "Of the subject, so that the coordinator learns which of several was taken."


def run(call: Call, words: Words) -> None:
    """Plan a question for the next moment at which it may go."""
    usage = call.say("usage.ask")
    person = take_person(words, call.at.unit.people.all(), usage)
    if Permission.EXECUTIVE not in person.permissions:
        raise Refused("not_executive", name=person.name)
    demand_taking_part(call, person)
    if not words:
        raise Refused("usage", usage=usage)
    catalogue = call.at.desk.catalogue
    prompt = catalogue.by_id.get(words.peek().upper())
    if words.quoted:
        _free(call, person, words.rest())
    elif prompt is None or prompt.internal:
        _demand_words(words, usage)
        _free(call, person, words.rest())
    else:
        words.take()
        _prompt(call, person, prompt, words.take().upper())


def demand_taking_part(call: Call, person: Person) -> None:
    """Refuse a question to somebody whom it would not reach.

    Raises:
        Refused: it is a draft, they are outside the pilot, or everything is paused.
    """
    standing = standing_of(call.at)
    if standing.draft:
        raise Refused("not_launched")
    if not standing.includes(person):
        raise Refused("outside_pilot", name=person.name)
    if standing.paused:
        raise Refused("paused")


def _demand_words(words: Words, usage: str) -> None:
    """Refuse what was meant as a prompt: a slip of the pen must reach nobody.

    Raises:
        NotFound: it looks like the id of a prompt, and there is none by it.
        Refused: a single word is no question.
    """
    if _PROMPT_ID.fullmatch(words.peek()):
        raise NotFound("prompt_unknown", prompt=words.peek())
    if len(words) == 1:
        raise Refused("usage", usage=usage)


def _free(call: Call, person: Person, question: str) -> None:
    """Ask in the coordinator's own words."""
    question = question.strip()
    if not question:
        raise Refused("sentence_empty")
    if len(question) > SENTENCE_MOST:
        raise Refused("sentence_long", most=SENTENCE_MOST, n=len(question))
    mark = call.at.unit.new_id()
    topic = _Topic(prompt_id=FREE, subject=f"question:{mark}")
    _plan(call, person, topic, mark, question)


def _prompt(call: Call, person: Person, prompt: Prompt, subject_id: str) -> None:
    """Ask a prompt of the catalogue, about a subject of the person's."""
    _demand_on(call, prompt)
    subject = _subject(call, person, prompt, subject_id)
    asked = Asker(call.at).ask(prompt, subject, person)
    if isinstance(asked, Unfillable):
        missing = value_names(asked.missing, call.language, call.at.desk.texts)
        raise Refused("unfillable", prompt=prompt.prompt_id, missing=missing)
    key = None if subject is None else subject.key
    for occasion in call.at.unit.occasions.unsettled([person.person_id]):
        same = (occasion.prompt_id, occasion.subject) == (prompt.prompt_id, key)
        if same and occasion.state is OccasionState.ASKED:
            raise Refused("already_asked", name=person.name)
    topic = _Topic(
        prompt_id=prompt.prompt_id,
        subject=key,
        title=Bilingual() if subject is None else subject.title,
    )
    _plan(call, person, topic, call.at.unit.new_id(), None)


def _demand_on(call: Call, prompt: Prompt) -> None:
    """Refuse a prompt that the planner would take back: it is off.

    Raises:
        Refused: it serves no requirement, or was switched off.
    """
    editions = call.at.unit.organisation().editions
    if not call.at.desk.catalogue.active(prompt, editions):
        raise Refused("no_requirement", prompt=prompt.prompt_id)
    if not is_on(prompt, call.at.unit.programme()):
        raise Refused("prompt_off", prompt=prompt.prompt_id)


def _subject(
    call: Call, person: Person, prompt: Prompt, subject_id: str
) -> Subject | None:
    """Return what to ask about.

    Raises:
        Refused: the prompt is asked of others.
        NotFound: it is about nothing that the person has.
    """
    view = views(call.at, [person])[0]
    topics = list(own_topics(prompt, view, setting(call.at)))
    if prompt.subject is None:
        if not topics:
            whom = ", ".join(call.say(f"function.{one}") for one in prompt.asked_of)
            raise Refused(
                "not_addressed", prompt=prompt.prompt_id, name=person.name, whom=whom
            )
        return None
    own = [t for t in topics if t is not None]
    if subject_id:
        own = [t for t in own if t.subject_id.upper() == subject_id]
    if not own:
        raise NotFound("no_subject", prompt=prompt.prompt_id, name=person.name)
    return own[0]


def _plan(
    call: Call,
    person: Person,
    topic: _Topic,
    mark: str,
    question: str | None,
) -> None:
    """Plan it, and say when it goes out."""
    at = call.at
    when = _next_free(call, views(at, [person])[0])
    if when is None:
        raise Refused("unreachable", name=person.name)
    which = at.unit.new_id()
    fact = PromptPlanned(
        occasion_id=which,
        key=key_of(topic.prompt_id, topic.subject, f"ask-{mark}", person.person_id),
        person_id=person.person_id,
        prompt_id=topic.prompt_id,
        subject=topic.subject,
        period=f"ask-{mark}",
        rank=Rank.EVENT,
        owed=True,
        not_before=when,
        due_at=at.now,
        asked_by=call.person.person_id,
        free_text=FreeText.of(question),
    )
    call.record(fact, prompt=at.desk.catalogue.by_id.get(topic.prompt_id))
    at.unit.people.look_at({person.person_id: when})
    local = person.local(when).replace(tzinfo=None)
    key = "ask.now" if when == at.now else "ask.later"
    text = call.say(
        f"{key}_about" if topic.title else key,
        name=person.name,
        title=topic.title.within(call.language),
        when=at.desk.texts.moment(local, call.language),
        zone=person.zone,
    )
    withdraw = Action(
        action_id=f"ask:{which}.withdraw",
        label=call.say("action.withdraw"),
        weight=Weight.QUIET,
    )
    section = Section(
        reference=f"ask:{which}",
        state=State.NOTICE,
        blocks=(Paragraph(text=text, tone=Tone.PLAIN),),
        actions=() if when == at.now else (withdraw,),
    )
    call.show([section])


def _next_free(call: Call, view: PersonView) -> datetime | None:
    """Return when one more question may go, behind those that wait to be sent."""
    rules = call.at.unit.programme().rules
    now = _first(call, view)
    if now is None:
        return None
    ahead = sum(o.owed and o.state is OccasionState.PLANNED for o in view.unsettled)
    sent = list(view.sent)
    for _ in range(ahead // rules.items_per_bundle):
        full = free_from(sent, now, view.calendar, rules)
        if full is None:
            return None
        sent.append(full)
    return free_from(sent, now, view.calendar, rules)


def _first(call: Call, view: PersonView) -> datetime | None:
    """Return when somebody may be asked at the earliest: after their introduction."""
    calendar, now = view.calendar, call.at.now
    if not standing_of(call.at).introduces:
        return now
    introduced_at = view.person.introduced_at or calendar.next_open(now)
    if introduced_at is None:
        return None
    return max(now, calendar.at(first_question_on(introduced_at, calendar), time()))


def withdraw(call: Call, occasion_id: str) -> None:
    """Take back a question that was not asked yet.

    Raises:
        NotFound: there is no such question.
        Refused: it was asked already.
    """
    call.demand(Permission.COORDINATOR)
    occasion = call.at.unit.occasions.get(occasion_id)
    if occasion is None:
        raise NotFound("question_unknown")
    if occasion.state is not OccasionState.PLANNED:
        raise Refused("asked_already")
    fact = PromptWithdrawn(occasion_id=occasion_id, reason="coordinator")
    call.record(fact, prompt=call.at.desk.catalogue.by_id.get(occasion.prompt_id))
    call.tell(call.say("ask.withdrawn"))
