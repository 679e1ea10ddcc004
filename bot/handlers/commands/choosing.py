"""``programme choose``: the starter sets, what each needs and asks, and choosing one."""

from __future__ import annotations

from collections.abc import Iterator

from bot.desk.loads import MOST, Outlook
from bot.desk.readiness import Readiness, readiness
from bot.handlers.call import Call
from bot.handlers.commands.data_names import data_name, data_names
from bot.handlers.commands.keeping import Order, keep
from bot.handlers.commands.words import Words
from engagement.cards import Action, Block, Bullets, Paragraph, Section, State, Tone
from engagement.catalogue import Prompt
from engagement.errors import NotFound, Refused
from engagement.forecast import FULL, WARN
from engagement.organisation import Programme, PromptSetting
from engagement.starter_sets import HandChange, StarterSet, undone_by


def choose(call: Call, words: Words, order: Order) -> None:
    """Show the starter sets, or choose one."""
    if not words:
        _show(call)
        return
    chosen, programme = _named(call, words.rest()), call.at.unit.programme()
    new = _applied(call, chosen)
    if new == programme:
        raise Refused("set_chosen", name=chosen.title.within(call.language))
    known = {one.set_id: one for one in call.at.desk.catalogue.sets}
    changes = undone_by(
        chosen,
        programme,
        {p.prompt_id: p.on for p in _programmed(call)},
        known.get(programme.chosen or ""),
    )
    keep(call, new, order, tuple(_change(call, change) for change in changes))


def _named(call: Call, name: str) -> StarterSet:
    """Return the set that goes by an id or a title, in either language.

    Raises:
        NotFound: none does.
    """
    sets = call.at.desk.catalogue.sets
    for one in sets:
        names = (one.set_id, one.title.en, one.title.sv)
        if _plain(name) in {_plain(known) for known in names}:
            return one
    listed = ", ".join(one.title.within(call.language) for one in sets)
    raise NotFound("set_unknown", name=name, known=listed)


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())


def _programmed(call: Call) -> tuple[Prompt, ...]:
    return tuple(p for p in call.at.desk.catalogue.prompts if not p.internal)


def _applied(call: Call, chosen: StarterSet) -> Programme:
    ids = [prompt.prompt_id for prompt in _programmed(call)]
    return chosen.applied(call.at.unit.programme(), ids)


def _change(call: Call, change: HandChange) -> str:
    """``P09: off, becomes monthly``."""
    return call.say(
        "programme.undone_line",
        prompt=change.prompt_id,
        now=_state(call, change.prompt_id, change.now),
        then=_state(call, change.prompt_id, change.then),
    )


def _state(call: Call, prompt_id: str, setting: PromptSetting) -> str:
    if not setting.on:
        return call.say("programme.state_off")
    own = call.at.desk.catalogue.by_id[prompt_id].cadence.value
    return call.say(f"cadence.{setting.cadence or own}")


# --- showing -------------------------------------------------------------------


def _show(call: Call) -> None:
    sets = call.at.desk.catalogue.sets
    outlook = Outlook(call.at)
    # So many people in all that nobody waits for the answer.
    most = max(1, MOST // max(1, len(sets)))
    sections = [_section(call, one, outlook, most) for one in sets]
    call.show(sections, title=call.say("programme.sets"))


def _section(call: Call, one: StarterSet, outlook: Outlook, most: int) -> Section:
    title = one.title.within(call.language)
    blocks = (
        Paragraph(text=title, tone=Tone.STRONG),
        Paragraph(text=one.about.within(call.language)),
        Bullets(lines=tuple(_needs(call, one, outlook))),
        *_load(call, one, outlook, most),
    )
    press = Action(
        action_id=f"programme:{one.set_id}.choose",
        label=call.say("action.choose_set", name=title),
    )
    held = call.at.unit.programme().chosen == one.set_id
    if held:
        blocks = (*blocks, Paragraph(text=call.say("programme.set_held")))
    return Section(
        reference=f"programme:{one.set_id}",
        state=State.NOTICE,
        blocks=blocks,
        actions=(press,),
    )


def _needs(call: Call, one: StarterSet, outlook: Outlook) -> Iterator[str]:
    """Yield what can be asked, and what the rest lacks."""
    editions = call.at.unit.organisation().editions
    active = call.at.desk.catalogue.active
    mine = [p for p in _programmed(call) if p.prompt_id in one.prompts]
    setting = outlook.now(_applied(call, one))
    of: dict[Readiness, list[Prompt]] = {kind: [] for kind in Readiness}
    for prompt in mine:
        if active(prompt, editions):
            kind = readiness(prompt, outlook.views, setting, outlook.sources)
            of[kind].append(prompt)
    askable = len(of[Readiness.ASKABLE])
    yield call.say("programme.set_now", n=askable, all=len(mine))
    have = [*of[Readiness.ASKABLE], *of[Readiness.LATER]]
    if have:
        names = data_names(call, (prompt.subject for prompt in have))
        yield call.say("programme.set_have", what=names)
    for kind, key in _LINES:
        if of[kind]:
            yield call.say(key, what=_listed(call, of[kind], kind))
    idle = [p.prompt_id for p in mine if not active(p, editions)]
    if idle:
        yield call.say("programme.set_idle", what=", ".join(idle))


_LINES = (
    (Readiness.NO_DATA, "programme.set_lacks"),
    (Readiness.NOBODY, "programme.set_nobody"),
    (Readiness.LATER, "programme.set_later"),
)


def _listed(call: Call, prompts: list[Prompt], kind: Readiness) -> str:
    """Name prompts; those without data by what they lack."""
    if kind is not Readiness.NO_DATA:
        return ", ".join(p.prompt_id for p in prompts)
    lacking: dict[str, list[str]] = {}
    for prompt in prompts:
        name = data_name(call, prompt.subject)
        lacking.setdefault(name, []).append(prompt.prompt_id)
    return "; ".join(f"{name}: {', '.join(ids)}" for name, ids in lacking.items())


def _load(
    call: Call, one: StarterSet, outlook: Outlook, most: int
) -> tuple[Block, ...]:
    shares = outlook.shares(_applied(call, one), most)
    if not shares:
        return ()
    full = [f"{person.name} {share} %" for person, share in shares if share > FULL]
    if full:
        text = call.say("programme.set_full", names=", ".join(full))
        return (Paragraph(text=text, tone=Tone.WARNING),)
    person, share = shares[0]
    text = call.say("programme.set_load", name=person.name, share=share)
    tone = Tone.WARNING if share > WARN else Tone.PLAIN
    return (Paragraph(text=text, tone=tone),)
