"""What a command took and understood is said: which subject, which days, how far."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engagement.facts import ObjectiveRecorded, PromptPlanned
from engagement.objectives import Objective
from engagement.texts import Bilingual
from tests.acceptance.app_parts import COO, KARIN, PUNE, Chat

SPACE = "\N{NO-BREAK SPACE}"


async def test_objectives_are_listed_with_value_and_target(chat: Chat) -> None:
    """Before any owner has said where it stands, the figures say it."""
    swedish = await chat.as_(KARIN).command("/ledning objective")
    assert f"(OTIF): nu 95,2{SPACE}% (v47) · målvärde 95{SPACE}%" in swedish
    english = await chat.as_(PUNE).command("/ledning objective")
    assert "On time in full: now 95.2% (W47) · target 95%" in english


async def test_an_objective_without_a_figure_is_listed_in_its_own_unit(
    chat: Chat,
) -> None:
    """What its owner reported stands in for the readings that it has not."""
    unit = Bilingual(en="sites", sv="orter")
    objective = Objective(
        objective_id="O9",
        title=Bilingual(en="Certified sites", sv="Certifierade orter"),
        goal_id=None,
        owner_id=COO,
        unit=unit,
        target=Decimal(4),
        value=Decimal("2.5"),
    )
    await chat.record(ObjectiveRecorded(objective=objective))
    said = await chat.as_(KARIN).command("/ledning objective")
    assert f"Certifierade orter: nu 2,5{SPACE}orter · målvärde 4{SPACE}orter" in said


async def test_the_track_of_an_objective_follows_its_figures(chat: Chat) -> None:
    await chat.as_(COO).command("/ledning mål O1")
    await chat.as_(COO).submit(
        "send", "Leveransprecision", confidence="6", track="at_risk"
    )
    said = await chat.as_(KARIN).command("/ledning objective")
    assert f"målvärde 95{SPACE}% · Osäkert" in said


@pytest.mark.parametrize(
    ("period", "span"),
    [
        ("2026-Q4", "från 1 oktober till 31 december"),
        ("2026 k3", "från 1 juli till 30 september"),
        ("2026-11", "från 1 november till 30 november"),
        ("2026", "från 1 januari 2026 till 31 december"),
    ],
)
async def test_evidence_understands_a_period(
    chat: Chat, period: str, span: str
) -> None:
    assert span in await chat.as_(KARIN).command(f"/ledning evidence 5.1.1 {period}")


async def test_a_name_behind_the_id_of_somebody_new_stands_in_the_form(
    chat: Chat,
) -> None:
    karin = chat.as_(KARIN)
    await karin.command("/ledning personer ny E9 Nils Holm")
    section = await karin.section("E9")
    values = {one.input_id: getattr(one, "value", None) for one in section.inputs}
    assert values["name"] == "Nils Holm"


async def test_a_language_that_the_bot_does_not_write_is_answered_with_those_it_does(
    chat: Chat,
) -> None:
    karin = chat.as_(KARIN)
    said = await karin.command("/ledning people language @Jonas tyska")
    assert said.endswith("avsluta raden med sv eller en.")
    assert "Antecknat" in await karin.command(
        "/ledning people language @Jonas engelska"
    )


async def test_a_value_for_a_week_to_come_is_refused_by_naming_the_week(
    chat: Chat,
) -> None:
    said = await chat.as_(KARIN).command("/ledning kpi otif 96 2030-W01")
    assert said.startswith("Perioden v1 2030 har inte börjat än")


async def test_a_year_alone_is_no_clause(chat: Chat) -> None:
    said = await chat.as_(KARIN).command("/ledning evidence 2026")
    assert "Antecknat från 1 januari 2026 till 31 december" in said


@pytest.mark.parametrize("period", ["2026-Q5", "nyss", "2026-11 2026-12"])
async def test_evidence_says_which_periods_it_understands(
    chat: Chat, period: str
) -> None:
    said = await chat.as_(KARIN).command(f"/ledning evidence 5.1.1 {period}")
    for kind in ("spann av dagar", "vecka", "månad", "2026-Q4", "ett år (2026)"):
        assert kind in said


async def test_ask_says_which_of_several_subjects_it_took(chat: Chat) -> None:
    said = await chat.as_(KARIN).command(f"/ledning ask @{COO} P23")
    planned = (await chat.facts(PromptPlanned))[-1]
    kind, _, which = (planned.subject or "").partition(":")
    assert kind == "risk"
    risks = await chat.app.store.work.read(lambda unit: unit.entries.risks())
    titles = {risk.risk_id: risk.title.sv for risk in risks if risk.owner_id == COO}
    assert len(titles) > 1
    assert f"får frågan om ”{titles[which]}” nu." in said
