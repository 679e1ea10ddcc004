"""The layers of a chart in the words of Vega-Lite 6, and how things look."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from engagement.charts.scene import WIDTH, Dot, Label, Line, Look, Scale
from engagement.kpis import Period
from engagement.kpis.words import KpiWords

Spec = dict[str, Any]

FONT = "Source Sans 3"
INK = "#1f2a37"
_QUIET = "#5b6876"
_CROWDED = 32
"From so many periods on, dots are drawn smaller."
_TICKS_MOST = 7

_COLOUR = {
    Look.PLAIN: "#3d5266",
    Look.GAIN: "#0b7a6b",
    Look.LOSS: "#c2410c",
    Look.CHANGE: "#7a5195",
    Look.ASIDE: "#7b8794",
    Look.LIMIT: "#76828f",
    Look.CENTRE: "#4d5a68",
    Look.TARGET: "#2f5fa7",
    Look.LATEST: INK,
}
_DASH = {Look.CENTRE: [], Look.LIMIT: [], Look.TARGET: [1.5, 3]}
_TRIAL_DASH = [6, 4]


def axes(periods: Sequence[Period], words: KpiWords, scale: Scale) -> Spec:
    """Return the encodings that every layer of readings shares."""
    names = [str(p) for p in periods]
    bounds = [scale.low, scale.high]
    return {
        "x": {
            "field": "period",
            "type": "ordinal",
            "title": None,
            "scale": {"domain": names, "type": "point", "padding": 0.5},
            "axis": _ticks(periods, words),
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "scale": {"domain": bounds, "nice": False, "zero": False},
            "axis": {"tickCount": 4, "format": ",~f"},
        },
    }


def _ticks(periods: Sequence[Period], words: KpiWords) -> Spec:
    """Label the latest period and a few before it; the year where it begins."""
    stride = -(-len(periods) // _TICKS_MOST)
    shown: dict[str, list[str]] = {}
    year = None
    for period in periods[::-1][::stride][::-1]:
        turn = [] if period.year == year else [str(period.year)]
        shown[str(period)] = [words.period(period), *turn]
        year = period.year
    # JSON is an object literal in Vega's expressions too.
    return {"values": list(shown), "labelExpr": f"({json.dumps(shown)})[datum.value]"}


def band(low: Decimal, high: Decimal) -> Spec:
    """Return the field between the two targets of a band."""
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rect", "color": _COLOUR[Look.TARGET], "opacity": 0.08},
        "encoding": {
            "x": {"value": 0},
            "x2": {"value": WIDTH},
            "y": {"datum": float(low)},
            "y2": {"datum": float(high)},
        },
    }


def level(line: Line, *, trial: bool) -> Spec:
    """Return one level line."""
    dash = _TRIAL_DASH if trial and line.look is not Look.TARGET else _DASH[line.look]
    return {
        "data": {"values": [{}]},
        "mark": {
            "type": "rule",
            "color": _COLOUR[line.look],
            "strokeWidth": 1.6 if line.look is Look.TARGET else 1.1,
            "strokeDash": dash,
        },
        "encoding": {
            "x": {"datum": str(line.since)} if line.since else {"value": 0},
            "x2": {"value": WIDTH},
            "y": {"datum": float(line.value)},
        },
    }


def path(drawn: Sequence[Dot]) -> Spec:
    """Return the line that joins the dots of each stretch."""
    rows = [dot.row() for dot in drawn if dot.look is not Look.ASIDE]
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "color": "#8fa1b2", "strokeWidth": 1.6},
        "encoding": {"detail": {"field": "stretch"}},
    }


def points(drawn: Sequence[Dot], look: Look, *, up: bool, crowded: bool) -> Spec:
    """Return the dots of one look."""
    rows = [d.row() for d in drawn if d.look is look and d.up is up]
    mark: Spec = {"type": "point", "opacity": 1, "stroke": "#ffffff", "strokeWidth": 1}
    match look:
        case Look.PLAIN:
            mark |= {"shape": "circle", "size": 26 if crowded else 46}
        case Look.ASIDE:
            mark |= {"shape": "circle", "size": 44, "stroke": _COLOUR[look]}
            mark |= {"strokeWidth": 1.6}
        case _:
            mark |= {"shape": "triangle-up" if up else "triangle-down"}
            mark |= {"size": 80 if crowded else 125}
    mark["fill"] = "#ffffff" if look is Look.ASIDE else _COLOUR[look]
    return {"data": {"values": rows}, "mark": mark}


def label(words: Label) -> Spec:
    """Return words at the right edge."""
    return {
        "data": {"values": [{}]},
        "mark": {
            "type": "text",
            "text": words.text,
            "align": "left",
            "baseline": "middle",
            "color": _COLOUR[words.look],
            "fontSize": 14,
            "fontWeight": 600 if words.look is Look.LATEST else 400,
        },
        "encoding": {"x": {"value": WIDTH + 10}, "y": {"value": words.at}},
    }
