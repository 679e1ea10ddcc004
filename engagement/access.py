"""Who may read what: one function for each kind of thing, for every place that shows it.

Rules: an author always reads their own, and so does the person in whose name it was
said. Everybody else is in one of the groups that were named when the question was put,
as they were frozen then; never in another one. A group is whoever is in it *now*: a new
coordinator reads what was told to the coordinators, one who no longer is reads nothing
more, and the line on the card says so. Whoever runs the installation (``admin``) is in
no group: keeping a machine going is no reason to read answers. An observer is in none
either.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engagement.cases import Case
from engagement.catalogue import Reader
from engagement.commitments import Commitment
from engagement.facts import Fact, Header
from engagement.objectives import Objective
from engagement.occasions import Occasion
from engagement.people import Permission, Person

_GROUPS = {
    Reader.COORDINATOR: Permission.COORDINATOR,
    Reader.LEADERSHIP: Permission.EXECUTIVE,
    Reader.AUDITOR: Permission.AUDITOR,
}


def _reads(viewer: Person, audience: Collection[Reader], *owners: str | None) -> bool:
    if viewer.person_id in owners:
        return True
    return any(_GROUPS[group] in viewer.permissions for group in audience)


def frozen(occasion: Occasion | None) -> tuple[Reader, ...]:
    """Return the groups that a question named; none before it was put to anybody."""
    question = occasion.question if occasion is not None else None
    return () if question is None else question.audience


def narrowed(
    audience: Collection[Reader], limit: Collection[Reader] | None
) -> tuple[Reader, ...]:
    """Return who of ``audience`` may be shown what was told to ``limit`` alone.

    What quotes an answer has no more readers than the answer. None is no limit.
    """
    return tuple(one for one in audience if limit is None or one in limit)


def may_read(viewer: Person, header: Header, *, consented: bool = False) -> bool:
    """Whether ``viewer`` may see what a record says.

    ``consented``: its author let auditors read it besides.
    """
    audience = (*header.audience, Reader.AUDITOR) if consented else header.audience
    return _reads(viewer, audience, header.author.person_id, header.on_behalf_of)


def may_read_answer(viewer: Person, occasion: Occasion) -> bool:
    """Whether ``viewer`` may see a question and what was given in answer to it."""
    return _reads(viewer, frozen(occasion), occasion.person_id)


def may_read_commitment(
    viewer: Person, commitment: Commitment, origin: Occasion | None
) -> bool:
    """Whether ``viewer`` may see a commitment; ``origin`` is the question it is from."""
    return _reads(viewer, frozen(origin), commitment.person_id)


def may_read_case(viewer: Person, case: Case, origin: Occasion | None) -> bool:
    """Whether ``viewer`` may see what a case is about and what came of it.

    Words that answer no question were sent to the coordinators and to nobody else.
    """
    groups = frozen(origin) if case.occasion_id else (Reader.COORDINATOR,)
    return _reads(viewer, groups, case.person_id)


def may_read_stand(viewer: Person, objective: Objective, said: Header | None) -> bool:
    """Whether ``viewer`` may see where an objective stands in its owner's words.

    The objective itself is the organisation's. ``said`` is the header of the newest
    review; None where nobody reviewed it, so that what is there was imported.
    """
    return said is None or (
        viewer.person_id == objective.owner_id or may_read(viewer, said)
    )


def may_read_status(viewer: Person, person: Person) -> bool:
    """Whether ``viewer`` may see how many questions somebody has, and their times."""
    return _reads(viewer, (Reader.COORDINATOR,), person.person_id)


def may_post(audience: Collection[Reader]) -> bool:
    """Whether it may stand, with a name, in the channel of the leadership team.

    Coordinators are in that channel, too.
    """
    return {Reader.LEADERSHIP, Reader.COORDINATOR} <= {*audience}


def in_channel(person: Person) -> bool:
    """Whether somebody belongs into the channel of the leadership team."""
    members = {Permission.EXECUTIVE, Permission.COORDINATOR}
    return bool(members & person.permissions)


def consented(fact: Fact, consents: Mapping[str, int]) -> bool:
    """Whether its author let auditors read what a fact says.

    ``consents``: occasion id -> the revision of its answer that was there to read.
    """
    held = consents.get(getattr(fact, "occasion_id", None) or "")
    return held is not None and getattr(fact, "revision", held) == held


def export_to_auditors(header: Header, *, consented: bool = False) -> bool:
    """Whether a record's content belongs into an export for auditors."""
    return consented or Reader.AUDITOR in header.audience
