"""A prompt in other words: the first time, one of anything, an opportunity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from engagement.catalogue import Prompt
from engagement.subjects import Subject, Value
from engagement.texts import LANGUAGES, Language
from engagement.wording import fill
from tests.unit.flow_company import (
    CATALOGUE,
    about,
    asked,
    without,
)

PROMPTS = CATALOGUE.by_id


@pytest.mark.parametrize(
    ("prompt_id", "subject", "expected"),
    [
        (
            "P23",
            without("risk", "date"),
            (
                "The risk “Single casting supplier stops”: how has it developed "
                "since it was put on the list?"
            ),
        ),
        (
            "P24",
            without("treatment", "action", "date"),
            (
                "The risk “Single casting supplier stops”: is what we do about it "
                "helping so far?"
            ),
        ),
        (
            "P26",
            without("objective", "value"),
            (
                "“Delivery precision”: no value yet, target 95.0 by 31 December. "
                "How sure are you that we get there, 0–10?"
            ),
        ),
        (
            "P35",
            without("action", "due"),
            "Your action: “Decide on the test rig”. How is it going?",
        ),
    ],
)
def test_what_has_no_history_is_asked_without_it(
    prompt_id: str, subject: Subject, expected: str
) -> None:
    assert expected == asked(prompt_id, subject).text


ONE = Decimal("1.0")
COUNTED: list[tuple[str, str, Mapping[str, Value], str, str]] = [
    (
        "P08",
        "resource_queue",
        {"n": 1, "days": 8},
        (
            "One improvement action waits for resources: “Climate chamber”. "
            "It has waited 8 days. What do you decide?"
        ),
        (
            "En förbättringsåtgärd väntar på resurser: ”Klimatskåp”. "
            "Den har väntat 8 dagar. Vad beslutar du?"
        ),
    ),
    (
        "P08",
        "resource_queue",
        {"n": 1, "days": 1},
        (
            "One improvement action waits for resources: “Climate chamber”. "
            "It has waited one day. What do you decide?"
        ),
        (
            "En förbättringsåtgärd väntar på resurser: ”Klimatskåp”. "
            "Den har väntat en dag. Vad beslutar du?"
        ),
    ),
    (
        "P08",
        "resource_queue",
        {"n": 3, "days": 1},
        (
            "3 improvement actions wait for resources. The oldest, “Climate chamber”, "
            "has waited one day. What do you decide?"
        ),
        (
            "3 förbättringsåtgärder väntar på resurser. Den äldsta, ”Klimatskåp”, "
            "har väntat en dag. Vad beslutar du?"
        ),
    ),
    (
        "P18",
        "complaint",
        {"days": 1},
        "Nordkran: “Leaking valve block”, no answer for one day. Have you called?",
        "Nordkran: ”Läckande ventilblock”, inget svar på en dag. Har du ringt?",
    ),
    (
        "P28",
        "objective",
        {"confidence": 8},
        (
            "You gave “Delivery precision” an 8. What is the next step, "
            "and which day and time will you take it?"
        ),
        (
            "Du satte 8 på ”Leveransprecision”. Vad är nästa steg, "
            "och vilken dag och tid tar du det?"
        ),
    ),
    (
        "P30",
        "audit",
        {"n": 1, "m": ONE},
        (
            "The audit of Assembly left one finding with you, and it is overdue. "
            "By when do you close it?"
        ),
        (
            "Revisionen av monteringen gav en iakttagelse till dig, och den är försenad. "
            "När stänger du den?"
        ),
    ),
    (
        "P30",
        "audit",
        {"n": 1, "m": 0},
        "The audit of Assembly left one finding with you. By when do you close it?",
        "Revisionen av monteringen gav en iakttagelse till dig. När stänger du den?",
    ),
    (
        "P30",
        "audit",
        {"n": 5, "m": 1},
        (
            "The audit of Assembly left 5 findings with you, one of them overdue. "
            "Which one do you close first, and by when?"
        ),
        (
            "Revisionen av monteringen gav 5 iakttagelser till dig, varav en är försenad. "
            "Vilken stänger du först, och när?"
        ),
    ),
    (
        "P30",
        "audit",
        {"n": 5, "m": 2},
        (
            "The audit of Assembly left 5 findings with you, 2 overdue. "
            "Which one do you close first, and by when?"
        ),
        (
            "Revisionen av monteringen gav 5 iakttagelser till dig, 2 är försenade. "
            "Vilken stänger du först, och när?"
        ),
    ),
    (
        "P31",
        "review",
        {"n": 1, "date": date(2026, 11, 16)},
        (
            "The management review on 16 November took one decision. "
            "Do the people who must act know about it?"
        ),
        (
            "Ledningens genomgång den 16 november gav ett beslut. "
            "Känner de som ska agera till det?"
        ),
    ),
    (
        "P36",
        "supplier",
        {"n": ONE},
        "Bruks Gjuteri: 843 ppm over one delivery (limit 640). What do we do?",
        "Bruks Gjuteri: 843 ppm på en leverans (gräns 640). Vad gör vi?",
    ),
    (
        "P37",
        "review",
        {"n": 1, "m": 1},
        "The one decision from the review lacks an owner or a date.",
        "Beslutet från ledningens genomgång saknar ansvarig eller datum.",
    ),
    (
        "P37",
        "review",
        {"n": 8, "m": 1},
        "One of 8 decisions from the review lacks an owner or a date.",
        "Ett av 8 beslut från ledningens genomgång saknar ansvarig eller datum.",
    ),
    (
        "P38",
        "nonconformity",
        {"n": ONE},
        (
            "“Wrong seal mounted” has occurred once. "
            "Is the cause gone, or only the symptom?"
        ),
        (
            "”Fel tätning monterad” har inträffat en gång. "
            "Är orsaken borta, eller bara symptomet?"
        ),
    ),
]


@pytest.mark.parametrize(("prompt_id", "kind", "values", "en", "sv"), COUNTED)
def test_one_of_anything_reads_right(
    prompt_id: str, kind: str, values: Mapping[str, Value], en: str, sv: str
) -> None:
    subject = about(kind, **values)

    assert (en, sv) == (
        asked(prompt_id, subject).text,
        asked(prompt_id, subject, "sv").text,
    )


@pytest.mark.parametrize(
    ("prompt_id", "kind", "left_out", "en"),
    [
        (
            "P23",
            "risk",
            (),
            (
                "The opportunity “Single casting supplier stops”: how has it developed "
                "since 3 November?"
            ),
        ),
        (
            "P23",
            "risk",
            ("date",),
            (
                "The opportunity “Single casting supplier stops”: how has it developed "
                "since it was put on the list?"
            ),
        ),
        (
            "P24",
            "treatment",
            (),
            (
                "“Dual source” was finished on 20 November to make use of "
                "opportunity R01. Did it help?"
            ),
        ),
        (
            "P24",
            "treatment",
            ("action", "date"),
            (
                "The opportunity “Single casting supplier stops”: is what we do about it "
                "helping so far?"
            ),
        ),
    ],
)
def test_an_opportunity_is_not_called_a_risk(
    prompt_id: str, kind: str, left_out: tuple[str, ...], en: str
) -> None:
    subject = about(kind, kind="opportunity")
    held = {k: v for k, v in subject.values.items() if k not in left_out}

    assert en == asked(prompt_id, replace(subject, values=held)).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prompt", CATALOGUE.prompts, ids=lambda p: p.prompt_id)
def test_no_other_wording_is_longer_than_a_phone_shows(
    prompt: Prompt, language: Language
) -> None:
    for variant in prompt.variants:
        names = {"objective": "Kvalitetsbristkostnad", "action": "Köldprov −40 °C"}
        shown = fill(variant.text.within(language), names)

        assert 140 >= len(shown)
