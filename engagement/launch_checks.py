"""What must be in place before a launch, as values: one check a line.

Rules: a *blocking* check forbids the launch; a *warning* does not, and says what will
be missing; every line says what is wrong and what to do. Nothing here sends anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from engagement.forecast import FULL, WARN
from engagement.launch import LaunchTexts, Notice
from engagement.people import Function, Permission, Person


class Severity(StrEnum):
    """What a check means for the launch."""

    BLOCKING = "blocking"
    WARNING = "warning"
    FINE = "fine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line: its words are ``launch.check.<code>``."""

    code: str
    severity: Severity
    n: int = 0
    names: tuple[str, ...] = ()
    "Of people, prompts or a channel."
    keys: tuple[str, ...] = ()
    "Text keys of what has no name of its own: functions, parts of the notice."


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who would be written to."""

    person: Person
    functions: tuple[str, ...]
    reachable: bool
    "Whether they have an account on a platform."
    share: int
    "What is wanted of them in a quarter, in per cent of their budget."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """Everything that the checks look at."""

    members: tuple[Member, ...]
    vacant: tuple[str, ...]
    "Functions that active prompts ask and that nobody holds."
    channel: str
    asked: tuple[str, ...]
    "Prompts that are on and can be asked of somebody."
    unsendable: tuple[str, ...]
    "Prompts that are on and lack data or an owner."
    notice: Notice | None
    texts: LaunchTexts

    @property
    def ceos(self) -> tuple[Member, ...]:
        """Who is chief executive."""
        return tuple(m for m in self.members if Function.CEO in m.functions)

    @property
    def executives(self) -> tuple[Member, ...]:
        """Who is asked what everybody in the leadership team is asked."""
        found = (
            m for m in self.members if Permission.EXECUTIVE in m.person.permissions
        )
        return tuple(found)


def checks(ready: Ready) -> tuple[Check, ...]:
    """Return every check, in the order in which things are put right."""
    return (
        *_people(ready.executives),
        _ceo(ready.ceos),
        _roles(ready.vacant),
        _channel(ready.channel),
        *_programme(ready),
        _load(ready.executives),
        _notice(ready.notice),
        _approval(ready.texts),
    )


def blocking(found: Sequence[Check]) -> tuple[Check, ...]:
    """Return the checks that forbid a launch."""
    return tuple(one for one in found if one.severity is Severity.BLOCKING)


_fine = partial(Check, severity=Severity.FINE)
_warning = partial(Check, severity=Severity.WARNING)
_blocking = partial(Check, severity=Severity.BLOCKING)


def _people(members: Sequence[Member]) -> Iterator[Check]:
    if not members:
        yield _blocking(code="people_none")
        return
    without = _names(m for m in members if not m.reachable)
    if len(without) == len(members):
        yield _blocking(code="account_none", n=len(members))
    elif without:
        yield _warning(code="account_some", n=len(without), names=without)
    else:
        yield _fine(code="people_ok", n=len(members))
    spoken = Counter(m.person.language for m in members)
    yield _fine(
        code="languages", keys=tuple(f"language.{one}" for one in sorted(spoken))
    )


def _ceo(ceos: Sequence[Member]) -> Check:
    match ceos:
        case ():
            return _blocking(code="ceo_none")
        case (only,):
            names = (only.person.name,)
            if not only.reachable:
                return _blocking(code="ceo_account", names=names)
            return _fine(code="ceo_ok", names=names)
        case _:
            return _blocking(code="ceo_two", names=_names(ceos))


def _roles(vacant: Sequence[str]) -> Check:
    if not vacant:
        return _fine(code="roles_ok")
    return _warning(
        code="roles_vacant",
        n=len(vacant),
        keys=tuple(f"function.{one}" for one in vacant),
    )


def _channel(channel: str) -> Check:
    if not channel:
        return _blocking(code="channel_none")
    return _fine(code="channel_ok", names=(f"#{channel}",))


def _programme(ready: Ready) -> Iterator[Check]:
    if not ready.asked:
        yield _blocking(code="programme_none")
        return
    yield _fine(code="programme_ok", n=len(ready.asked))
    if ready.unsendable:
        yield _warning(
            code="data_lacking", n=len(ready.unsendable), names=ready.unsendable
        )
    else:
        yield _fine(code="data_ok")


def _load(members: Sequence[Member]) -> Check:
    most = max((m.share for m in members), default=0)
    over = [m for m in members if m.share > FULL]
    if over:
        return _warning(code="load_over", n=most, names=_names(over))
    high = [m for m in members if m.share > WARN]
    if high:
        return _warning(code="load_high", n=most, names=_names(high))
    return _fine(code="load_ok", n=most)


def _notice(notice: Notice | None) -> Check:
    if notice is None:
        return _blocking(code="notice_none")
    if notice.lacking:
        keys = tuple(f"launch.part.{part}" for part in notice.lacking)
        return _blocking(code="notice_lacking", n=len(keys), keys=keys)
    return _fine(code="notice_ok", names=(notice.controller,))


def _approval(texts: LaunchTexts) -> Check:
    if texts.is_approved:
        return _fine(code="approval_ok")
    return _blocking(code="approval_changed" if texts.approved else "approval_none")


def _names(members: Sequence[Member] | Iterator[Member]) -> tuple[str, ...]:
    return tuple(m.person.name for m in members)
