"""Charts become pictures with text on them, and nobody waits meanwhile."""

from __future__ import annotations

import asyncio
import io
import multiprocessing
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from bot.pictures import Pictures
from engagement.charts import Spec, process_chart
from engagement.charts.layers import config
from engagement.kpis import analyse
from tests.unit.kpi_parts import ECHO, OTIF, baseline, kpi, readings


@pytest.fixture(scope="module")
def pictures() -> Iterator[Pictures]:
    drawing = Pictures()
    yield drawing
    asyncio.run(drawing.close())


def chart() -> Spec:
    one = kpi(target="95")
    found = analyse(one, readings(OTIF), baseline("W22", "W37"))
    return process_chart(found, one, "sv", ECHO)


def words(text: str, weight: int = 400) -> Spec:
    """Return a picture that holds nothing but ``text``, in the charts' first font."""
    own, _ = config()["font"].split(", ")
    return {
        "data": {"values": [{}]},
        "mark": {"type": "text", "text": text, "fontSize": 20, "fontWeight": weight},
        "width": 200,
        "height": 40,
        "config": config() | {"font": own},
    }


def ink(png: bytes) -> int:
    """Return how many pixels are rather dark."""
    return sum(Image.open(io.BytesIO(png)).convert("L").histogram()[:128])


async def test_text_is_drawn_in_our_own_font(pictures: Pictures) -> None:
    """A font that is missing gives a picture without text and without an error."""
    assert ink(await pictures.png(words("Ledning åäö"))) > 500


async def test_titles_are_drawn_in_the_bolder_cut(pictures: Pictures) -> None:
    regular = ink(await pictures.png(words("Ledning åäö")))
    bold = ink(await pictures.png(words("Ledning åäö", 600)))

    assert regular < bold


async def test_a_chart_is_as_large_as_it_says(pictures: Pictures) -> None:
    spec: Any = chart()
    room = spec["padding"]
    expected = (
        2 * (spec["width"] + room["left"] + room["right"]),
        2 * (spec["height"] + room["top"] + room["bottom"]),
    )
    width, height = Image.open(io.BytesIO(await pictures.png(spec))).size

    assert abs(width - expected[0]) <= 2
    assert abs(height - expected[1]) <= 2


async def test_nothing_is_cut_off_at_the_edges(pictures: Pictures) -> None:
    """All four edges of a chart are paper: what is drawn has room around it."""
    image = Image.open(io.BytesIO(await pictures.png(chart()))).convert("L")
    right, bottom = image.width - 1, image.height - 1
    edges = [
        image.crop((0, 0, 8, bottom)),
        image.crop((right - 8, 0, right, bottom)),
        image.crop((0, 0, right, 8)),
        image.crop((0, bottom - 8, right, bottom)),
    ]

    assert [edge.getextrema()[0] for edge in edges] == [255] * 4


async def test_scale_multiplies_the_pixels(pictures: Pictures) -> None:
    small = Image.open(io.BytesIO(await pictures.png(words("x"), scale=1.0)))
    large = Image.open(io.BytesIO(await pictures.png(words("x"), scale=3.0)))

    assert (3 * small.width, 3 * small.height) == large.size


async def test_svg_carries_the_words_as_text(pictures: Pictures) -> None:
    drawn = await pictures.svg(words("Ledning åäö"))

    assert drawn.startswith("<svg")
    assert ">Ledning åäö</text>" in drawn


async def test_what_is_no_chart_is_refused(pictures: Pictures) -> None:
    with pytest.raises(ValueError, match="conversion failed"):
        await pictures.png({"mark": {}})


async def test_nothing_is_fetched_from_elsewhere(pictures: Pictures) -> None:
    elsewhere = chart() | {"data": {"url": "http://127.0.0.1:9/data.json"}}

    with pytest.raises(ValueError, match="not allowed"):
        await pictures.svg(elsewhere | {"layer": [{"mark": "point"}]})


async def test_others_go_on_while_the_first_picture_is_drawn() -> None:
    drawing, steps = Pictures(), 0
    task = asyncio.create_task(drawing.png(chart()))
    while not task.done():
        await asyncio.sleep(0.001)
        steps += 1
    await drawing.close()

    assert ink(await task) > 0
    assert steps > 20


async def test_no_process_runs_before_the_first_picture_or_after_the_end() -> None:
    before = set(multiprocessing.active_children())
    drawing = Pictures()
    assert set(multiprocessing.active_children()) == before

    await drawing.svg(words("x"))
    assert len(set(multiprocessing.active_children()) - before) == 1

    await drawing.close()
    await drawing.close()
    assert set(multiprocessing.active_children()) == before


async def test_a_process_that_died_is_replaced() -> None:
    """Also when two pictures were waiting for it."""
    before = set(multiprocessing.active_children())
    drawing = Pictures()
    await drawing.svg(words("x"))
    for child in set(multiprocessing.active_children()) - before:
        child.kill()
        child.join()
    drawn = await asyncio.gather(drawing.svg(words("a")), drawing.svg(words("b")))
    await drawing.close()

    assert [">a<" in drawn[0], ">b<" in drawn[1]] == [True, True]
