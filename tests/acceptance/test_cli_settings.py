"""A setting that cannot be used is named with what to set it to."""

from __future__ import annotations

import pytest

from tests.acceptance.cli_parts import Desk, lines

BAD = [
    ("DATABASE_URL", "", "sqlite:///FILE"),
    ("DATABASE_URL", "somewhere", "sqlite:///FILE"),
    ("DATABASE_URL", "mysql://root@localhost/x", "sqlite and postgresql"),
    ("DATABASE_URL", "sqlite://", "sqlite:///FILE"),
    ("DATABASE_URL", "sqlite:///:memory:", "sqlite:///FILE"),
    ("DATABASE_URL", "sqlite:////no/such/folder/x.db", "/no/such/folder"),
    ("PORT", "eighty", "1 to 65535"),
    ("PORT", "0", "1 to 65535"),
    ("PORT", "65536", "1 to 65535"),
    ("LEDNING_ALLOWED_HOSTS", " , ", "separated by commas"),
    ("LEDNING_ALLOWED_HOSTS", "https://kvalitet.example", "separated by commas"),
    ("LEDNING_ALLOWED_HOSTS", "*", "separated by commas"),
    ("LEDNING_LOG_LEVEL", "loud", "debug, info, warning or error"),
]


@pytest.mark.parametrize(("key", "value", "remedy"), BAD)
def test_a_bad_setting_is_named_with_its_remedy(
    key: str, value: str, remedy: str, bare: Desk
) -> None:
    ran = bare.run("run", **{key: value})

    assert 1 == ran.status
    assert remedy in ran.warned
    assert 1 == len(lines(ran.warned))
    assert key in ran.warned or "folder" in ran.warned


def test_the_doctor_names_a_bad_setting_too(bare: Desk) -> None:
    ran = bare.run("doctor", PORT="eighty")

    assert 1 == ran.status
    assert "FAIL  settings: PORT cannot be used" in ran.said


def test_a_slip_in_a_key_is_told_with_the_key_that_was_meant(live: Desk) -> None:
    """Else its default would be in force, unsaid."""
    ran = live.run("doctor", LEDNING_ALLOWED_HOST="kvalitet.example")

    assert 1 == ran.status
    assert "FAIL  LEDNING_ALLOWED_HOST" in ran.said
    assert "do you mean LEDNING_ALLOWED_HOSTS?" in ran.said


def test_a_password_is_never_shown(bare: Desk) -> None:
    """Neither where the server is absent nor where the address is no address."""
    for url in (
        "postgresql+psycopg://karin:hemligt@127.0.0.1:1/ledning",
        "postgresql+psycopg://karin:hemligt@127.0.0.1:x/ledning",
    ):
        ran = bare.at(url).run("doctor", LEDNING_LOG_LEVEL="debug")

        assert 1 == ran.status
        assert "DATABASE_URL" in ran.said
        assert "hemligt" not in ran.all


def test_an_option_wins_over_the_environment(live: Desk) -> None:
    ran = live.at("sqlite:////no/such/x.db").run(
        "organisation", "list", "--database", live.url
    )

    assert 0 == ran.status
    assert "lindvalla" in ran.said


def test_an_organisation_that_is_not_there_is_told_with_those_that_are(
    live: Desk,
) -> None:
    by_option = live.run("evidence", "verify", "--organisation", "lindval")
    by_setting = live.run("evidence", "verify", LEDNING_ORGANISATION="lindval")

    assert 1 == by_option.status == by_setting.status
    assert by_option.warned == by_setting.warned
    assert "no organisation lindval" in by_option.warned
    assert "the database has: lindvalla" in by_option.warned
