"""What a successor is shown: an introduction, and what to accept with one tap each."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.desk import Sitting
from bot.desk.handovers import title
from bot.desk.letters import to_person
from bot.desk.scenes import watermark
from bot.desk.setting import coordinator_for
from engagement.cards import Action, Card, Paragraph, Section, State, Tone, Weight
from engagement.flows.cards import card_of
from engagement.handovers import ACCEPT_DAYS, Handover, HandoverState
from engagement.people import Person
from engagement.texts import Language


def intro_key(one: Handover) -> str:
    """Return the key of the one message that tells of a thing."""
    return f"inherits:{one.person_id}:{one.was}:{one.on}"


def introduce(at: Sitting, to: Person, ones: Sequence[Handover]) -> bool:
    """Write one message about everything that is to become theirs, once.

    Returns:
        Whether it was written: nothing new is no reason for another one.
    """
    key = intro_key(ones[0])
    letter = to_person(at, to, kind="told", key=key, card=card(at, to, ones))
    return letter is not None and at.unit.outbox.write(letter)


def together(at: Sitting, one: Handover) -> list[Handover]:
    """Return what goes with a thing: from and to the same people, on the same day."""
    return [
        each
        for each in at.unit.handovers.all()
        if (each.person_id, each.was, each.on) == (one.person_id, one.was, one.on)
        and each.until is None
    ]


def card(at: Sitting, to: Person, ones: Sequence[Handover]) -> Card:
    """Return the message as it is now: what was said of each thing, or its buttons."""
    language = to.language
    before, coordinator = at.unit.people.get(ones[0].was), coordinator_for(at, to)
    lead = Section(
        reference="inherits:lead",
        state=State.NOTICE,
        blocks=(
            Paragraph(
                text=at.say(
                    "handover.intro",
                    language,
                    name=before.name if before is not None else ones[0].was,
                    n=len(ones),
                ),
                tone=Tone.STRONG,
            ),
            Paragraph(
                text=at.say(
                    "handover.intro_how",
                    language,
                    n=ACCEPT_DAYS,
                    coordinator=coordinator.name if coordinator is not None else "–",
                )
            ),
        ),
    )
    sections = [lead, *(_section(at, one, language) for one in ones)]
    return card_of("", sections, language, watermark=watermark(at, language))


def _section(at: Sitting, one: Handover, language: Language) -> Section:
    words = Paragraph(text=title_for(at, one, language))
    reference = f"inherits:{one.subject}"
    if one.state is not HandoverState.PENDING:
        said = at.say(f"handover.{one.state}", language)
        return Section(
            reference=reference,
            state=State.ANSWERED,
            blocks=(words, Paragraph(text=said, tone=Tone.GOOD)),
        )
    return Section(
        reference=reference,
        state=State.OPEN,
        blocks=(words,),
        actions=(
            Action(
                action_id=f"{reference}.accept",
                label=at.say("handover.accept", language),
                weight=Weight.PRIMARY,
            ),
            Action(
                action_id=f"{reference}.decline",
                label=at.say("handover.decline", language),
            ),
        ),
    )


def title_for(at: Sitting, one: Handover, language: Language) -> str:
    """Say what a thing is; a promise in its own words."""
    kind, _, which = one.subject.partition(":")
    promise = at.unit.promises.commitment(which) if kind == "commitment" else None
    if promise is None:
        return title(at, one.subject, language)
    when = at.desk.texts.moment(promise.due.wall, language)
    return at.say("handover.promise", language, what=promise.what, when=when)
