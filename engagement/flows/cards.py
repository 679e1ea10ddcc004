"""Cards from sections, and the cards that only say something."""

from __future__ import annotations

from collections.abc import Sequence

from engagement.cards import (
    Block,
    Bullets,
    Card,
    Fields,
    Paragraph,
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
    shown = tuple(sections)
    said = [title, lead, *(line for s in shown for line in _lines(s))]
    return Card(
        language=language,
        title=title,
        sections=shown,
        fallback_text="\n".join(line for line in said if line),
        watermark=watermark,
    )


def _lines(section: Section) -> list[str]:
    lines: list[str] = []
    for block in section.blocks:
        match block:
            case Paragraph(text=text):
                lines.append(text)
            case Bullets(lines=bullets):
                lines += [f"• {line}" for line in bullets]
            case Fields(rows=rows):
                lines += [f"{label}: {value}" for label, value in rows]
            case _:
                lines.append(getattr(block, "alt", "") or getattr(block, "label", ""))
    options = section.one_tap
    if section.state is State.OPEN and options is not None:
        lines.append(" · ".join(option.label for option in options.options))
    return lines


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
