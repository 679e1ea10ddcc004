"""What is sent now, and what has to wait.

One message at most: the week's bundle with what is owed on top, or what is owed alone.
Whatever does not go is on record with its reason before anything goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from engagement.cadence.budget import Item, free_from, select
from engagement.cadence.bundles import next_bundle, slower, weeks_of, why_ignored
from engagement.cadence.claims import claim_of
from engagement.cadence.decisions import Decisions, Deferral, Sending, Want
from engagement.cadence.look import Look
from engagement.calendar import iso_week
from engagement.occasions import Occasion, OccasionState, Rank


def message(
    look: Look, alive: Sequence[Occasion], fresh: Sequence[Item], upto: date | None
) -> Decisions:
    """Decide what goes out, as wants, deferrals, a sending and a pace.

    Args:
        look: at whom and when.
        alive: the person's unsettled questions that go on.
        fresh: what is wanted besides.
        upto: day of the bundle that could go now, if one could.
    """
    planned = _planned(look, alive)
    owed = [i for i in (*planned, *fresh) if i.owed and goes_at(i, look) <= look.now]
    bundle = _bundle(look, planned, fresh, upto)
    free = free_from(look.view.sent, look.now, look.calendar, look.rules)
    if (owed or bundle) and free != look.now:
        made = _held([*owed, *bundle], free or look.now + timedelta(days=7))
    elif bundle:
        made = _sent(look, _bundle_pile(look, owed, bundle))
    elif owed:
        made = _sent(look, _Pile(kind="owed", items=tuple(owed)))
    else:
        made = Decisions()
    noticed = () if bundle else _noticed(look, fresh)
    return replace(made, wants=(*made.wants, *noticed))


def goes_at(item: Item | Occasion, look: Look) -> datetime:
    """Return when a question may go; what is owed, at the person's time of day.

    A coordinator's own question waits for no time of day.
    """
    if item.asked_by is not None or not item.owed:
        return item.not_before
    return max(item.not_before, look.at_slot(look.today))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pile:
    """What could go into one message, and what must not."""

    kind: str
    items: tuple[Item, ...]
    held: tuple[Item, ...] = ()
    "What waits because the pace is in question."
    pace: int | None = None


def _bundle_pile(look: Look, owed: Sequence[Item], bundle: Sequence[Item]) -> _Pile:
    why = why_ignored(look)
    if why is None:
        return _Pile(kind="bundle", items=(*owed, *bundle))
    # What comes round comes round again; what is on record or happened once waits.
    held = tuple(i for i in bundle if not _new(i) or i.rank is Rank.EVENT)
    return _Pile(kind="bundle", items=(why, *owed), held=held, pace=slower(look))


def _noticed(look: Look, fresh: Iterable[Item]) -> Iterator[Want]:
    """Plan events for the next bundle as soon as they are noticed."""
    slot = next_bundle(look, weeks_of(look), look.person.pace)
    for item in fresh:
        if not item.owed and item.rank is Rank.EVENT:
            yield _want(replace(item, not_before=slot))


def _planned(look: Look, alive: Sequence[Occasion]) -> list[Item]:
    """Return what could go and is not on its way already."""
    items = []
    for occasion in alive:
        prompt = look.setting.prompt(occasion.prompt_id)
        lacking = (occasion.prompt_id, occasion.subject) in look.setting.unfillable
        waits = occasion.state is OccasionState.PLANNED and not lacking
        if prompt and waits and occasion.occasion_id not in look.view.under_way:
            items.append(Item.of(occasion, prompt, claim_of(occasion, prompt, look)))
    return items


def _bundle(
    look: Look, planned: Sequence[Item], fresh: Sequence[Item], upto: date | None
) -> list[Item]:
    """Return what the week's bundle could hold; nothing where it does not go now.

    An event that is noticed after the slot's day waits for the next one by itself, but
    joins a bundle that goes anyway.
    """
    standing = [item for item in planned if not item.owed]
    loose = [item for item in fresh if not item.owed]
    goes = (
        any(item.not_before <= look.now for item in standing)
        or any(item.rank is Rank.CADENCE for item in loose)
        or (loose and look.today == upto)
    )
    return [*standing, *loose] if upto is not None and goes else []


def _sent(look: Look, pile: _Pile) -> Decisions:
    """Write one message of what fits; the rest is deferred."""
    extra = any(f in look.rules.extra_event_item for f in look.view.functions)
    bundle = pile.kind == "bundle"
    selection = select(pile.items, look.rules, extra_event=extra and bundle)
    cut = (*selection.cut, *((item, "pace") for item in pile.held))
    week = iso_week(look.today)
    mark = week if bundle else f"{look.now.astimezone(UTC):%Y-%m-%dT%H%M}"
    weeks = weeks_of(look) | ({week} if bundle else set())
    slot = next_bundle(look, weeks, pile.pace or look.person.pace)
    day = _next_day(look)
    return Decisions(
        wants=tuple(_want(item) for item in (*pile.items, *pile.held) if _new(item)),
        deferrals=tuple(
            Deferral(key=item.key, reason=reason, until=day if item.owed else slot)
            for item, reason in cut
            if item.owed or not item.put_off_before(reason)
        ),
        sendings=(
            Sending(
                kind=pile.kind,
                key=f"{pile.kind}:{look.person.person_id}:{mark}",
                items=tuple(item.key for item in selection.chosen),
            ),
        ),
        pace=pile.pace,
    )


def _next_day(look: Look) -> datetime:
    """Return the next day on which an owed message may go, after one that goes now."""
    tomorrow = look.slot_after(look.today, 1)
    sent = (*look.view.sent, look.now)
    return free_from(sent, tomorrow, look.calendar, look.rules) or tomorrow


def _held(items: Sequence[Item], until: datetime) -> Decisions:
    """Plan and defer what a cap holds back."""
    return Decisions(
        wants=tuple(_want(item) for item in items if _new(item)),
        deferrals=tuple(
            Deferral(key=item.key, reason="cap", until=until)
            for item in items
            if _new(item) or item.not_before < until
        ),
    )


def _new(item: Item) -> bool:
    return item.occasion is None


def _want(item: Item) -> Want:
    return Want(
        key=item.key,
        prompt_id=item.prompt.prompt_id,
        subject=item.subject,
        period=item.period,
        rank=item.rank,
        owed=item.owed,
        due_at=item.due_at,
        not_before=item.not_before,
    )
