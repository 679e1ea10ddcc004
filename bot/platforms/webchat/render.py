"""From a neutral card, and from conversations, to HTML.

Pure: the same values give the same HTML, so a page that is shown again does not
change under its reader's hands. Every widget is chosen here; templates only lay out.
Neutral ids stand in ``data-action``, ``data-input`` and ``data-option``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from jinja2 import Environment
from markupsafe import Markup

from bot.platforms.webchat.parts import Room, Viewer
from bot.platforms.webchat.receive import FILE_KINDS, FILE_MOST, TEXT_MOST
from bot.platforms.webchat.view import Day
from engagement.cards import (
    ONE_TAP_MOST,
    Block,
    Bullets,
    Card,
    ChoiceInput,
    DayInput,
    Download,
    Fields,
    Input,
    MomentInput,
    NumberInput,
    Paragraph,
    Picture,
    Section,
    TextInput,
)
from engagement.texts import Language, Texts

FEW_LEFT = 200
"From here on a reader is told how many characters are left."
SCALE_MOST = 10
"A whole number up to this is picked from a row, not typed."


def block_kind(block: Block) -> str:
    """Return the name of the template part that shows ``block``."""
    match block:
        case Paragraph():
            return "paragraph"
        case Fields():
            return "fields"
        case Bullets():
            return "bullets"
        case Picture():
            return "picture"
        case Download():
            return "download"
        case _:
            assert_never(block)


def widget(given: Input) -> str:
    """Return the name of the control for an input of a form."""
    match given:
        case ChoiceInput():
            return "radios" if len(given.options) <= ONE_TAP_MOST else "list"
        case TextInput():
            return "line" if given.lines == 1 else "lines"
        case NumberInput():
            return "scale" if _is_scale(given) else "number"
        case DayInput():
            return "day"
        case MomentInput():
            return "moment"
        case _:
            assert_never(given)


def steps(scale: NumberInput) -> range:
    """Return the numbers of a scale."""
    return range(int(scale.least), int(scale.most) + 1)


def spoken(section: Section) -> frozenset[str]:
    """Return what the section's paragraphs say; a label need not repeat it."""
    return frozenset(
        block.text for block in section.blocks if isinstance(block, Paragraph)
    )


def _is_scale(given: NumberInput) -> bool:
    return (
        given.decimals == 0
        and not given.unit
        and given.least >= 0
        and given.most <= Decimal(SCALE_MOST)
    )


class Renderer:
    """Renders for the templates' folder of this platform."""

    def __init__(self, templates: Environment, texts: Texts) -> None:
        self._templates = templates
        self._texts = texts

    def card(
        self, card: Card, *, message_id: str, room: Room, viewer: Viewer
    ) -> Markup:
        """Return one card with everything that can be pressed on it."""
        return self._part(
            "card.html", viewer, card=card, message_id=message_id, room=room
        )

    def log(
        self, room: Room, days: tuple[Day, ...], *, viewer: Viewer, more: int | None
    ) -> Markup:
        """Return the lines of a conversation; ``more`` is how many to ask for next."""
        return self._part("log.html", viewer, room=room, days=days, more=more)

    def page(self, name: str, viewer: Viewer, **values: object) -> Markup:
        """Return a whole page, or a part of one, for ``viewer``."""
        return self._part(name, viewer, **values)

    def open_page(self, name: str, language: Language, **values: object) -> Markup:
        """Return a page for somebody who has not said who they are."""
        return self._render(name, language=language, viewer=None, **values)

    def _typed(self, value: Decimal, language: Language) -> str:
        """Return a number as one would type it: without marks between thousands."""
        mark = self._texts.number(Decimal("0.1"), language)[1]
        return format(value, "f").replace(".", mark)

    def _part(self, name: str, viewer: Viewer, **values: object) -> Markup:
        return self._render(
            name, language=viewer.language, viewer=viewer.user, **values
        )

    def _render(self, name: str, **values: object) -> Markup:
        template = self._templates.get_template(f"webchat/{name}")
        return Markup(  # noqa: S704 - the template has escaped it
            template.render(
                text=self._texts.text,
                number=self._texts.number,
                typed=self._typed,
                block_kind=block_kind,
                widget=widget,
                steps=steps,
                spoken=spoken,
                text_most=TEXT_MOST,
                file_most=FILE_MOST,
                few_left=FEW_LEFT,
                file_kinds=FILE_KINDS,
                here="chat",
                **values,
            )
        )
