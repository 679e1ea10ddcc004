"""Facts about the organisation, its programme and its data files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engagement.organisation import Mode, Organisation, Programme
from engagement.people import ClosedPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerOpened:
    """Record 0: what this ledger is for, for ever."""

    NAME: ClassVar = "ledger.opened"
    organisation_id: str
    mode: Mode
    software: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRecorded:
    """The organisation's particulars, as a whole."""

    NAME: ClassVar = "organisation.recorded"
    organisation: Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRecorded:
    """What is asked and within which limits, as a whole."""

    NAME: ClassVar = "programme.recorded"
    programme: Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPeriodRecorded:
    """The company or a site is closed."""

    NAME: ClassVar = "closed_period.recorded"
    period: ClosedPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportAccepted:
    """A file was imported; its rows are the ``rows`` facts right before this one."""

    NAME: ClassVar = "import.accepted"
    import_id: str
    kind: str
    file_name: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUndone:
    """The facts of an import were superseded by what held before it."""

    NAME: ClassVar = "import.undone"
    import_id: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRetired:
    """An imported entry is no longer used; its history stays."""

    NAME: ClassVar = "entry.retired"
    kind: str
    "``objective``, ``risk``, ``goal`` ..."
    entry_id: str
