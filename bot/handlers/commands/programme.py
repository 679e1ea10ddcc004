"""``programme``: what is asked, when, and within which limits; and what cannot be sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.desk.lacking import value_names
from bot.desk.setting import active_prompts, is_on, sources, unfillable
from bot.desk.watching import quarter_before, quarter_so_far, untriggered
from bot.handlers.call import Call
from bot.handlers.commands import choosing, forecasting, keeping
from bot.handlers.commands.data_names import data_name
from bot.handlers.commands.keeping import Order, keep
from bot.handlers.commands.vacant import vacant_questions
from bot.handlers.commands.words import Words
from engagement import typed
from engagement.cards import Block, Bullets, Fields, Paragraph, Tone
from engagement.catalogue import Cadence, Prompt
from engagement.errors import NotFound, Refused
from engagement.organisation import BriefTime, Programme, PromptSetting, Rules
from engagement.people import Permission, Slot
from engagement.today import Line, lacking
from engagement.topics import is_held, subjects_of
from engagement.wording import fill, placeholders

_LIMITS = {
    "items_per_bundle": (1, 3),
    "messages_per_day": (1, 2),
    "messages_per_week": (1, 5),
    "reminder_after": (1, 10),
    "tell_after": (2, 20),
    "expires_after": (3, 40),
    "ignored_bundles": (1, 6),
    "review_prompt_days": (1, 60),
    "low_confidence": (0, 9),
    "edit_days": (1, 365),
    "stale_days": (1, 30),
}
"What may be set, within which bounds."


def run(call: Call, words: Words) -> None:
    """Show the programme, look ahead, or change one thing of it."""
    order = Order.of(words)
    verb = words.take().casefold()
    if not verb:
        _show(call)
        return
    handler = _VERBS.get(verb)
    if handler is None:
        raise Refused("usage", usage=call.say("usage.programme"))
    handler(call, words, order)


def _show(call: Call) -> None:
    programme = call.at.unit.programme()
    organisation = call.at.unit.organisation()
    on: list[str] = []
    off: list[str] = []
    for prompt in call.at.desk.catalogue.prompts:
        if prompt.internal:
            continue
        if not call.at.desk.catalogue.active(prompt, organisation.editions):
            off.append(call.say("programme.no_requirement", prompt=prompt.prompt_id))
        elif is_on(prompt, programme):
            on.append(_line(call, prompt, programme))
        else:
            off.append(call.say("programme.off_line", prompt=prompt.prompt_id))
    blocks: list[Block] = [*_chosen(call, programme), Bullets(lines=tuple(on))]
    if off:
        blocks += [_heading(call, "programme.off"), Bullets(lines=tuple(off))]
    blocks += vacant_questions(call)
    blocks += _unsendable(call, programme)
    blocks += _quiet(call)
    blocks += [_heading(call, "programme.rules"), _rules(call, programme.rules)]
    call.tell(call.say("programme.title", n=len(on)), blocks=blocks)


def _chosen(call: Call, programme: Programme) -> list[Block]:
    sets = {one.set_id: one for one in call.at.desk.catalogue.sets}
    held = sets.get(programme.chosen or "")
    if held is None:
        return []
    name = held.title.within(call.language)
    return [Paragraph(text=call.say("programme.chosen", name=name))]


def _heading(call: Call, key: str) -> Paragraph:
    return Paragraph(text=call.say(key), tone=Tone.STRONG)


def _line(call: Call, prompt: Prompt, programme: Programme) -> str:
    setting = programme.prompts.get(prompt.prompt_id)
    cadence = prompt.cadence.value
    if setting is not None and setting.cadence is not None:
        cadence = setting.cadence
    whom = ", ".join(call.say(f"function.{one}") for one in prompt.asked_of)
    words = prompt.text.within(call.language)
    text = fill(words, dict.fromkeys(placeholders(words), "…"))
    return f"{prompt.prompt_id} · {call.say(f'cadence.{cadence}')} · {whom} · {text}"


def _unsendable(call: Call, programme: Programme) -> list[Block]:
    """What is on but cannot be asked, with the values that are missing."""
    organisation = call.at.unit.organisation()
    prompts = active_prompts(call.at.desk, organisation, programme)
    held = sources(call.at)
    found = unfillable(call.at, prompts, subjects_of(held))
    lines = _lacking(call, lacking(prompts, found))
    lines += [
        call.say(
            "programme.no_data",
            prompt=prompt.prompt_id,
            data=data_name(call, prompt.subject),
        )
        for prompt in prompts
        if not (prompt.internal or is_held(prompt.subject, held))
    ]
    if not lines:
        return []
    return [_heading(call, "programme.unsendable"), Bullets(lines=tuple(lines))]


def _lacking(call: Call, lines: Sequence[Line]) -> list[str]:
    """One line per prompt: the values it lacks, and what lacks them."""
    texts, said = call.at.desk.texts, []
    for line in lines:
        names, subjects = line.values["missing"], line.values["subjects"]
        key = "programme.unfillable" if subjects else "programme.unfillable_whole"
        missing = value_names(
            names if isinstance(names, tuple) else (), call.language, texts
        )
        said.append(call.say(key, prompt=line.which, subject=subjects, missing=missing))
    return said


def _quiet(call: Call) -> list[Block]:
    """What was watched for and did not happen: so far, and as recorded last."""
    unit, organisation = call.at.unit, call.at.unit.organisation()
    prompts = untriggered(call.at, quarter_so_far(organisation, call.at.now))
    quiet = ", ".join(prompt.prompt_id for prompt in prompts)
    lines = [call.say("programme.quiet_now", prompts=quiet)] if quiet else []
    before = quarter_before(organisation, call.at.now)
    found = [] if before is None else unit.books.untriggered(before.quarter)
    if before is not None and found:
        lines.append(
            call.say(
                "programme.quiet_then",
                quarter=before.quarter,
                prompts=", ".join(found),
            )
        )
    if not lines:
        return []
    return [_heading(call, "programme.quiet"), Bullets(lines=tuple(lines))]


def _rules(call: Call, rules: Rules) -> Fields:
    rows = [
        (call.say(f"rule.{name}"), f"{getattr(rules, name)}  ({name})")
        for name in _LIMITS
    ]
    return Fields(rows=tuple(rows))


# --- changes -------------------------------------------------------------------


def pressed(call: Call, which: str) -> None:
    """Choose the starter set whose button was pressed."""
    call.demand(Permission.COORDINATOR)
    run(call, Words.of(f"choose {which}"))


def confirmed(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Do what was asked about, as the programme is by now."""
    del values
    call.demand(Permission.COORDINATOR)
    run(call, Words.of(f"{data['line']} {keeping.ANYWAY[0]}"))


