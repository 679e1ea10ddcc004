"""Every question fits a phone: 140 characters as rendered."""

from __future__ import annotations

import pytest

from config import content
from engagement.catalogue import Prompt
from engagement.texts import LANGUAGES, Bilingual, Language

AIM = 140
CATALOGUE = content.load()

# What Lindvalla Fluidteknik, the company of the demo, would fill in.
VALUES: dict[str, dict[str, tuple[object, object]]] = {
    "P03": {
        "objective": ("Delivery precision 95 %", "Leveransprecision 95 %"),
        "goal": (
            "The supplier that keeps its promises",
            "Leverantören som håller vad den lovar",
        ),
    },
    "P04": {
        "date": ("10 November", "10 november"),
        "decision": ("Dual source for castings", "Två källor för gjutgods"),
    },
    "P05": {
        "meeting": ("Management team", "Ledningsgruppen"),
        "date": ("17 November", "17 november"),
    },
    "P08": {
        "n": (3, 3),
        "action": ("Test rig", "Provrigg"),
        "days": (38, 38),
    },
    "P10": {
        "figure_1": ("OTIF 95.2 %", "OTIF 95,2 %"),
        "verdict_1": ("better", "bättre"),
        "figure_2": ("complaints 3.0", "reklamationer 3,0"),
        "verdict_2": ("no change", "ingen ändring"),
    },
    "P12": {
        "improvement": ("Finite-capacity planning", "Planering mot ändlig kapacitet"),
    },
    "P16": {
        "list": (
            "cleanliness class (largest customer), US tariff code",
            "renhetsklass (största kunden), tullkod USA",
        ),
    },
    "P18": {
        "customer": ("Nordkran", "Nordkran"),
        "complaint": ("Leaking valve block", "Läckande ventilblock"),
        "days": (12, 12),
    },
    "P19": {
        "n": (84, 84),
        "excerpt": ("We keep what we promise", "Vi håller vad vi lovar"),
    },
    "P21": {
        "coordinator": ("Karin Åberg", "Karin Åberg"),
        "role": ("the shift leader", "skiftledaren"),
        "site": ("Greenville", "Greenville"),
        "date": ("1 December", "1 december"),
    },
    "P22": {"coordinator": ("Karin Åberg", "Karin Åberg")},
    "P23": {
        "risk": (
            "Largest customer changes cleanliness requirement",
            "Största kunden ändrar renhetskrav",
        ),
        "date": ("28 September", "28 september"),
    },
    "P24": {
        "risk": ("Seal leakage in cold climate", "Läckande tätningar i kyla"),
        "action": ("Cold test −40 °C", "Köldprov −40 °C"),
        "date": ("30 October", "30 oktober"),
        "id": ("R05", "R05"),
    },
    "P26": {
        "objective": ("Delivery precision", "Leveransprecision"),
        "value": ("95.2 %", "95,2 %"),
        "target": ("95.0 %", "95,0 %"),
        "date": ("31 December", "31 december"),
    },
    "P27": {"objective": ("Cost of poor quality", "Kvalitetsbristkostnad")},
    "P28": {
        "objective": ("Cost of poor quality", "Kvalitetsbristkostnad"),
        "confidence": (4, 4),
    },
    "P30": {"area": ("Assembly", "monteringen"), "n": (12, 12), "m": (5, 5)},
    "P31": {"date": ("3 September", "3 september"), "n": (8, 8)},
    "P32": {"kpi": ("OTIF", "OTIF"), "week": ("week 39", "vecka 39")},
    "P34": {"date": ("10 December", "10 december")},
    "P35": {
        "date": ("3 September", "3 september"),
        "action": ("Clear calibration backlog Pune", "Beta av kalibreringen i Pune"),
        "due": ("15 December", "15 december"),
    },
    "P36": {
        "supplier": ("Bruks Gjuteri", "Bruks Gjuteri"),
        "ppm": (843, 843),
        "n": (24, 24),
        "limit": (640, 640),
    },
    "P37": {"m": (2, 2), "n": (8, 8), "coordinator": ("Karin Åberg", "Karin Åberg")},
    "P38": {
        "nonconformity": ("Wrong seal mounted", "Fel tätning monterad"),
        "n": (3, 3),
    },
    "P39": {
        "kpi": ("Cost of poor quality", "Kvalitetsbristkostnad"),
        "value": ("3.4 %", "3,4 %"),
        "band": ("2.1–4.0 %", "2,1–4,0 %"),
        "n": (11, 11),
        "source": ("trade association", "branschföreningen"),
    },
    "CHECK": {
        "object": ("Decide on the test rig", "Besluta om provriggen"),
        "date": ("Tuesday 24 November 14:00", "tisdag 24 november 14:00"),
    },
    "NEAR": {
        "object": ("Decide on the test rig", "Besluta om provriggen"),
        "date": ("Tuesday 24 November 14:00", "tisdag 24 november 14:00"),
    },
    "ASK": {
        "coordinator": ("Karin Åberg", "Karin Åberg"),
        "question": (
            "Who takes the casting question while you are in Pune?",
            "Vem tar gjutgodsfrågan när du är i Pune?",
        ),
    },
}


def _rendered(wording: Bilingual, prompt_id: str, language: Language) -> str:
    sample = VALUES.get(prompt_id, {})
    values = {name: pair[language == "sv"] for name, pair in sample.items()}
    return wording.within(language).format_map(values)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prompt", CATALOGUE.prompts, ids=lambda p: p.prompt_id)
def test_a_question_is_no_longer_than_a_phone_shows(
    prompt: Prompt, language: Language
) -> None:
    for wording in (prompt.text, prompt.first_time):
        assert AIM >= len(_rendered(wording, prompt.prompt_id, language))
