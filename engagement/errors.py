"""Everything that can go wrong, as one tree.

LedningError
├── PersonError            something a person said or chose; theirs to mend
│   ├── NotUnderstood      typed text that no open question can read
│   ├── NotAllowed         a permission is missing
│   ├── NotFound           no such person, prompt, subject, case or record
│   ├── Closed             the question cannot take this any more
│   └── Refused            understood, but out of range or against a rule
├── DataError              a file or a row of data; its owner's to mend
│   ├── ContentError       shipped or customer content (TOML, PO)
│   └── ImportRefused      an imported file, with every bad row
├── IllegalEvent           a flow got an event that its state does not know
├── LedgerBroken           the ledger does not say what it must
└── OperationError         settings, database, disk: the operator's to mend

A ``PersonError`` carries a text key (``error.<code>``) and the values that the
sentence needs; its docstring is what an operator reads in a log.
"""

from __future__ import annotations

from dataclasses import dataclass


class LedningError(Exception):
    """Ledning could not do this."""

    def __str__(self) -> str:
        return ": ".join(str(a) for a in self.args) or (self.__doc__ or "")


class PersonError(LedningError):
    """Somebody's input cannot be used as it is; they are told what to do."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def text_key(self) -> str:
        """Key of the sentence that the person reads."""
        return f"error.{self.code}"


class NotUnderstood(PersonError):
    """No open question could read the text; it was kept."""


class NotAllowed(PersonError):
    """The person lacks the permission for this."""


class NotFound(PersonError):
    """Nothing is known under that name."""


class Closed(PersonError):
    """The question is closed and shows its recorded answer."""


class Refused(PersonError):
    """The value was understood but breaks a rule."""


class DataError(LedningError):
    """A file cannot be used; its owner is told which place to mend."""


class ContentError(DataError):
    """A content file is broken: mend the named key."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}")
        self.file = file
        self.key = key
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One bad place in an imported file."""

    line: int
    "1-based, the heading is line 1; 0 when the whole file is meant."
    column: str | None
    "Heading of the column, or None when the whole line is meant."
    code: str
    "Text key suffix: ``import.<code>``."
    values: dict[str, str]


class ImportRefused(DataError):
    """The file was not imported; nothing of it is stored."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{file}: {len(problems)} problem(s)")
        self.file = file
        self.problems = problems


class IllegalEvent(LedningError):
    """The event is not legal in this state; nothing was changed."""


class LedgerBroken(LedningError):
    """A stored record is not the one that was committed."""


class OperationError(LedningError):
    """The installation cannot go on; the message says what to do."""