def _prompt(call: Call, words: Words) -> Prompt:
    name = words.demand(call.say("usage.programme")).upper()
    prompt = call.at.desk.catalogue.by_id.get(name)
    if prompt is None or prompt.internal:
        raise NotFound("prompt_unknown", prompt=name)
    return prompt


def _with(call: Call, prompt: Prompt, setting: PromptSetting, order: Order) -> None:
    programme = call.at.unit.programme()
    prompts = {**programme.prompts, prompt.prompt_id: setting}
    keep(call, replace(programme, prompts=prompts), order)


def _setting(call: Call, prompt: Prompt) -> PromptSetting:
    held = call.at.unit.programme().prompts
    return held.get(prompt.prompt_id, PromptSetting())


def _on(call: Call, words: Words, order: Order) -> None:
    prompt = _prompt(call, words)
    editions = call.at.unit.organisation().editions
    if not call.at.desk.catalogue.active(prompt, editions):
        raise Refused("no_requirement", prompt=prompt.prompt_id)
    _with(call, prompt, replace(_setting(call, prompt), on=True), order)


def _off(call: Call, words: Words, order: Order) -> None:
    prompt = _prompt(call, words)
    _with(call, prompt, replace(_setting(call, prompt), on=False), order)


def _cadence(call: Call, words: Words, order: Order) -> None:
    prompt = _prompt(call, words)
    paces = [c.value for c in Cadence if c is not Cadence.EVENT]
    given = words.rest().casefold()
    said = {call.say(f"cadence.{one}").casefold(): one for one in paces}
    name = given if given in paces else said.get(given)
    if name is None or prompt.cadence is Cadence.EVENT:
        raise Refused("cadence_unknown", known=", ".join(said))
    _with(call, prompt, replace(_setting(call, prompt), cadence=name), order)


def _set(call: Call, words: Words, order: Order) -> None:
    name = words.demand(call.say("usage.programme")).casefold()
    if name not in _LIMITS:
        known = ", ".join(_LIMITS)
        raise Refused("rule_unknown", name=name, known=known)
    least, most = _LIMITS[name]
    text = words.take()
    if not text.isdecimal() or not least <= int(text) <= most:
        raise Refused("rule_range", name=name, least=least, most=most)
    programme = call.at.unit.programme()
    new: dict[str, Any] = {name: int(text)}
    changed = replace(programme.rules, **new)
    keep(call, replace(programme, rules=changed), order)


def _digest(call: Call, words: Words, order: Order) -> None:
    """``programme digest monday 09:00``, ``programme digest wait``."""
    programme = call.at.unit.programme()
    if words.peek().casefold() in {"wait", "vänta"}:
        waiting = replace(programme.digest, wait_for_readings=True)
        keep(call, replace(programme, digest=waiting), order)
        return
    slot = _slot(call, words.rest())
    digest = replace(programme.digest, slot=slot, wait_for_readings=False)
    keep(call, replace(programme, digest=digest), order)


def _brief(call: Call, words: Words, order: Order) -> None:
    """``programme brief monday 08:00``, ``programme brief off``."""
    programme = call.at.unit.programme()
    if words.peek().casefold() in {"off", "av"}:
        held = programme.brief or BriefTime()
        brief = replace(held, on=False)
    else:
        brief = BriefTime(slot=_slot(call, words.rest()))
    keep(call, replace(programme, brief=brief), order)


def _slot(call: Call, text: str) -> Slot:
    local = call.person.local(call.at.now).replace(tzinfo=None)
    found = typed.read_moment(text, local)
    if found is None or found.at is None:
        raise Refused("moment_unread")
    return Slot(weekday=found.day.weekday(), at=found.at)


_VERBS: dict[str, Callable[[Call, Words, Order], None]] = {
    "choose": choosing.choose,
    "välj": choosing.choose,
    "forecast": forecasting.show,
    "prognos": forecasting.show,
    "on": _on,
    "på": _on,
    "off": _off,
    "av": _off,
    "cadence": _cadence,
    "takt": _cadence,
    "set": _set,
    "sätt": _set,
    "digest": _digest,
    "sammanställning": _digest,
    "brief": _brief,
    "lista": _brief,
}
