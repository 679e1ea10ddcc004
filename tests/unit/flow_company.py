"""One company as it is on a Tuesday: everything that questions can be about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from config import content
from config import texts as catalogues
from engagement.asking import Readers, ask
from engagement.catalogue import Prompt
from engagement.kpis import Direction, Kpi, Period, Reading
from engagement.objectives import Goal, Objective
from engagement.questions import Question
from engagement.reviews import Review, ReviewAction
from engagement.risks import Risk, RiskKind
from engagement.subjects import Entry, Subject, Value
from engagement.texts import Bilingual, Language
from engagement.topics import Figure, Sources, subjects_of
from engagement.topics.figures import Change

TEXTS = catalogues.load()
CATALOGUE = content.load()
"Both are read once, because that takes a while and never changes."

TODAY = date(2026, 11, 24)
"A Tuesday; the 1st of December is a Tuesday too."
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"Ten in the morning in Stockholm."


def both(en: str, sv: str = "") -> Bilingual:
    """Return words in both languages; the same ones where one is enough."""
    return Bilingual(en=en, sv=sv or en)


OTIF = Kpi(
    kpi_id="otif",
    name=both("On time in full", "Leveransprecision"),
    unit=both("%"),
    direction=Direction.UP,
    decimals=1,
    target=Decimal(95),
)
FPY = replace(OTIF, kpi_id="fpy", name=both("First pass yield", "Direktutfall"))


def figure(kpi: Kpi, *changes: Change, value: str = "95.2") -> Figure:
    """Return a KPI with one reading."""
    name = kpi.name
    return Figure(
        kpi=kpi,
        latest=Reading(
            kpi_id=kpi.kpi_id, period=Period.parse("2026-W47"), value=Decimal(value)
        ),
        shown=both(f"{name.en} 95.2%", f"{name.sv} 95,2 %"),
        verdict=both("probably really changed", "troligen ändrad"),
        changes=changes,
    )


def change(**changes: Any) -> Change:
    """Return an episode that was found last week."""
    found = Change(
        episode="outside_limits-2026-W39",
        since=both("W39", "v39"),
        said=both("On time in full: up since W39", "Leveransprecision: upp sedan v39"),
        detected_on=date(2026, 11, 17),
        explained=False,
    )
    return replace(found, **changes)


def entry(kind: str, **changes: Any) -> Entry:
    """Return an entry of last week without values."""
    plain = Entry(kind=kind, entry_id="X1", title=both("X1"), on=date(2026, 11, 16))
    return replace(plain, **changes)


ENTRIES = (
    entry(
        "complaint",
        title=both("Leaking valve block", "Läckande ventilblock"),
        on=date(2026, 11, 12),
        values={"customer": "Nordkran"},
    ),
    entry(
        "supplier",
        title=both("Bruks Gjuteri"),
        values={"ppm": "843", "n": "24", "limit": "640"},
    ),
    entry(
        "nonconformity",
        title=both("Wrong seal mounted", "Fel tätning monterad"),
        owner_id="E3",
        values={"n": "3"},
    ),
    entry(
        "audit",
        title=both("Assembly", "monteringen"),
        owner_id="E3",
        values={"findings": "Kalibrering saknas|Gammal ritning", "overdue": "0"},
    ),
    entry(
        "improvement",
        title=both("Finite-capacity planning", "Kapacitetsstyrd planering"),
        owner_id="E3",
        values={"state": "started"},
    ),
    entry("meeting", title=both("Management team", "Ledningsgruppen"), owner_id="E3"),
    entry(
        "decision", title=both("Dual source for castings", "Två källor för gjutgods")
    ),
    entry(
        "role_change",
        title=both("the shift leader", "skiftledaren"),
        values={"site": "Greenville"},
    ),
    entry(
        "peer_comparison",
        title=both("Cost of poor quality", "Kvalitetsbristkostnad"),
        values={
            "value": "3,4",
            "band": "2,1–4,0 %",
            "n": "11",
            "source": "branschföreningen",
        },
    ),
    entry("requirement", title=both("US tariff code", "Tullkod USA")),
    entry("resource", title=both("Climate chamber", "Klimatskåp")),
)
SOURCES = Sources(
    today=TODAY,
    goals=(
        Goal(
            goal_id="G1",
            title=both(
                "The supplier that keeps its promises",
                "Leverantören som håller vad den lovar",
            ),
        ),
    ),
    objectives=(
        Objective(
            objective_id="O1",
            title=both("Delivery precision", "Leveransprecision"),
            goal_id="G1",
            owner_id="E3",
            kpis=("otif",),
            target=Decimal("95.0"),
            due_on=date(2026, 12, 31),
            reviewed_on=date(2026, 11, 10),
            confidence=4,
        ),
        Objective(
            objective_id="O5",
            title=both("Supplier defects", "Leverantörsfel"),
            goal_id="G1",
            owner_id="E3",
            target=Decimal(400),
            due_on=date(2027, 3, 31),
        ),
    ),
    risks=(
        Risk(
            risk_id="R01",
            title=both(
                "Single casting supplier stops", "Enda gjutgodsleverantören faller bort"
            ),
            owner_id="E3",
            impact=5,
            treatment="Dual source",
            treated_on=date(2026, 11, 20),
            reviewed_on=date(2026, 11, 3),
        ),
        Risk(
            risk_id="R10",
            title=both("Remanufacturing of pumps", "Renovering av returpumpar"),
            kind=RiskKind.OPPORTUNITY,
            owner_id="E3",
            treatment="Pilot",
        ),
    ),
    reviews=(Review(review_id="MR-2026-2", held_on=date(2026, 11, 16)),),
    actions=(
        ReviewAction(
            action_id="A2",
            title=both("Decide on the test rig", "Ta beslut om provrigg"),
            review_id="MR-2026-2",
            kind="resources",
            owner_id="E3",
            due_on=date(2026, 11, 30),
        ),
        ReviewAction(action_id="A3", title=both("Call"), review_id="MR-2026-2"),
        ReviewAction(action_id="A4", title=both("Ask"), review_id="MR-2026-2"),
    ),
    entries=ENTRIES,
    figures=(figure(OTIF, change()), figure(FPY)),
    policy="We keep what we promise, and we say so in time when we cannot.",
    coordinators={"C1": "Karin Åberg"},
)
SUBJECTS = {
    subject.kind: subject
    for owner in (None, "E3")
    for subject in reversed(subjects_of(SOURCES)[owner])
}
"One of every kind: the first one, of hers where she owns some."
SUBJECTS["commitment"] = Subject(
    kind="commitment",
    subject_id="C1",
    title=both("Ta beslut om provrigg"),
    owner_id="E3",
    values={"object": "Ta beslut om provrigg", "date": date(2026, 11, 25)},
)
SUBJECTS["question"] = Subject(
    kind="question",
    subject_id="Q1",
    title=both("Vem tar gjutgodsfrågan?"),
    owner_id="E3",
    values={"question": "Vem tar gjutgodsfrågan?", "coordinator": "Karin Åberg"},
)
READERS = Readers(coordinators=("Karin Åberg",), values={"coordinator": "Karin Åberg"})


def about(kind: str, /, **values: Value) -> Subject:
    """Return a subject with other values."""
    return replace(SUBJECTS[kind], values={**SUBJECTS[kind].values, **values})


def without(kind: str, *names: str) -> Subject:
    """Return a subject that lacks values."""
    held = SUBJECTS[kind].values
    left = {name: value for name, value in held.items() if name not in names}
    return replace(SUBJECTS[kind], values=left)


def asked(
    prompt: Prompt | str, subject: Subject | None, language: Language = "en"
) -> Question:
    """Ask a prompt about a subject."""
    one = CATALOGUE.by_id[prompt] if isinstance(prompt, str) else prompt
    found = ask(one, subject, language, TEXTS, READERS)
    assert isinstance(found, Question)
    return found


def question(
    prompt: Prompt | str, language: Language = "sv", subject: Subject | None = None
) -> Question:
    """Return a prompt as it is asked in the company, about the first fitting thing."""
    one = CATALOGUE.by_id[prompt] if isinstance(prompt, str) else prompt
    return asked(one, subject or SUBJECTS.get(one.subject or ""), language)
