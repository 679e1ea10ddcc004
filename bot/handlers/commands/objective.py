"""``objective``: the line from goal to figure, and where it stands in its owner's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from bot.desk.figures import stands
from bot.handlers.call import Call
from bot.handlers.commands.commitments import PRIVATE, VISIBLE
from bot.handlers.commands.words import Words
from bot.handlers.forms import form
from engagement.access import may_read_stand
from engagement.cards import Action, Bullets, Fields, Paragraph, Tone, Weight
from engagement.errors import NotAllowed, NotFound, Refused
from engagement.facts import ObjectiveReviewed, VisibilityChosen
from engagement.facts.free_text import FreeText
from engagement.kpis.words import KpiWords
from engagement.objectives import Objective, Track
from engagement.prompts.fields import Clock
from engagement.prompts.fields import Words as Wording
from engagement.prompts.objective_update import EXAMPLE, ObjectiveUpdate
from engagement.questions import Given

NOTHING = "–"


def run(call: Call, words: Words) -> None:
    """List objectives, or show one; its owner may say where it stands."""
    objectives = call.at.unit.entries.objectives()
    if not words:
        if not objectives:
            call.tell(call.say("objective.none"))
            return
        lines = tuple(_line(call, one) for one in objectives)
        call.tell(
            call.say("objective.title", n=len(lines)), blocks=(Bullets(lines=lines),)
        )
        return
    one = _find(call, words.take())
    chosen = words.take().casefold()
    if not chosen:
        _show(call, one)
    elif words or chosen not in VISIBLE | PRIVATE:
        raise Refused("usage", usage=call.say("usage.objective"))
    else:
        choose(call, one, visible=chosen in VISIBLE)


def _find(call: Call, name: str) -> Objective:
    for one in call.at.unit.entries.objectives():
        if one.objective_id.casefold() == name.casefold():
            return one
    raise NotFound("objective_unknown", name=name)


def _seen(call: Call, one: Objective) -> Objective:
    """Return an objective, without what its owner said where that is not for all."""
    newest = call.at.unit.books.head()[0]
    entry = f"objective:{one.objective_id}"
    said = call.at.unit.books.previous(ObjectiveReviewed.NAME, entry, newest)
    if may_read_stand(call.person, one, said.header if said is not None else None):
        return one
    return replace(one, value=None, track=None, confidence=None)


def _line(call: Call, one: Objective) -> str:
    """Where it is, where it should be, and whether its owner thinks it gets there."""
    one = _seen(call, one)
    now, target = _now(call, one), _target(call, one)
    told = [
        call.say("objective.is_now", value=now) if now != NOTHING else "",
        call.say("objective.aims_at", value=target) if target != NOTHING else "",
        call.say(f"track.{one.track}") if one.track is not None else "",
    ]
    told += _others(call, one)
    said = " · ".join(filter(None, told)) or NOTHING
    return f"{one.objective_id} {one.title.within(call.language)}: {said}"


def _show(call: Call, one: Objective) -> None:
    """Goal → objective → figure now and target → owner, on one card."""
    goals = {g.goal_id: g.title for g in call.at.unit.entries.goals()}
    one = _seen(call, one)
    goal = goals.get(one.goal_id or "")
    texts, language = call.at.desk.texts, call.language
    owner = call.at.unit.people.get(one.owner_id or "")
    shown = [
        ("objective.goal", goal.within(language) if goal is not None else NOTHING),
        ("objective.now", _now(call, one)),
        ("objective.target", _target(call, one)),
        ("objective.due", texts.day(one.due_on, language) if one.due_on else NOTHING),
        (
            "objective.owner",
            owner.name if owner is not None else call.say("word.vacant"),
        ),
        ("objective.what", one.what or NOTHING),
        ("objective.resources", one.resources or NOTHING),
        ("objective.evaluated_by", one.evaluated_by or NOTHING),
    ]
    rows = tuple((call.say(key), value) for key, value in shown)
    also = call.say("objective.also")
    rows += tuple((also, text) for text in _others(call, one))
    title = one.title.within(language)
    if one.owner_id != call.person.person_id:
        call.tell(title, blocks=(Fields(rows=rows),))
        return
    before = None
    if one.track is not None:
        before = Given(
            option=one.track.value, number=one.value, confidence=one.confidence
        )
    inputs = ObjectiveUpdate().inputs(EXAMPLE, before, _clock(call), _wording(call))
    form(
        call,
        "objective.save",
        {"objective": one.objective_id},
        title,
        inputs,
        blocks=(Fields(rows=rows), _named(call, one)),
        beside=(_other_choice(call, one),),
    )


def _named(call: Call, one: Objective) -> Paragraph:
    """Say whether the digest names its owner."""
    return Paragraph(text=call.say(_choice(visible=one.visible)), tone=Tone.QUIET)


def _other_choice(call: Call, one: Objective) -> Action:
    verb = "private" if one.visible else "visible"
    return Action(
        action_id=f"objective:{one.objective_id}.{verb}",
        label=call.say(f"action.{verb}"),
        weight=Weight.QUIET,
    )


def _choice(*, visible: bool) -> str:
    return "objective.visible" if visible else "objective.private"


def press(call: Call, rest: str) -> None:
    """Choose by the button of one's own objective."""
    objective_id, _, verb = rest.rpartition(".")
    choose(call, _find(call, objective_id), visible=verb == "visible")


