"""From a card to HTML: everything is there once, and nobody's text is markup."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from bot.platforms.webchat.parts import Room, viewer_of
from bot.platforms.webchat.render import Renderer
from engagement.cards import (
    Action,
    Bullets,
    Card,
    ChoiceInput,
    DayInput,
    Download,
    Fields,
    MomentInput,
    NumberInput,
    Paragraph,
    Picture,
    Section,
    State,
    TextInput,
    Tone,
    Weight,
)
from tests.unit.webchat_parts import (
    ANNIKA,
    Echo,
    attributes,
    card,
    options,
    question,
    templates,
)

ROOM = Room(conversation="dm:E1")
RENDERER = Renderer(templates(), Echo())


def html(shown: Card) -> str:
    return str(
        RENDERER.card(shown, message_id="M1", room=ROOM, viewer=viewer_of(ANNIKA))
    )


def section(*inputs: ChoiceInput | TextInput | NumberInput | DayInput) -> Section:
    return Section(
        reference="f1",
        state=State.OPEN,
        inputs=inputs,
        submit=Action(action_id="f1.submit", label="Spara"),
    )


EVERY_INPUT = Section(
    reference="form",
    state=State.OPEN,
    inputs=(
        ChoiceInput(
            input_id="few", label="Läge", options=options("a", "b"), value="o2"
        ),
        ChoiceInput(input_id="many", label="Många", options=options(*"abcdef")),
        TextInput(input_id="line", label="Rad", most=200, value="ett", hint="T.ex."),
        TextInput(input_id="lines", label="Rader", most=500, lines=3, required=False),
        NumberInput(
            input_id="value",
            label="Värde",
            least=Decimal(0),
            most=Decimal(100),
            decimals=1,
            unit="%",
            value=Decimal("93.8"),
        ),
        NumberInput(
            input_id="scale",
            label="Säker?",
            least=Decimal(0),
            most=Decimal(10),
            decimals=0,
            value=Decimal(7),
        ),
        DayInput(input_id="day", label="Dag", earliest=date(2026, 11, 24)),
        MomentInput(
            input_id="when",
            label="När",
            earliest=date(2026, 11, 24),
            value=datetime(2026, 12, 1, 14, 0),  # noqa: DTZ001 - local by definition
        ),
    ),
    submit=Action(action_id="form.submit", label="Spara"),
    actions=(Action(action_id="form.back", label="Tillbaka", weight=Weight.QUIET),),
    more=(
        Action(action_id="form.why", label="Varför?"),
        Action(action_id="form.later", label="Senare"),
    ),
)
ANSWERED = Section(
    reference="done",
    state=State.ANSWERED,
    blocks=(Paragraph(text="Klart"),),
    actions=(Action(action_id="done.edit", label="Ändra"),),
)
EVERY_BLOCK = Section(
    reference="notice",
    state=State.NOTICE,
    blocks=(
        *(Paragraph(text=f"Ton {tone}", tone=tone) for tone in Tone),
        Fields(rows=(("Mål", "95,0 %"),)),
        Bullets(lines=("ett", "två")),
        Picture(file_id="F1", alt="Medel 91,2"),
        Download(file_id="F2", name="mall.csv", label="Mall"),
    ),
)


def neutral_ids(shown: Card) -> dict[str, list[str]]:
    """Return what a card names: its actions, inputs and options."""
    ids: dict[str, list[str]] = {"action": [], "input": [], "option": []}
    for part in shown.sections:
        pressed = (*part.actions, *part.more, *filter(None, (part.submit,)))
        ids["action"] += [action.action_id for action in pressed]
        ids["input"] += [given.input_id for given in part.inputs]
        for given in part.inputs:
            if isinstance(given, ChoiceInput):
                ids["option"] += [option.option_id for option in given.options]
    return ids


@pytest.mark.parametrize(
    "shown",
    [
        card(),
        card(question("q1"), EVERY_INPUT),
        card(ANSWERED, EVERY_BLOCK),
        card(section(ChoiceInput(input_id="x", label="X", options=options(*"abcdef")))),
    ],
    ids=["one tap", "bundle", "answered", "list"],
)
def test_every_neutral_id_of_a_card_is_there_once(shown: Card) -> None:
    page = html(shown)

    for kind, ids in neutral_ids(shown).items():
        assert Counter(ids) == Counter(attributes(page, f"data-{kind}")), kind


def test_a_question_of_few_answers_is_answered_with_one_tap() -> None:
    page = html(card())

    assert attributes(page, "data-option") == ["o1", "o2"]
    assert page.count('name="in:answer"') == 2
    assert 'name="submit" value="occ1.answer"' in page
    assert 'type="radio"' not in page


def test_the_answer_that_was_given_is_marked_when_it_is_edited() -> None:
    edited = ChoiceInput(
        input_id="answer", label="Svar", options=options("Ja", "Nej"), value="o2"
    )

    page = html(card(section(edited)))

    assert re.search(r'value="o2"[^>]*aria-pressed="true"', page)
    assert page.count("aria-pressed") == 1


def test_the_label_of_one_tap_is_shown_unless_it_was_just_read() -> None:
    read = replace(question(), blocks=(Paragraph(text="Ditt svar"),))

    assert '<p class="label" dir="auto">Ditt svar</p>' in html(card())
    assert 'class="label"' not in html(card(read))


def test_a_number_is_filled_in_as_one_would_type_it() -> None:
    """Marks between thousands would be read as a decimal point."""
    large = NumberInput(
        input_id="n",
        label="Antal",
        least=Decimal(0),
        most=Decimal(90000),
        decimals=1,
        value=Decimal("12000.5"),
    )

    assert 'value="12000,5"' in html(card(section(large)))
    assert 'value="12000.5"' in html(card(section(large), language="en"))


def test_a_label_is_not_read_twice() -> None:
    """What a paragraph says already is only said to those who cannot see it."""
    text = "Hur går det?"
    asked = Section(
        reference="f",
        state=State.OPEN,
        blocks=(Paragraph(text=text, tone=Tone.STRONG),),
        inputs=(TextInput(input_id="line", label=text, most=200),),
        submit=Action(action_id="f.submit", label="Spara"),
    )

    assert 'class="label unseen"' in html(card(asked))
    assert 'class="label unseen"' not in html(card(EVERY_INPUT))


def test_each_input_has_the_control_and_the_limits_that_fit_it() -> None:
    page = html(card(EVERY_INPUT))

    assert re.search(
        r'type="radio"[^>]*name="in:few" value="o2" checked required', page
    )
    assert re.search(r'<select[^>]*name="in:many" required', page)
    assert re.search(r'type="text"[^>]*name="in:line" maxlength="200"', page)
    assert re.search(r'<textarea[^>]*name="in:lines" rows="3" maxlength="500"', page)
    assert re.search(r'inputmode="decimal"[^>]*value="93,8" required', page)
    assert re.search(r'data-least="0" data-most="100" data-decimals="1"', page)
    assert page.count('name="in:scale"') == 11
    assert re.search(r'name="in:scale" value="7" checked', page)
    assert re.search(r'type="date"[^>]*name="in:day" min="2026-11-24" required', page)
    assert re.search(r'name="day:when" min="2026-11-24" value="2026-12-01"', page)
    assert re.search(r'type="time"[^>]*name="time:when" value="14:00"', page)
    assert "sv:card.left left=197" in page
    assert page.count("sv:card.optional") == 1


def test_every_control_has_a_label() -> None:
    page = html(card(EVERY_INPUT))
    controls = re.findall(r'<(?:input|select|textarea)\b[^>]*\bid="([^"]+)"', page)
    labelled = set(attributes(page, "for"))
    wrapped = re.findall(r'<label[^>]*>\s*<input[^>]*id="([^"]+)"', page)

    assert controls
    assert set(controls) <= labelled | set(wrapped)


def test_ids_of_elements_are_unique() -> None:
    page = html(card(question("q1"), EVERY_INPUT, question("q2")))

    assert [name for name, n in Counter(attributes(page, "id")).items() if n > 1] == []


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.OPEN, None),
        (State.NOTICE, None),
        (State.ANSWERED, "sv:card.answered"),
        (State.CLOSED, "sv:card.closed"),
    ],
)
def test_the_state_of_a_section_is_said_in_words(
    state: State, said: str | None
) -> None:
    page = html(card(Section(reference="r", state=state)))

    assert f'class="part {state}"' in page
    assert (said is not None) == (f"{said}" in page)
    assert said is not None or "card." not in page


def test_a_card_speaks_its_own_language() -> None:
    english = card(question(), language="en")

    page = html(english)

    assert '<div class="card" lang="en">' in page
    assert "en:card.more" in page


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=y>&{{ 7 * 7 }}<hx-partial>"


def test_nothing_that_somebody_wrote_is_markup() -> None:
    everywhere = Card(
        language="sv",
        title=HOSTILE,
        fallback_text=HOSTILE,
        watermark=HOSTILE,
        sections=(
            Section(
                reference=HOSTILE,
                state=State.OPEN,
                blocks=(
                    *(Paragraph(text=HOSTILE, tone=tone) for tone in Tone),
                    Fields(rows=((HOSTILE, HOSTILE),)),
                    Bullets(lines=(HOSTILE,)),
                    Picture(file_id=HOSTILE, alt=HOSTILE),
                    Download(file_id=HOSTILE, name=HOSTILE, label=HOSTILE),
                ),
                inputs=(
                    TextInput(
                        input_id="a",
                        label=HOSTILE,
                        most=99,
                        value=HOSTILE,
                        hint=HOSTILE,
                    ),
                    TextInput(
                        input_id="b", label=HOSTILE, most=99, value=HOSTILE, lines=2
                    ),
                    ChoiceInput(input_id="c", label=HOSTILE, options=options(HOSTILE)),
                ),
                submit=Action(action_id=HOSTILE, label=HOSTILE),
                more=(Action(action_id=HOSTILE, label=HOSTILE),),
            ),
        ),
    )

    page = html(everywhere)

    assert "<script" not in page
    assert "<img src=x" not in page
    assert "<hx-" not in page
    assert "onerror=y" not in re.sub(r'"[^"]*"', "", re.sub(r">[^<]*<", "><", page))
    assert "49" not in page


def test_a_picture_says_its_numbers_and_a_download_keeps_its_name() -> None:
    page = html(card(EVERY_BLOCK))

    assert '<img src="/chat/E1/files/F1" alt="Medel 91,2"' in page
    assert '<a class="download" href="/chat/E1/files/F2" download="mall.csv">' in page


def test_the_same_card_is_the_same_html() -> None:
    """A page that is shown again must not change under its reader's hands."""
    assert html(card(EVERY_INPUT)) == html(card(EVERY_INPUT))
