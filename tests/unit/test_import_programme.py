"""The two files that say who an organisation is and what it asks."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from config import programme
from engagement.errors import ContentError
from engagement.organisation import (
    DigestTime,
    Mode,
    Organisation,
    Programme,
    PromptSetting,
    Rules,
)
from engagement.people import Slot

LEAST = 'id = "acme"\nname = "Acme"\n'


def load(
    folder: Path, organisation: str = LEAST, rest: str | None = None
) -> tuple[Organisation, Programme]:
    """Load files with this in them."""
    (folder / "organisation.toml").write_text(organisation, encoding="utf-8")
    if rest is not None:
        (folder / "programme.toml").write_text(rest, encoding="utf-8")
    described, found = programme.load(folder)
    return Organisation(**described, mode=Mode.LIVE), found


def fault(folder: Path, organisation: str = LEAST, rest: str = "") -> tuple[str, str]:
    """Return file and key of what is refused."""
    with pytest.raises(ContentError) as error:
        load(folder, organisation, rest)
    assert error.value.reason
    return error.value.file, error.value.key


def test_an_id_and_a_name_are_enough(tmp_path: Path) -> None:
    organisation, found = load(tmp_path)

    assert Programme() == found
    assert (
        Organisation(organisation_id="acme", name="Acme", mode=Mode.LIVE)
        == organisation
    )


def test_everything_may_be_said(tmp_path: Path) -> None:
    organisation, found = load(
        tmp_path,
        LEAST + 'zone = "America/New_York"\nlanguage = "en"\ncountry = "US"\n'
        'region = "SC"\nchannel = "top-team"\neditions = ["iso9001:2015", "x:1"]\n'
        'policy = """\nWe keep our promises.\n"""\n',
        '[rules]\nitems_per_bundle = 1\nextra_event_item = ["cfo"]\n'
        "deadline_days = [14, 2]\n"
        '[digest]\nslot = "tis 08:30"\nwait_for_readings = true\n'
        "[prompts.P22]\non = true\n"
        '[prompts.P09]\ncadence = "quarterly"\n',
    )

    assert ("America/New_York", "en", "US", "SC", "top-team") == (
        organisation.zone,
        organisation.language,
        organisation.country,
        organisation.region,
        organisation.channel,
    )
    assert "We keep our promises." == organisation.policy
    assert ("iso9001:2015", "x:1") == organisation.editions
    assert (
        Rules(items_per_bundle=1, extra_event_item=("cfo",), deadline_days=(14, 2))
        == found.rules
    )
    assert (
        DigestTime(slot=Slot(weekday=1, at=time(8, 30)), wait_for_readings=True)
        == found.digest
    )
    assert {
        "P22": PromptSetting(on=True),
        "P09": PromptSetting(cadence="quarterly"),
    } == found.prompts


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('id = "acme"', "name"),
        ('name = "Acme"', "id"),
        ('id = "a b"\nname = "Acme"', "id"),
        (LEAST + 'zone = "Europe/Gothenburg"', "zone"),
        (LEAST + 'language = "da"', "language"),
        (LEAST + 'country = "Sweden"', "country"),
        (LEAST + "editions = []", "editions"),
        (LEAST + 'channel = "#ledning"', "channel"),
        (LEAST + 'mode = "live"', "mode"),
        (LEAST + "policy = 7", "policy"),
        (LEAST + "name = 1", "file"),
    ],
)
def test_a_bad_organisation_is_refused_with_its_key(
    tmp_path: Path, text: str, key: str
) -> None:
    assert ("organisation.toml", key) == fault(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[rules]\nitems_per_bundel = 2", "rules.items_per_bundel"),
        ("[rules]\nitems_per_bundle = 9", "rules.items_per_bundle"),
        ('[rules]\nedit_days = "30"', "rules.edit_days"),
        ("[rules]\ndeadline_days = [7, 0]", "rules.deadline_days[1]"),
        ('[rules]\nextra_event_item = ["boss"]', "rules.extra_event_item[0]"),
        ('[digest]\nslot = "monday"', "digest.slot"),
        ('[digest]\nslot = "mon 25:00"', "digest.slot"),
        ('[digest]\nwait_for_readings = "no"', "digest.wait_for_readings"),
        ('[prompts.P22]\non = "no"', "prompts.P22.on"),
        ('[prompts.P22]\ncadence = "often"', "prompts.P22.cadence"),
        ("[prompts.P22]\noff = true", "prompts.P22.off"),
        ("[limits]\nn = 1", "limits"),
        ("[rules\n", "file"),
    ],
)
def test_a_bad_programme_is_refused_with_its_key(
    tmp_path: Path, text: str, key: str
) -> None:
    assert ("programme.toml", key) == fault(tmp_path, rest=text)


def test_without_an_organisation_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as error:
        programme.load(tmp_path)

    assert ("organisation.toml", "file") == (error.value.file, error.value.key)


def test_a_prompt_that_there_is_not_is_refused_where_all_are_known(
    tmp_path: Path,
) -> None:
    load(tmp_path, rest="[prompts.P222]\non = false\n")
    with pytest.raises(ContentError) as error:
        programme.load(tmp_path, known={"P22"})

    assert ("programme.toml", "prompts.P222") == (error.value.file, error.value.key)