def choose(call: Call, one: Objective, *, visible: bool) -> None:
    """Record whether the digest may name the owner of an objective.

    Raises:
        NotAllowed: the person does not own it.
    """
    if one.owner_id != call.person.person_id:
        raise NotAllowed("not_owner_shown")
    if one.visible != visible:
        fact = VisibilityChosen(
            person_id=call.person.person_id,
            subject=f"objective:{one.objective_id}",
            visible=visible,
        )
        call.record(fact)
    call.tell(call.say(_choice(visible=visible)))


def _measure(call: Call, one: Objective) -> KpiWords | None:
    """Return how the objective's first figure is written; None where it has none."""
    kpi = call.at.unit.kpis.get(one.kpis[0]) if one.kpis else None
    if kpi is None:
        return None
    return KpiWords(kpi, call.language, call.at.desk.texts)


def _now(call: Call, one: Objective) -> str:
    """The newest value of its figure with its period, or what its owner reported."""
    measure = _measure(call, one)
    readings = call.at.unit.kpis.readings(one.kpis[0]) if one.kpis else ()
    if measure is None or not readings:
        return NOTHING if one.value is None else _own(call, one, one.value)
    newest = readings[-1]
    value = measure.with_unit(measure.value(newest.value))
    return f"{value} ({measure.period(newest.period)})"


def _target(call: Call, one: Objective) -> str:
    if one.target is None:
        return NOTHING
    measure = _measure(call, one)
    if measure is None:
        return _own(call, one, one.target)
    return measure.with_unit(measure.exactly(one.target))


def _others(call: Call, one: Objective) -> list[str]:
    """Say how each figure but the first stands, with the target that it has itself."""
    found = ((which, call.at.unit.kpis.get(which)) for which in one.kpis[1:])
    return [
        stands(
            KpiWords(kpi, call.language, call.at.desk.texts),
            next(reversed(call.at.unit.kpis.readings(which)), None),
        )
        for which, kpi in found
        if kpi is not None
    ]


def _own(call: Call, one: Objective, value: Decimal) -> str:
    """A number of an objective that no figure measures, in its own unit."""
    number = call.at.desk.texts.number(value, call.language)
    unit = one.unit.within(call.language)
    if not unit:
        return number
    key = "kpi.percent" if unit == "%" else "kpi.with_unit"
    return call.say(key, value=number, unit=unit)


def _clock(call: Call) -> Clock:
    local = call.person.local(call.at.now).replace(tzinfo=None)
    return Clock(local=local, zone=call.person.zone)


def _wording(call: Call) -> Wording:
    return Wording(language=call.language, texts=call.at.desk.texts)


def save(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Record where an objective stands.

    Raises:
        NotAllowed: the person does not own it.
        Refused: a value is missing or out of range.
    """
    one = _find(call, data["objective"])
    if one.owner_id != call.person.person_id:
        raise NotAllowed("not_owner")
    given = ObjectiveUpdate().from_form(EXAMPLE, values, _clock(call), _wording(call))
    fact = ObjectiveReviewed(
        objective_id=one.objective_id,
        person_id=call.person.person_id,
        on=call.person.local(call.at.now).date(),
        value=given.number,
        track=Track(given.option or ""),
        confidence=given.confidence or 0,
        line=FreeText.of(given.text),
    )
    call.record(fact, prompt=call.at.desk.catalogue.by_id.get("P26"))
    call.at.unit.people.look_at({call.person.person_id: call.at.now})
    said = ObjectiveUpdate().say(EXAMPLE, given, _wording(call))
    call.tell(call.say("confirm.answered", answer=said))
