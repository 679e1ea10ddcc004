"""The walk through a launch on one card, drawn from the present state every time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.desk.desk import Sitting
from bot.desk.launch_checks import ready
from bot.desk.launching import (
    ceo_of,
    executives,
    launch_text,
    notice_of,
    standing_of,
)
from bot.desk.scenes import watermark
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
from engagement.launch_checks import Check, Severity, blocking, checks
from engagement.people import Person

WALK = "launch:walk"
"The reference of the card's sections; its buttons begin with it."
_TONES = {
    Severity.BLOCKING: Tone.WARNING,
    Severity.WARNING: Tone.PLAIN,
}
_NAMED_MOST = 8


def walk(at: Sitting, reader: Person) -> Card:
    """Return the card for one coordinator."""
    title = at.say("launch.title", reader.language, name=at.unit.organisation().name)
    standing = standing_of(at)
    sections = _steps(at, reader) if standing.draft else _after(at, reader)
    mark = watermark(at, reader.language)
    return card_of(title, sections, reader.language, watermark=mark)


def _steps(at: Sitting, reader: Person) -> Sequence[Section]:
    found = checks(ready(at))
    return (
        _section(
            at,
            reader,
            "check",
            _checked(at, reader, found),
            ("check",),
        ),
        _section(at, reader, "preview", _said(at, reader, "preview"), ("preview",)),
        _section(at, reader, "notice", _notice(at, reader), (_notice_verb(at),)),
        _section(at, reader, "text", _text(at, reader), _text_verbs(at)),
        _go(at, reader, blocking(found)),
    )


def _checked(at: Sitting, reader: Person, found: Sequence[Check]) -> tuple[Block, ...]:
    """What is in the way first, then what is worth a look; the rest is one list."""
    open_ones = [
        Paragraph(text=_line(at, reader, one), tone=_TONES[severity])
        for severity in _TONES
        for one in found
        if one.severity is severity
    ]
    fine = tuple(
        _line(at, reader, one) for one in found if one.severity is Severity.FINE
    )
    head = Paragraph(text=at.say("launch.fine", reader.language), tone=Tone.QUIET)
    return (*open_ones, head, Bullets(lines=fine))


def _line(at: Sitting, reader: Person, check: Check) -> str:
    """What is wrong, and what to do; a blocking one is called so."""
    names = [*check.names, *(at.say(key, reader.language) for key in check.keys)]
    shown = ", ".join(names[:_NAMED_MOST])
    if len(names) > _NAMED_MOST:
        shown += " …"
    said = at.say(f"launch.check.{check.code}", reader.language, n=check.n, names=shown)
    if check.severity is Severity.FINE:
        return said
    return at.say(f"launch.severity.{check.severity}", reader.language, said=said)


def _said(at: Sitting, reader: Person, key: str, **values: object) -> tuple[Block, ...]:
    return (Paragraph(text=at.say(f"launch.{key}.hint", reader.language, **values)),)


def _notice(at: Sitting, reader: Person) -> tuple[Block, ...]:
    language, held = reader.language, at.unit.launch().notice
    shown = notice_of(at, reader)
    rows = {
        "controller": shown.controller,
        "contact": shown.contact,
        "purpose": shown.purpose.within(language),
        "retention": shown.retention.within(language),
        "text": shown.text.within(language),
    }
    fields = Fields(
        rows=tuple((at.say(f"launch.part.{k}", language), v) for k, v in rows.items())
    )
    if held is None:
        return (*_said(at, reader, "notice"), fields)
    return (fields,)


def _notice_verb(at: Sitting) -> str:
    return "notice" if at.unit.launch().notice is None else "renotice"


def _text_verbs(at: Sitting) -> tuple[str, ...]:
    """There is nothing to ask where these very words are approved."""
    return ("text",) if at.unit.launch_texts().is_approved else ("text", "ask")


def _text(at: Sitting, reader: Person) -> tuple[Block, ...]:
    ceo = ceo_of(at)
    name = ceo.name if ceo is not None else at.say("function.ceo", reader.language)
    text = launch_text(at, reader).within(reader.language)
    quoted = Paragraph(text=text, tone=Tone.QUOTE)
    if at.unit.launch_texts().is_approved:
        said = at.say("launch.text.approved", reader.language, name=name)
        return quoted, Paragraph(text=said, tone=Tone.GOOD)
    return (*_said(at, reader, "text", name=name), quoted)


def _go(at: Sitting, reader: Person, found: Sequence[Check]) -> Section:
    say = partial(at.say, "launch.go.blocked", reader.language)
    if found:
        blocks: tuple[Block, ...] = (
            Paragraph(text=say(n=len(found)), tone=Tone.WARNING),
        )
        return _section(at, reader, "go", blocks, ())
    hint = _said(at, reader, "go", n=len(executives(at)))
    return _section(at, reader, "go", hint, ("go",), primary=True)


def _after(at: Sitting, reader: Person) -> Sequence[Section]:
    """How far it has come: who takes part, who was introduced."""
    standing, language = standing_of(at), reader.language
    everybody = executives(at)
    inside = [person for person in everybody if standing.includes(person)]
    lines = [at.say("launch.after.all", language, n=len(inside))]
    if not standing.whole:
        outside = ", ".join(p.name for p in everybody if p not in inside)
        names = ", ".join(person.name for person in inside)
        lines = [
            at.say("launch.after.pilot", language, names=names),
            at.say("launch.after.outside", language, names=outside),
        ]
    waiting = [p.name for p in inside if p.introduced_at is None]
    if standing.introduces and waiting:
        names = ", ".join(waiting)
        lines.append(at.say("launch.after.waiting", language, names=names))
    if standing.paused:
        lines.append(at.say("launch.after.paused", language))
    verbs = ("preview",) if standing.whole else ("widen", "preview")
    blocks = (Bullets(lines=tuple(lines)),)
    return (_section(at, reader, "after", blocks, verbs),)


def _section(
    at: Sitting,
    reader: Person,
    name: str,
    blocks: tuple[Block, ...],
    verbs: Sequence[str],
    *,
    primary: bool = False,
) -> Section:
    head = Paragraph(
        text=at.say(f"launch.step.{name}", reader.language), tone=Tone.STRONG
    )
    return Section(
        reference=f"{WALK}:{name}",
        state=State.NOTICE,
        blocks=(head, *blocks),
        actions=tuple(
            Action(
                action_id=f"{WALK}.{verb}",
                label=at.say(f"action.launch_{verb}", reader.language),
                weight=Weight.PRIMARY if primary else Weight.NORMAL,
            )
            for verb in verbs
        ),
    )
