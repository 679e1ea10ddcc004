"""The layers of a chart in the words of Vega-Lite 6, and how things look."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from textwrap import wrap
from typing import Any

from engagement.charts.scene import HEIGHT, WIDTH, Dot, Label, Line, Look, Scale

Spec = dict[str, Any]
Ticks = Mapping[str, list[str]] | Mapping[float, str]
"Place on an axis -> its words."

_FONT = "'Source Sans 3', sans-serif"
"Quoted: CSS takes no bare name with a digit, and a bad name draws no text at all."
_INK, _QUIET, _FAINT, _PAPER = "#1f2a37", "#5b6876", "#e3e8ed", "#ffffff"
_COLOUR = {
    Look.PLAIN: "#3d5266",
    Look.GAIN: "#0b7a6b",
    Look.LOSS: "#c2410c",
    Look.CHANGE: "#7a5195",
    Look.ASIDE: "#7b8794",
    Look.LIMIT: "#76828f",
    Look.CENTRE: "#4d5a68",
    Look.TARGET: "#2f5fa7",
    Look.LATEST: _INK,
}
_TITLE_SIZE, _TITLE_HEIGHT, _TITLE_LETTERS = 19, 24, 54
_CAPTION_SIZE, _CAPTION_HEIGHT, _CAPTION_LETTERS = 15, 20, 74
"Pixels, and how many letters fit across the picture."
_MARGIN, _GAP = 16, 10
_LEFT, _RIGHT = 34, 94
"Least room beside the plot, so that most pictures are equally wide."
_LETTER = 7.6
"A generous width of one letter beside the plot, in pixels."
_CROWDED = 32
"With more dots than this they are drawn smaller."
_ONE: Spec = {"values": [{}]}
"Data of a layer that draws one thing."


def frame(
    heading: str, caption: Sequence[str], ticks: Ticks, labels: Sequence[Label]
) -> Spec:
    """Return title, plot size and the room around the plot.

    The room is reckoned here, as vl-convert cannot measure text in a font whose name
    has a digit; it would leave broad white edges.
    """
    name = wrap(heading, _TITLE_LETTERS)
    below = [line for s in caption for line in wrap(s, _CAPTION_LETTERS)]
    left = max(_LEFT, *(len(text) * _LETTER for text in ticks.values())) + _GAP
    right = max(_RIGHT, *(len(one.text) * _LETTER for one in labels)) + _GAP
    above = len(name) * _TITLE_HEIGHT + len(below) * _CAPTION_HEIGHT + 2 * _GAP
    return {
        "title": {"text": name, "subtitle": below, "dx": -left},
        "width": WIDTH,
        "height": HEIGHT,
        "autosize": "none",
        "padding": {
            "left": _MARGIN + left,
            "right": _MARGIN + right,
            "top": _MARGIN + above,
            "bottom": _MARGIN + 2 * _CAPTION_HEIGHT,
        },
    }


def axes(weeks: Ticks, values: Ticks, periods: Sequence[str], scale: Scale) -> Spec:
    """Return the encoding that every layer of readings shares."""
    bounds = [float(scale.low), float(scale.high)]
    return {
        "x": {
            "field": "period",
            "type": "ordinal",
            "title": None,
            "scale": {"domain": periods, "type": "point", "padding": 0.5},
            "axis": _axis(weeks),
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "scale": {"domain": bounds, "nice": False, "zero": False},
            "axis": _axis(values),
        },
    }


def _axis(ticks: Ticks) -> Spec:
    places, words = json.dumps([*ticks]), json.dumps([*ticks.values()])
    # JSON is an array literal in Vega's expressions too.
    return {
        "values": [*ticks],
        "labelExpr": f"{words}[indexof({places}, datum.value)]",
    }


def band(low: Decimal | None, high: Decimal | None) -> Iterator[Spec]:
    """Yield the field between the two targets of a band, if there are two."""
    if low is not None and high is not None:
        yield {
            "data": _ONE,
            "mark": {"type": "rect", "color": _COLOUR[Look.TARGET], "opacity": 0.07},
            "encoding": {
                "x": {"value": 0},
                "x2": {"value": WIDTH},
                "y": {"datum": float(low)},
                "y2": {"datum": float(high)},
            },
        }


def level(line: Line, *, trial: bool) -> Spec:
    """Return one level line."""
    mark: Spec = {"type": "rule", "color": _COLOUR[line.look], "strokeWidth": 1.1}
    if line.look is Look.TARGET:
        mark |= {"strokeWidth": 1.8, "strokeDash": [2, 3]}
    elif trial:
        mark |= {"strokeDash": [6, 4]}
    return {
        "data": _ONE,
        "mark": mark,
        "encoding": {
            "x": {"datum": str(line.since)} if line.since else {"value": 0},
            "x2": {"value": WIDTH},
            "y": {"datum": float(line.value)},
        },
    }


def readings(drawn: Sequence[Dot], encoding: Spec) -> Iterator[Spec]:
    """Yield the line that joins the dots, and the dots of each look."""
    yield {
        "data": {"values": [_row(d) for d in drawn if d.look is not Look.ASIDE]},
        "mark": {"type": "line", "color": "#94a5b5", "strokeWidth": 1.6},
        "encoding": encoding | {"detail": {"field": "stretch"}},
    }
    size = 0.6 if len(drawn) > _CROWDED else 1.0
    by_shape = sorted(drawn, key=_shape)
    for (look, up), group in groupby(by_shape, key=_shape):
        yield {
            "data": {"values": [_row(d) for d in group]},
            "mark": {"type": "point", "opacity": 1} | _dot(Look(look), size, up=up),
            "encoding": encoding,
        }


def _row(dot: Dot) -> Spec:
    value = float(dot.value)
    return {"period": str(dot.period), "value": value, "stretch": dot.stretch}


def _shape(dot: Dot) -> tuple[str, bool]:
    return dot.look, dot.up


def _dot(look: Look, size: float, *, up: bool) -> Spec:
    colour = _COLOUR[look]
    if look is Look.PLAIN:
        return {"shape": "circle", "size": 44 * size, "fill": colour, "stroke": _PAPER}
    if look is Look.ASIDE:
        return {"shape": "circle", "size": 44 * size, "fill": _PAPER, "stroke": colour}
    shape = "triangle-up" if up else "triangle-down"
    return {"shape": shape, "size": 130 * size, "fill": colour, "stroke": _PAPER}


def label(words: Label) -> Spec:
    """Return words at the right edge."""
    return {
        "data": _ONE,
        "mark": {
            "type": "text",
            "text": words.text,
            "color": _COLOUR[words.look],
            "fontWeight": 600 if words.look is Look.LATEST else 400,
        },
        "encoding": {"x": {"value": WIDTH + 10}, "y": {"value": words.at}},
    }


def config() -> Spec:
    """Return fonts and sizes."""
    return {
        "font": _FONT,
        "background": _PAPER,
        "view": {"stroke": None},
        "text": {"fontSize": _CAPTION_SIZE, "align": "left", "baseline": "middle"},
        "title": {
            "anchor": "start",
            "frame": "group",
            "offset": 2 * _GAP,
            "color": _INK,
            "fontSize": _TITLE_SIZE,
            "lineHeight": _TITLE_HEIGHT,
            "fontWeight": 600,
            "subtitleColor": _QUIET,
            "subtitleFontSize": _CAPTION_SIZE,
            "subtitleLineHeight": _CAPTION_HEIGHT,
            "subtitlePadding": 6,
        },
        "axis": {
            "domain": False,
            "ticks": False,
            "grid": False,
            "labelColor": _QUIET,
            "labelFontSize": _CAPTION_SIZE,
            "labelLineHeight": 18,
            "labelPadding": 8,
            "labelOverlap": False,
        },
        "axisX": {"labelAngle": 0},
        "axisY": {"grid": True, "gridColor": _FAINT},
    }
