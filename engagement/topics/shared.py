"""Subjects that are asked of a function: lists, queues, reviews, the policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from engagement.reviews import Review
from engagement.subjects import Choice, Subject
from engagement.texts import Bilingual
from engagement.topics.owned import SIGNAL_DAYS, present
from engagement.topics.sources import Sources

POLICY_EXCERPT = 60
"Characters of the policy that a question quotes."
SIGNALS_MOST = 2
AFTER_REVIEW_DAYS = 21
"A question about a review that came so late would be about history."


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
    held = {review.review_id: review.held_on for review in sources.reviews}
    waiting = [
        (held.get(a.review_id or "") or a.since, a.title)
        for a in sources.actions
        if a.kind == "resources" and not a.closed
    ]
    waiting += [(e.on, e.title) for e in sources.entries if e.kind == "resource"]
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


def reviews(sources: Sources) -> Iterator[Subject]:
    """Management reviews: the next one, and those that were held lately."""
    first = sources.today - timedelta(days=AFTER_REVIEW_DAYS)
    for review in sources.reviews:
        if not review.cancelled and review.held_on >= first:
            yield _review(review, sources)


def _review(review: Review, sources: Sources) -> Subject:
    decisions = [a for a in sources.actions if a.review_id == review.review_id]
    loose = sum(a.owner_id is None or a.due_on is None for a in decisions)
    days = (review.held_on - sources.today).days
    events = {}
    if 0 <= days <= sources.rules.review_prompt_days:
        events["review_before"] = review.held_on.isoformat()
    if days < 0:
        since = sources.working_days_since(review.held_on)
        if since >= 2 and loose:  # noqa: PLR2004 - two working days, as P37 says
            events["review_after_2"] = review.held_on.isoformat()
        if since >= 5 and decisions:  # noqa: PLR2004 - five working days, as P31 says
            events["review_after_5"] = review.held_on.isoformat()
    return Subject(
        kind="review",
        subject_id=review.review_id,
        title=Bilingual(en=review.review_id, sv=review.review_id),
        owner_id=None,
        values=present(date=review.held_on, n=len(decisions), m=loose),
        events=events,
    )


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
