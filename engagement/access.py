"""Who may read a record: one function, for every place that shows one.

An author always reads their own, and so does the person in whose name it was said.
Everybody else is in one of the groups that the record names, as they were frozen when
the question was asked; never more. Whoever runs the installation (``admin``) is in no
group: keeping a machine going is no reason to read answers.
"""

from __future__ import annotations

from engagement.catalogue import Reader
from engagement.facts import Header
from engagement.people import Permission, Person

_GROUPS = {
    Reader.COORDINATOR: Permission.COORDINATOR,
    Reader.LEADERSHIP: Permission.EXECUTIVE,
    Reader.AUDITOR: Permission.AUDITOR,
}


def may_read(viewer: Person, header: Header) -> bool:
    """Whether ``viewer`` may see what a record says."""
    if viewer.person_id in {header.author.person_id, header.on_behalf_of}:
        return True
    return any(_GROUPS[group] in viewer.permissions for group in header.audience)


def export_to_auditors(header: Header) -> bool:
    """Whether a record's content belongs into an export for auditors."""
    return Reader.AUDITOR in header.audience
