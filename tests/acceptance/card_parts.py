"""Reading cards as people do: what they say, what can be pressed and filled in."""

from __future__ import annotations

from bot.ports import ChatMessage
from engagement.cards import (
    Action,
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
from engagement.facts.free_text import FreeText


def fitting(one: Input) -> str:
    """Return what somebody could fill in."""
    match one:
        case ChoiceInput(options=options):
            return options[0].option_id
        case TextInput():
            return "Vi tar upp det på nästa möte."
        case NumberInput(most=most):
            return str(min(int(most), 7))
        case DayInput():
            return "2026-12-04"
        case MomentInput():
            return "2026-12-03T14:00"


def actions_of(section: Section) -> tuple[Action, ...]:
    """Return everything that can be pressed on a section."""
    submit = () if section.submit is None else (section.submit,)
    return (*submit, *section.actions, *section.more)


def verb_of(action: Action) -> str:
    """Return what an action asks for."""
    return action.action_id.rpartition(".")[2]


def words_of(message: ChatMessage) -> str:
    """Return everything that a message says, a line each."""
    if message.card is None:
        return message.text or ""
    return words_on(message.card)


def words_on(card: Card) -> str:
    """Return everything that a card says, a line each."""
    return "\n".join([card.title, *(words_in(one) for one in card.sections)]).strip()


def words_in(section: Section) -> str:
    """Return everything that a section says, its buttons in brackets."""
    lines: list[str] = []
    for block in section.blocks:
        match block:
            case Paragraph():
                lines.append(block.text)
            case Fields():
                lines += [f"{label}: {value}" for label, value in block.rows]
            case Bullets():
                lines += [f"- {line}" for line in block.lines]
            case Picture():
                lines.append(f"![{block.alt}]")
            case Download():
                lines.append(f"<{block.name}> {block.label}")
    for one in section.inputs:
        labels = [option.label for option in getattr(one, "options", ())]
        lines.append(f"? {one.label} {' · '.join(labels)}".rstrip())
    pressed = [f"[{action.label}]" for action in actions_of(section)]
    return "\n".join([*lines, " ".join(pressed)]).strip()


def said_in(text: FreeText | None) -> str:
    """Return the words of a free text on record."""
    assert text is not None
    return text.text or ""
