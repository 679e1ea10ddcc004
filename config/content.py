"""The catalogue as data: standards, concepts, requirements, prompts and KPIs.

The files of a content folder are TOML, one table per row, its heading the row's id.
Whatever does not hold together is refused whole, with the place to mend: a catalogue
that loads can be asked from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import fields
from pathlib import Path

from pydantic import TypeAdapter

from config.content_files import read
from config.content_prompts import load_prompts
from config.content_rows import (
    ConceptRow,
    KpiRow,
    RequirementRow,
    StandardRow,
    Words,
)
from config.content_sets import load_sets
from engagement.catalogue import Catalogue, Concept, Requirement, Standard
from engagement.errors import ContentError
from engagement.kpi_templates import KpiTemplate
from engagement.launch import LaunchTemplates

SHIPPED = Path(__file__).with_name("content")
"The content that comes with the product."

_STANDARDS = TypeAdapter(dict[str, StandardRow])
_CONCEPTS = TypeAdapter(dict[str, ConceptRow])
_REQUIREMENTS = TypeAdapter(dict[str, RequirementRow])
_KPIS = TypeAdapter(dict[str, KpiRow])
_LAUNCH = TypeAdapter(dict[str, Words])

_REQUIREMENT_ID = re.compile(r"(?P<clause>\d+(?:\.\d+)*)(?:\.(?P<item>[a-z]\d?))?")


def load(
    folder: Path | None = None, *, allow_low_confidence: bool = False
) -> Catalogue:
    """Return the content of ``folder``, or the shipped one.

    Args:
        folder: holds ``standards.toml``, ``concepts.toml``, ``requirements.toml``,
            ``kpis.toml``, ``sets.toml``, ``prompts/*.toml`` and, if need be,
            ``launch.toml``.
        allow_low_confidence: keep requirements that are little more than a guess at
            where a draft will put them; they are left out otherwise.

    Raises:
        ContentError: naming the file and the key to mend.
    """
    folder = folder or SHIPPED
    standards = _load_standards(folder)
    concepts = _load_concepts(folder)
    known = {concept.concept_id for concept in concepts}
    requirements = _load_requirements(
        folder, {standard.standard_id: standard for standard in standards}, known
    )
    prompts = load_prompts(folder, known)
    return Catalogue(
        standards=standards,
        concepts=concepts,
        requirements=tuple(
            requirement
            for requirement in requirements
            if allow_low_confidence or requirement.confidence != "low"
        ),
        prompts=prompts,
        kpis=_load_kpis(folder),
        sets=load_sets(folder, prompts),
        launch=_load_launch(folder),
    )


def _load_standards(folder: Path) -> tuple[Standard, ...]:
    file, found = "standards.toml", []
    for standard_id, row in read(folder, file, _STANDARDS).items():
        standard = Standard(
            key=row.key,
            edition=row.edition,
            amendments=row.amendments,
            status=row.status,
        )
        if standard.standard_id != standard_id:
            reason = f"key and edition say {standard.standard_id}"
            raise ContentError(file, standard_id, reason)
        found.append(standard)
    return tuple(found)


def _load_concepts(folder: Path) -> tuple[Concept, ...]:
    return tuple(
        Concept(concept_id=concept_id, title=row.bilingual, personal=row.personal)
        for concept_id, row in read(folder, "concepts.toml", _CONCEPTS).items()
    )


def _load_requirements(
    folder: Path, standards: Mapping[str, Standard], concepts: Collection[str]
) -> tuple[Requirement, ...]:
    file = "requirements.toml"
    return tuple(
        _requirement(file, requirement_id, row, standards, concepts)
        for requirement_id, row in read(folder, file, _REQUIREMENTS).items()
    )


def _requirement(
    file: str,
    requirement_id: str,
    row: RequirementRow,
    standards: Mapping[str, Standard],
    concepts: Collection[str],
) -> Requirement:
    standard_id, _, place = requirement_id.partition("/")
    parts = _REQUIREMENT_ID.fullmatch(place)
    if parts is None:
        raise ContentError(file, requirement_id, "is not edition/clause.item")
    standard = standards.get(standard_id)
    if standard is None:
        raise ContentError(file, requirement_id, f"there is no edition {standard_id}")
    if row.concept not in concepts:
        reason = f"there is no concept {row.concept}"
        raise ContentError(file, f"{requirement_id}.concept", reason)
    if row.confidence is None and standard.status != "current":
        reason = "is missing for a draft-based edition"
        raise ContentError(file, f"{requirement_id}.confidence", reason)
    return Requirement(
        requirement_id=requirement_id,
        standard_id=standard_id,
        concept=row.concept,
        clause=parts["clause"],
        item=parts["item"] or "",
        summary=row.bilingual,
        confidence=row.confidence or "high",
    )


def _load_launch(folder: Path) -> LaunchTemplates:
    file = "launch.toml"
    # Not everybody words it anew; what is shipped is a proposal to everybody.
    folder = folder if (folder / file).exists() else SHIPPED
    rows = read(folder, file, _LAUNCH)
    names = {one.name for one in fields(LaunchTemplates)}
    for name in sorted(names ^ rows.keys()):
        reason = "is missing" if name in names else "is not a known key"
        raise ContentError(file, name, reason)
    return LaunchTemplates(**{name: row.bilingual for name, row in rows.items()})


def _load_kpis(folder: Path) -> tuple[KpiTemplate, ...]:
    file, found = "kpis.toml", []
    for kpi_id, row in read(folder, file, _KPIS).items():
        low, high = row.lower_bound, row.upper_bound
        if low is not None and high is not None and low >= high:
            raise ContentError(
                file, f"{kpi_id}.lower_bound", "is not below upper_bound"
            )
        found.append(
            KpiTemplate(
                kpi_id=kpi_id,
                name=row.name.bilingual,
                unit=row.unit.bilingual,
                direction=row.direction,
                decimals=row.decimals,
                lower_bound=low,
                upper_bound=high,
                chart=row.chart,
                definition=row.definition.bilingual,
                trap=row.trap.bilingual,
            )
        )
    return tuple(found)
