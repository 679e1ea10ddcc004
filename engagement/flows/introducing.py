"""The two cards before the first question: the introduction, and what the CEO approves.

Both carry the notice about people's data, because each is the first thing that its
reader gets. They are drawn from the present state whenever they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engagement.cards import (
    Action,
    Block,
    Bullets,
    Card,
    Fields,
    Paragraph,
    Section,
    State,
    Tone,
    Weight,
)
from engagement.flows.cards import card_of
from engagement.launch import Notice
from engagement.organisation import Rules
from engagement.people import Person
from engagement.texts import LANGUAGES, Bilingual, Language, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """What somebody is told before anything is asked of them."""

    person: Person
    text: str
    "The approved words, in the person's language."
    ceo: Person
    "In whose name it is."
    steered_by: tuple[str, ...]
    "Names of the coordinators, the person's own first; there is one at least."
    first_on: date
    "The first question comes on that day at the earliest."
    rules: Rules
    notice: Notice
    watermark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What the CEO is asked to stand behind."""

    language: Language
    mark: str
    "Names these very words: a press on another wording approves nothing."
    text: Bilingual
    coordinator: str
    organisation: str
    readers: int
    "People who will get it."
    notice: Notice
    state: State
    said: str
    "What became of it; empty while it is open."
    watermark: str


def introduction_card(one: Introduction, texts: Texts) -> Card:
    """Return the introduction of one person."""
    language = one.person.language

    def say(key: str, **values: object) -> str:
        return texts.text(f"introduction.{key}", language, **values)

    own = one.person.person_id == one.ceo.person_id
    head = say("head_own") if own else say("head", **_signed(one.ceo, language))
    sections = (
        _section("text", _strong(head), _quoted(one.text)),
        _section("how", _strong(say("how")), Bullets(lines=tuple(_how(one, texts)))),
        _section("data", _strong(say("data")), *_notice(one.notice, language, texts)),
    )
    return card_of(say("title"), sections, language, watermark=one.watermark)


def _signed(ceo: Person, language: Language) -> dict[str, str]:
    return {"name": ceo.name, "role": ceo.role.within(language)}


def _how(one: Introduction, texts: Texts) -> list[str]:
    person, language = one.person, one.person.language

    def say(key: str, **values: object) -> str:
        return texts.text(f"introduction.{key}", language, **values)

    day = texts.text(f"weekday.{person.slot.weekday}", language)
    first = texts.weekday(one.first_on, language)
    both = f" {texts.text('word.and', language)} "
    *others, last = one.steered_by
    joined = both.join([", ".join(others), last] if others else [last])
    return [
        say(
            "pace",
            n=one.rules.items_per_bundle,
            day=day,
            time=f"{person.slot.at:%H:%M}",
        ),
        say("first", day=first),
        say("readers", names=joined, n=len(one.steered_by)),
        say("pause"),
        say("mine"),
        say("stop", name=one.steered_by[0]),
    ]


def approval_card(one: Approval, texts: Texts) -> Card:
    """Return what the CEO is asked, or what became of it."""

    def say(key: str, **values: object) -> str:
        return texts.text(f"approval.{key}", one.language, **values)

    told = say("told", name=one.coordinator, organisation=one.organisation)
    blocks: list[Block] = [_strong(told)]
    for language in _languages(one):
        said = texts.text(f"language.{language}", one.language)
        label = say("in_language", language=said)
        blocks += [
            Paragraph(text=label, tone=Tone.QUIET),
            _quoted(one.text.within(language)),
        ]
    blocks.append(Paragraph(text=say("readers", n=one.readers)))
    if one.said:
        tone = Tone.GOOD if one.state is State.ANSWERED else Tone.QUIET
        blocks.append(Paragraph(text=one.said, tone=tone))
    open_ = one.state is State.OPEN
    first = Section(
        reference=f"launch:{one.mark}",
        state=one.state,
        blocks=tuple(blocks),
        actions=_pressed(one.mark, one.language, texts) if open_ else (),
    )
    data = texts.text("introduction.data", one.language)
    told_of = _notice(one.notice, one.language, texts)
    second = _section("data", _strong(data), *told_of)
    return card_of(say("title"), (first, second), one.language, watermark=one.watermark)


def _languages(one: Approval) -> tuple[Language, ...]:
    """Their own language first; none where the words are not these any more."""
    if one.state is State.CLOSED:
        return ()
    return (one.language, *(each for each in LANGUAGES if each != one.language))


def _pressed(mark: str, language: Language, texts: Texts) -> tuple[Action, ...]:
    return tuple(
        Action(
            action_id=f"launch:{mark}.{verb}",
            label=texts.text(f"action.{verb}", language),
            weight=weight,
        )
        for verb, weight in (
            ("approve", Weight.PRIMARY),
            ("reword", Weight.NORMAL),
        )
    )


def _notice(notice: Notice, language: Language, texts: Texts) -> tuple[Block, ...]:
    shown = {
        "controller": notice.controller,
        "contact": notice.contact,
        "purpose": notice.purpose.within(language),
        "retention": notice.retention.within(language),
    }
    rows = tuple(
        (texts.text(f"launch.part.{part}", language), held)
        for part, held in shown.items()
    )
    return Fields(rows=rows), Paragraph(text=notice.text.within(language))


def _section(reference: str, *blocks: Block) -> Section:
    return Section(
        reference=f"introduction:{reference}", state=State.NOTICE, blocks=blocks
    )


def _strong(text: str) -> Paragraph:
    return Paragraph(text=text, tone=Tone.STRONG)


def _quoted(text: str) -> Paragraph:
    return Paragraph(text=text, tone=Tone.QUOTE)
