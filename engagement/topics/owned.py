"""Subjects that one person answers for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from engagement.objectives import Objective
from engagement.reviews import ReviewAction
from engagement.risks import Risk
from engagement.subjects import Subject
from engagement.texts import Bilingual
from engagement.topics.sources import Sources, present

SIGNAL_DAYS = 28
"A change that was detected longer ago is history: nobody is asked about it any more."
DOUBT_DAYS = 28
"A low confidence that was given longer ago is due for its next update instead."


def objectives(sources: Sources) -> Iterator[Subject]:
    """Objectives, with the newest value of the KPI that measures them first.

    How the others stand is told beside the question.
    """
    goals = {goal.goal_id: goal.title for goal in sources.goals}
    latest = {f.kpi.kpi_id: f.latest for f in sources.figures}
    stands = {f.kpi.kpi_id: f.stands for f in sources.figures}
    for one in sources.objectives:
        reading = latest.get(one.kpis[0]) if one.kpis else None
        yield Subject(
            kind="objective",
            subject_id=one.objective_id,
            title=one.title,
            owner_id=one.owner_id,
            reviewed_on=one.reviewed_on,
            since=one.since,
            cadence=one.cadence,
            due_on=one.due_on,
            values=present(
                objective=one.title,
                goal=goals.get(one.goal_id or ""),
                value=reading.value if reading is not None else one.value,
                target=one.target,
                date=one.due_on,
                confidence=one.confidence,
            ),
            beside=_joined(stands[kpi] for kpi in one.kpis[1:] if kpi in stands),
            events=_doubt(one, sources),
        )


def _joined(figures: Iterable[Bilingual]) -> Bilingual:
    """Return some figures on one line, in both languages."""
    held = tuple(figures)
    return Bilingual(
        en="; ".join(one.within("en") for one in held),
        sv="; ".join(one.within("sv") for one in held),
    )


def _doubt(objective: Objective, sources: Sources) -> dict[str, str]:
    """Return the low confidence that its owner has given lately."""
    on, confidence = objective.reviewed_on, objective.confidence
    if on is None or confidence is None or not sources.recently(on, DOUBT_DAYS):
        return {}
    low = confidence <= sources.rules.low_confidence
    return {"low_confidence": on.isoformat()} if low else {}


def _weightiest(risks: Iterable[Risk]) -> set[str]:
    """Return each owner's top risk."""
    top: dict[str | None, Risk] = {}
    for risk in sorted(risks, key=lambda r: (-r.weight, r.risk_id)):
        top.setdefault(risk.owner_id, risk)
    return {risk.risk_id for risk in top.values()}


def risks(sources: Sources) -> Iterator[Subject]:
    """Risks and opportunities."""
    top = _weightiest(sources.risks)
    for one in sources.risks:
        yield Subject(
            kind="risk",
            subject_id=one.risk_id,
            title=one.title,
            owner_id=one.owner_id,
            reviewed_on=one.reviewed_on,
            since=one.since,
            top=one.risk_id in top,
            values=present(
                risk=one.title,
                id=one.risk_id,
                kind=one.kind.value,
                date=one.reviewed_on,
            ),
        )


def treatments(sources: Sources) -> Iterator[Subject]:
    """What is done about a risk; its effect is asked about once it is finished."""
    for one in sources.risks:
        if not one.treatment:
            continue
        done = one.treated_on if sources.happened(one.treated_on) else None
        new = done is not None and sources.recently(done)
        yield Subject(
            kind="treatment",
            subject_id=one.risk_id,
            title=one.title,
            owner_id=one.owner_id,
            since=one.since,
            values=present(
                risk=one.title,
                id=one.risk_id,
                kind=one.kind.value,
                action=one.treatment if done is not None else None,
                date=done,
            ),
            events={"risk_treated": done.isoformat()} if done and new else {},
        )


def actions(sources: Sources) -> Iterator[Subject]:
    """Actions of management reviews that are not closed."""
    held = {
        review.review_id: review.held_on
        for review in sources.reviews
        if sources.happened(review.held_on)
    }
    for one in sources.actions:
        if one.closed:
            continue
        yield Subject(
            kind="action",
            subject_id=one.action_id,
            title=one.title,
            owner_id=one.owner_id,
            reviewed_on=one.reviewed_on,
            since=one.since,
            values=present(
                action=one.title, date=held.get(one.review_id or ""), due=one.due_on
            ),
            events=_deadline(one, sources),
        )


def _deadline(action: ReviewAction, sources: Sources) -> dict[str, str]:
    """Return the notice that holds today: the nearest one that has begun.

    A notice is skipped when the action is younger than twice its length.
    """
    due_on, today = action.due_on, sources.today
    if due_on is None or today > due_on:
        return {}
    left = (due_on - today).days
    nearest = min((n for n in sources.rules.deadline_days if left <= n), default=None)
    age = (due_on - (action.since or date.min)).days
    if nearest is None or age < 2 * nearest:
        return {}
    return {"deadline": f"due-{nearest}:{due_on.isoformat()}"}


def signals(sources: Sources) -> Iterator[Subject]:
    """Changes that are probably real and that nobody has explained.

    A KPI without an owner is its first objective's owner's.
    """
    owners = {
        kpi_id: one.owner_id
        for one in reversed(sources.objectives)
        for kpi_id in one.kpis
    }
    oldest = sources.today - timedelta(days=SIGNAL_DAYS)
    for figure in sources.figures:
        kpi = figure.kpi
        for change in figure.changes:
            if change.explained or change.detected_on < oldest:
                continue
            yield Subject(
                kind="signal",
                subject_id=f"{kpi.kpi_id}/{change.episode}",
                title=kpi.name,
                owner_id=kpi.owner_id or owners.get(kpi.kpi_id),
                values=present(kpi=kpi.name, week=change.since),
                events={"signal": change.episode},
            )
