"""Changing the programme, and saying first what that would cost somebody.

Rules: a change that asks more of somebody than there is room for, or that undoes what
was changed by hand, is made only when it is said twice: by a button, or with ``anyway``.
What makes nobody's load heavier is made at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk.loads import Heavier, Outlook
from bot.desk.setting import active_prompts, today_of
from bot.handlers.call import Call
from bot.handlers.commands.words import Words
from bot.handlers.forms import form
from engagement.audits import NEAR_DAYS, near_audit, raised
from engagement.cards import Block, Bullets, Paragraph, Tone
from engagement.errors import Refused
from engagement.facts import ProgrammeRecorded
from engagement.forecast import WARN
from engagement.organisation import Programme

ANYWAY = ("anyway", "ändå")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was ordered, so that it can be ordered once more."""

    line: str
    anyway: bool
    "Whether it was said twice."

    @classmethod
    def of(cls, words: Words) -> Order:
        """Take ``anyway`` from the end of a command line."""
        anyway = words.ends(*ANYWAY)
        return cls(line=words.line, anyway=anyway)


def keep(
    call: Call, programme: Programme, order: Order, undone: Sequence[str] = ()
) -> None:
    """Change the programme, or ask whether it is meant.

    Args:
        call: whose it is.
        programme: as it is to be.
        order: how it was ordered.
        undone: lines about what was changed by hand and would not be so any more.
    """
    _demand_no_raise(call, programme)
    heavier = () if order.anyway else _heavier(call, programme)
    over = [one for one in heavier if one.too_much]
    if order.anyway or not (over or undone):
        call.record(ProgrammeRecorded(programme=programme))
        warned = [_warning(call, heavier)] if heavier else []
        call.tell(call.say("programme.kept"), blocks=warned)
        return
    blocks: list[Block] = []
    if undone:
        blocks += [Paragraph(text=call.say("programme.undone"))]
        blocks += [Bullets(lines=tuple(undone))]
    if over:
        lines = tuple(_line(call, one) for one in over)
        warning = call.say("programme.over_head", n=len(over))
        blocks += [Paragraph(text=warning, tone=Tone.WARNING), Bullets(lines=lines)]
        blocks += [Paragraph(text=call.say("programme.over_why"), tone=Tone.QUIET)]
    form(
        call,
        "programme.keep",
        {"line": order.line},
        call.say("programme.sure"),
        (),
        blocks=tuple(blocks),
        submit="action.anyway",
        actions=(("cancel", "action.cancel"),),
    )


def _demand_no_raise(call: Call, programme: Programme) -> None:
    """Refuse to ask more than before near an external audit; saying it twice is no way.

    Raises:
        Refused: an audit is near, and somebody would be asked more.
    """
    unit = call.at.unit
    audit = near_audit(
        unit.entries.audits(), today_of(unit.organisation(), call.at.now)
    )
    if audit is None:
        return
    prompts = [p for p in call.at.desk.catalogue.prompts if not p.internal]
    found = raised(unit.programme(), programme, prompts)
    if found:
        raise Refused(
            "audit_near",
            body=audit.body,
            first=audit.first_on,
            last=audit.last_on,
            n=NEAR_DAYS,
            what=", ".join(_named(call, one) for one in found),
        )


def _named(call: Call, one: str) -> str:
    """Say which budget, or which prompt."""
    known = one in call.at.desk.catalogue.by_id
    return one if known else call.say(f"rule.{one}")


def _line(call: Call, one: Heavier) -> str:
    return call.say(
        "programme.over", name=one.person.name, before=one.before, after=one.after
    )


def _warning(call: Call, heavier: Sequence[Heavier]) -> Block:
    """Name those who have little room left by now; nobody has too much."""
    names = ", ".join(f"{one.person.name} {one.after} %" for one in heavier)
    text = call.say("programme.near", share=WARN, names=names)
    return Paragraph(text=text, tone=Tone.WARNING)


def _heavier(call: Call, programme: Programme) -> tuple[Heavier, ...]:
    """Return whose load grows; nobody's if the same is asked as before."""
    old = call.at.unit.programme()
    if _asks(call, old) == _asks(call, programme):
        return ()
    return Outlook(call.at).heavier(programme, old)


def _asks(call: Call, programme: Programme) -> tuple[object, Mapping[str, object]]:
    """Return what makes a load: the limits, what is on, and at which other pace."""
    prompts = active_prompts(call.at.desk, call.at.unit.organisation(), programme)
    held = programme.prompts
    return programme.rules, {
        p.prompt_id: held[p.prompt_id].cadence if p.prompt_id in held else None
        for p in prompts
    }
