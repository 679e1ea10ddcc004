"""An organisation's own settings as data: who it is, and what it asks how often.

Two files of one folder, TOML. ``organisation.toml`` must be there. ``programme.toml``
says only what differs from the defaults; without it all of them hold. An unknown key is
refused, because a misspelt limit would silently be the default.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from config.content_files import key_of, read
from config.content_rows import Filled, Flag, Number, Row
from engagement.catalogue import Cadence
from engagement.errors import ContentError
from engagement.organisation import (
    DigestTime,
    Programme,
    PromptSetting,
    Rules,
)
from engagement.people import Function, Slot
from engagement.typed.names import WEEKDAYS

ORGANISATION, PROGRAMME = "organisation.toml", "programme.toml"
M = TypeVar("M", bound=BaseModel)

_RAW = TypeAdapter(dict[str, Any])


def _is_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"is no time zone: {name}")
    return name


def _is_function(name: str) -> str:
    if name not in {*Function}:
        raise ValueError(f"is no function: {name}")
    return name


def _slot(written: object) -> object:
    """Read ``mon 09:00``, in English or Swedish."""
    day, _, clock = str(written).strip().rpartition(" ")
    weekday = WEEKDAYS.get(day.casefold())
    try:
        at = time.fromisoformat(clock)
    except ValueError:
        weekday = None
    if weekday is None:
        raise ValueError("is no weekday and time such as mon 09:00")
    return Slot(weekday=weekday, at=at)


_Zone = Annotated[Filled, AfterValidator(_is_zone)]
_Function = Annotated[Filled, AfterValidator(_is_function)]
_Slot = Annotated[Slot, BeforeValidator(_slot)]
_Count = Annotated[Number, Field(ge=1, le=100)]
_Days = Annotated[Number, Field(ge=1, le=400)]


class OrganisationRow(Row):
    """Who an organisation is."""

    organisation_id: Annotated[
        str, Field(alias="id", pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    ]
    name: Filled
    zone: _Zone = "Europe/Stockholm"
    language: Literal["sv", "en"] = "sv"
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] = "SE"
    region: Annotated[str, Field(pattern="^[A-Z0-9]{1,3}$")] | None = None
    channel: Annotated[str, Field(pattern="^[a-zåäö0-9_-]+$")] = "leadership"
    editions: Annotated[tuple[Filled, ...], Field(min_length=1)] = ("iso9001:2015",)
    policy: Annotated[str, StringConstraints(strip_whitespace=True)] = ""


_RULES, _DIGEST = Rules(), DigestTime()


class RulesRow(Row):
    """Limits; what is not written is as in ``engagement.organisation.Rules``."""

    items_per_bundle: Annotated[Number, Field(ge=1, le=3)] = _RULES.items_per_bundle
    messages_per_day: _Count = _RULES.messages_per_day
    messages_per_week: _Count = _RULES.messages_per_week
    extra_event_item: tuple[_Function, ...] = _RULES.extra_event_item
    reminder_after: _Days = _RULES.reminder_after
    tell_after: _Days = _RULES.tell_after
    expires_after: _Days = _RULES.expires_after
    ignored_bundles: _Count = _RULES.ignored_bundles
    deadline_days: tuple[_Days, ...] = _RULES.deadline_days
    review_prompt_days: _Days = _RULES.review_prompt_days
    low_confidence: Annotated[Number, Field(ge=0, le=10)] = _RULES.low_confidence
    edit_days: _Days = _RULES.edit_days
    stale_days: _Days = _RULES.stale_days


class DigestRow(Row):
    """When the weekly digest is posted, where that differs from the default."""

    slot: _Slot = _DIGEST.slot
    wait_for_readings: Flag = _DIGEST.wait_for_readings
    at_latest: _Slot = _DIGEST.at_latest


class PromptRow(Row):
    """What differs for one prompt."""

    on: Flag | None = None
    cadence: Cadence | None = None


class ProgrammeFile(Row):
    """The whole file."""

    rules: RulesRow = RulesRow()
    digest: DigestRow = DigestRow()
    prompts: Mapping[str, PromptRow] = Field(default_factory=dict)


def load(
    folder: Path, *, known: Collection[str] | None = None
) -> tuple[dict[str, Any], Programme]:
    """Return the fields of the organisation that files decide, and its programme.

    Args:
        folder: holds ``organisation.toml`` and, if need be, ``programme.toml``.
        known: ids of the prompts that there are; None accepts any.

    Raises:
        ContentError: naming the file and the key to mend.
    """
    organisation = _checked(OrganisationRow, folder, ORGANISATION)
    if not (folder / PROGRAMME).exists():
        return organisation.model_dump(), Programme()
    written = _checked(ProgrammeFile, folder, PROGRAMME)
    for prompt_id in written.prompts:
        if known is not None and prompt_id not in known:
            raise ContentError(PROGRAMME, f"prompts.{prompt_id}", "there is none")
    return organisation.model_dump(), _programme(written)


def _checked(model: type[M], folder: Path, name: str) -> M:
    data = read(folder, name, _RAW)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        reason = _REASONS.get(first["type"], first["msg"])
        reason = reason.removeprefix("Value error, ")
        raise ContentError(name, key_of(first["loc"]), reason) from error


_REASONS = {"missing": "is missing", "extra_forbidden": "is not a known key"}


def _programme(written: ProgrammeFile) -> Programme:
    return Programme(
        rules=Rules(**written.rules.model_dump()),
        digest=DigestTime(**dict(written.digest)),
        prompts={
            prompt_id: PromptSetting(
                on=row.on, cadence=row.cadence.value if row.cadence else None
            )
            for prompt_id, row in written.prompts.items()
        },
    )
