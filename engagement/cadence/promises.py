"""What is asked about commitments: that their time comes near, and what became of them.

Rules: the check comes on the first working day after the agreed time, at the person's
time of day. A notice comes 30, 7 and 1 days before, on the working day before where
that is none, and only the nearest one: after downtime nobody is told the same thing
twice. A commitment that was made shortly before needs no notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from engagement.cadence.budget import Item
from engagement.cadence.events import just_asked
from engagement.cadence.keys import key_of
from engagement.cadence.look import Look
from engagement.catalogue import Prompt
from engagement.commitments import Commitment
from engagement.occasions import Occasion, Rank

CHECK, NEAR = "CHECK", "NEAR"
"The internal prompts about commitments."
HORIZON_TIMES = 2
"A notice is given only of what was promised this many times its length before."
HORIZON_DAYS = 14
"Nor of what was promised less than so long before: it is still in mind."
_BACK_DAYS = 7
"How far before a day off a notice is moved; who is away for longer gets it after."


def promises(look: Look) -> Iterator[Item]:
    """Yield checks and notices, those of times to come included."""
    check, near = look.setting.prompt(CHECK), look.setting.prompt(NEAR)
    for commitment in look.view.commitments:
        if check is not None:
            due_on = look.calendar.today(commitment.due.utc)
            at = look.slot_after(due_on, 1)
            yield _item(commitment, check, at, due_period(commitment), look)
        if near is not None and look.now < commitment.due.utc:
            yield from _notices(commitment, near, look)


def moot(occasion: Occasion, look: Look) -> str | None:
    """Return why nobody needs an answer about its commitment any more, if so."""
    about = {subject_of(one): one for one in look.view.commitments}
    commitment = about.get(occasion.subject or "")
    if commitment is None:
        return "commitment_closed"
    if not occasion.period.startswith(due_period(commitment)):
        return "commitment_moved"
    if occasion.prompt_id == NEAR and commitment.due.utc <= look.now:
        return "commitment_due"
    return None


def subject_of(commitment: Commitment) -> str:
    """Return what a question about ``commitment`` is about."""
    return f"commitment:{commitment.commitment_id}"


def due_period(commitment: Commitment) -> str:
    """Return the period of its check; a new time makes a new one."""
    return f"{commitment.due.wall:%Y-%m-%dT%H:%M}"


def _notices(commitment: Commitment, near: Prompt, look: Look) -> Iterator[Item]:
    """Yield the notice that holds now, and those that are still to come."""
    subject = subject_of(commitment)
    if any(just_asked(look, (prompt_id, subject)) for prompt_id in (CHECK, NEAR)):
        return
    begun: tuple[datetime, int] | None = None
    for days in sorted(look.rules.deadline_days, reverse=True):
        at = _notice_at(commitment, days, look)
        if at is not None and at <= look.now:
            begun = at, days
        elif at is not None:
            yield _item(commitment, near, at, _notice_period(commitment, days), look)
    if begun is not None:
        at, days = begun
        yield _item(commitment, near, at, _notice_period(commitment, days), look)


def _notice_period(commitment: Commitment, days: int) -> str:
    return f"{due_period(commitment)}-d{days}"


def _notice_at(commitment: Commitment, days: int, look: Look) -> datetime | None:
    """Return when its coming is announced; None where it was made shortly before."""
    due_on = look.calendar.today(commitment.due.utc)
    made_on = look.calendar.today(commitment.made_at)
    if (due_on - made_on).days < max(HORIZON_TIMES * days, HORIZON_DAYS):
        return None
    return look.at_slot(_working_day_upto(due_on - timedelta(days=days), look))


def _working_day_upto(day: date, look: Look) -> date:
    before = (day - timedelta(days=n) for n in range(_BACK_DAYS))
    return next((d for d in before if look.calendar.works_on(d)), day)


def _item(
    commitment: Commitment, prompt: Prompt, at: datetime, period: str, look: Look
) -> Item:
    subject = subject_of(commitment)
    return Item(
        key=key_of(prompt.prompt_id, subject, period, look.person.person_id),
        prompt=prompt,
        subject=subject,
        period=period,
        rank=Rank.COMMITMENT,
        owed=True,
        due_at=at,
        not_before=at,
    )
