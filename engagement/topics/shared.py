"""Subjects that are asked of a function: lists, queues, reviews, the policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from engagement.reviews import Review
from engagement.subjects import Choice, Subject
from engagement.texts import Bilingual
from engagement.topics.owned import SIGNAL_DAYS
from engagement.topics.sources import Sources, present

POLICY_EXCERPT = 60
"Characters of the policy that a question quotes."
SIGNALS_MOST = 2
AFTER_REVIEW_DAYS = 21
"A question about a review that came so late would be about history."
COMPLETE_AFTER, KNOWN_AFTER = 2, 5
"Working days after a review on which P37 and P31 are asked."


def objective_list(sources: Sources) -> Iterator[Subject]:
    """All objectives, to choose one of."""
    if sources.objectives:
        choices = tuple(
            Choice(choice_id=one.objective_id, label=one.title)
            for one in sources.objectives
        )
        yield Subject(
            kind="objectives",
            subject_id="all",
            title=Bilingual(),
            owner_id=None,
            choices={"objectives": choices},
        )


def signal_list(sources: Sources) -> Iterator[Subject]:
    """The newest changes that nobody has explained, to choose one of."""
    oldest = sources.today - timedelta(days=SIGNAL_DAYS)
    changes = [
        (figure.kpi.kpi_id, change)
        for figure in sources.figures
        for change in figure.changes
        if not change.explained and change.detected_on >= oldest
    ]
    changes.sort(key=lambda pair: (pair[1].detected_on, pair[0]), reverse=True)
    if changes:
        choices = tuple(
            Choice(choice_id=f"{kpi_id}/{change.episode}", label=change.said)
            for kpi_id, change in changes[:SIGNALS_MOST]
        )
        yield Subject(
            kind="signals",
            subject_id="all",
            title=Bilingual(),
            owner_id=None,
            choices={"signals": choices},
        )


def figures(sources: Sources) -> Iterator[Subject]:
    """Two figures for judging whether the system gives results.

    Those that measure objectives come first; fewer than two cannot be asked about.
    """
    order = [kpi_id for one in sources.objectives for kpi_id in one.kpis]
    ranked = sorted(
        (f for f in sources.figures if f.latest is not None),
        key=lambda f: (
            order.index(f.kpi.kpi_id) if f.kpi.kpi_id in order else len(order),
            f.kpi.kpi_id,
        ),
    )
    values = {}
    for number, figure in enumerate(ranked[:2], 1):
        values[f"figure_{number}"] = figure.shown
        values[f"verdict_{number}"] = figure.verdict
    if values:
        yield Subject(
            kind="figures",
            subject_id="all",
            title=Bilingual(),
            owner_id=None,
            values=values,
        )


def resource_queue(sources: Sources) -> Iterator[Subject]:
    """Actions and requests that wait for a decision on resources, oldest first."""
    waiting = [*_actions_waiting(sources), *_requests_waiting(sources)]
    dated = sorted(
        ((on, title) for on, title in waiting if on is not None),
        key=lambda pair: (pair[0], pair[1].en),
    )
    if dated:
        oldest_on, oldest = dated[0]
        days = (sources.today - oldest_on).days
        yield Subject(
            kind="resource_queue",
            subject_id="all",
            title=oldest,
            owner_id=None,
            values=present(n=len(waiting), action=oldest, days=days),
        )


_Waiting = tuple[date | None, Bilingual]
"Since when something waits, where that is known, and what it is."


def _actions_waiting(sources: Sources) -> Iterator[_Waiting]:
    held = {review.review_id: review.held_on for review in sources.reviews}
    for one in sources.actions:
        since = held.get(one.review_id or "") or one.since
        if one.kind == "resources" and not one.closed and _begun(since, sources):
            yield since, one.title


def _requests_waiting(sources: Sources) -> Iterator[_Waiting]:
    for entry in sources.entries:
        if entry.kind == "resource" and not entry.closed and _begun(entry.on, sources):
            yield entry.on, entry.title


def _begun(day: date | None, sources: Sources) -> bool:
    """Whether something waits already; what has no date is taken to."""
    return day is None or sources.happened(day)


def reviews(sources: Sources) -> Iterator[Subject]:
    """Management reviews: the next one, and those that were held lately."""
    first = sources.today - timedelta(days=AFTER_REVIEW_DAYS)
    for review in sources.reviews:
        if not review.cancelled and review.held_on >= first:
            yield _review(review, sources)


def _review(review: Review, sources: Sources) -> Subject:
    decisions = [a for a in sources.actions if a.review_id == review.review_id]
    loose = [
        a
        for a in decisions
        if not a.closed and (a.owner_id is None or a.due_on is None)
    ]
    return Subject(
        kind="review",
        subject_id=review.review_id,
        title=Bilingual(en=review.review_id, sv=review.review_id),
        owner_id=None,
        values=present(
            date=review.held_on,
            n=len(decisions) or None,
            m=len(loose) or None,
        ),
        events=_around(review, sources, decided=bool(decisions), loose=bool(loose)),
    )


def _around(
    review: Review, sources: Sources, *, decided: bool, loose: bool
) -> dict[str, str]:
    """Return what it is time for: the last days before a review, the first after it."""
    day, ahead = review.held_on.isoformat(), (review.held_on - sources.today).days
    if ahead >= 0:
        soon = 0 < ahead <= sources.rules.review_prompt_days
        return {"review_before": day} if soon else {}
    since, events = sources.working_days_since(review.held_on), {}
    if loose and since >= COMPLETE_AFTER:
        events["review_after_2"] = day
    if decided and since >= KNOWN_AFTER:
        events["review_after_5"] = day
    return events


def policy(sources: Sources) -> Iterator[Subject]:
    """The quality policy, if the organisation has given it."""
    text = " ".join(sources.policy.split())
    if text:
        cut = text[:POLICY_EXCERPT].rsplit(" ", 1)[0]
        excerpt = text if len(text) <= POLICY_EXCERPT else f"{cut} …"
        yield Subject(
            kind="policy",
            subject_id="policy",
            title=Bilingual(),
            owner_id=None,
            values=present(n=len(text.split()), excerpt=excerpt),
        )


def coordinators(sources: Sources) -> Iterator[Subject]:
    """Coordinators, for the question whether they can report freely."""
    for person_id, name in sources.coordinators.items():
        yield Subject(
            kind="coordinator",
            subject_id=person_id,
            title=Bilingual(en=name, sv=name),
            owner_id=None,
            values=present(coordinator=name),
        )
