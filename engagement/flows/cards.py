"""Cards from sections, and the cards that only say something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from engagement.cards import (
    Block,
    Bullets,
    Card,
    ChoiceInput,
    Download,
    Fields,
    Input,
    Paragraph,
    Picture,
    Section,
    State,
    Tone,
)
from engagement.texts import Language


def card_of(
    title: str,
    sections: Sequence[Section],
    language: Language,
    *,
    watermark: str = "",
    lead: str = "",
) -> Card:
    """Put sections together; the fallback text says everything they say."""
    said = [title, lead]
    for section in sections:
        said += _lines(section)
    said.append(watermark)
    return Card(
        language=language,
        title=title,
        sections=tuple(sections),
        fallback_text="\n".join(line for line in said if line),
        watermark=watermark,
    )


def marked(card: Card, watermark: str) -> Card:
    """Return the card under a watermark, which its fallback text says as well."""
    if not watermark or card.watermark == watermark:
        return card
    said = f"{card.fallback_text}\n{watermark}"
    return replace(card, watermark=watermark, fallback_text=said)


def _lines(section: Section) -> list[str]:
    """Return what a section says, and what it asks for, line by line."""
    lines = [line for block in section.blocks for line in _said(block)]
    for one in section.inputs:
        lines += [line for line in _asked(one) if line not in lines]
    return lines


def _said(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield text
        case Bullets(lines=bullets):
            yield from (f"• {line}" for line in bullets)
        case Fields(rows=rows):
            yield from (f"{label}: {value}" for label, value in rows)
        case Picture(alt=alt):
            yield alt
        case Download(label=label):
            yield label
        case _:
            assert_never(block)


def _asked(one: Input) -> Iterator[str]:
    yield one.label
    if isinstance(one, ChoiceInput):
        yield " · ".join(option.label for option in one.options)


def notice(
    text: str,
    language: Language,
    *,
    reference: str = "notice",
    tone: Tone = Tone.PLAIN,
    title: str = "",
    more: Sequence[Block] = (),
    watermark: str = "",
) -> Card:
    """Return a card that only says something."""
    blocks: tuple[Block, ...] = (Paragraph(text=text, tone=tone), *more)
    section = Section(reference=reference, state=State.NOTICE, blocks=blocks)
    return card_of(title, (section,), language, watermark=watermark)
