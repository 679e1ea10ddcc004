"""What the checks before a launch look at, read from a unit."""

from __future__ import annotations

from bot.desk.desk import Sitting
from bot.desk.loads import Outlook
from bot.desk.readiness import Readiness, readiness
from bot.desk.setting import setting, sources, today_of, views
from engagement.cadence import PersonView
from engagement.catalogue import Prompt
from engagement.launch_checks import Member, Ready
from engagement.people import Function, Permission

_LACKING = {Readiness.NO_DATA, Readiness.NOBODY}
_NOBODYS = {"executive", "owner"}
"Whom prompts ask besides functions that one person holds."


def ready(at: Sitting) -> Ready:
    """Return everything that the checks look at."""
    unit, organisation = at.unit, at.unit.organisation()
    today = today_of(organisation, at.now)
    active = [p for p in unit.people.all() if p.active_on(today)]
    seen, holds, held = views(at, active), setting(at), sources(at)
    prompts = [p for p in holds.prompts if not p.internal]
    stands = {p.prompt_id: readiness(p, seen, holds, held) for p in prompts}
    return Ready(
        members=_members(at, seen),
        vacant=_vacant(prompts, seen),
        channel=organisation.channel,
        asked=tuple(p for p, how in stands.items() if how is Readiness.ASKABLE),
        unsendable=tuple(p for p, how in stands.items() if how in _LACKING),
        notice=unit.launch().notice,
        texts=unit.launch_texts(),
    )


def _members(at: Sitting, seen: list[PersonView]) -> tuple[Member, ...]:
    """Return the leadership team, and the CEO even where they are not in it."""
    accounts = at.unit.people.accounts([view.person.person_id for view in seen])
    loads = Outlook(at).loads(at.unit.programme())
    shares = {person.person_id: load.share for person, load in loads.people}
    return tuple(
        Member(
            person=view.person,
            functions=tuple(view.functions),
            reachable=view.person.person_id in accounts,
            share=shares.get(view.person.person_id, 0),
        )
        for view in seen
        if Permission.EXECUTIVE in view.person.permissions
        or Function.CEO in view.functions
    )


def _vacant(prompts: list[Prompt], seen: list[PersonView]) -> tuple[str, ...]:
    held = {function for view in seen for function in view.functions}
    wanted = {name for prompt in prompts for name in prompt.asked_of}
    return tuple(f for f in Function if f in wanted - held - _NOBODYS)
