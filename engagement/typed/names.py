"""Names of weekdays and months in both languages, as pieces of patterns.

Rules: names as ``words.fold`` leaves them, with the spellings that a keyboard without
å and ö gives. A short name needs company that shows what it is, twice so
where it is a word as well (*fri*, *sat*).
"""

from __future__ import annotations

from collections.abc import Iterable

from engagement.typed.words import NUMBER_WORDS

DAY = "\x00"
"Stands in the place of a day that was read; ``words.plain`` leaves none in a line."

_WEEKDAYS = (
    "måndag mandag måndagen mandagen mån månd monday mon",
    "tisdag tisdagen tis tisd tuesday tues tue",
    "onsdag onsdagen ons onsd wednesday wednsday weds wed",
    "torsdag torsdagen tors torsd thursday thurs thur thu",
    "fredag fredagen fre friday fri",
    "lördag lordag lördagen lordagen lör lörd saturday sat",
    "söndag sondag söndagen sondagen sön sönd sunday sun",
)
_MONTHS = (
    "januari january jan",
    "februari february feb",
    "mars march mar",
    "april apr",
    "maj may",
    "juni june jun",
    "juli july jul",
    "augusti august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dec",
)

WEEKDAYS = {name: n for n, names in enumerate(_WEEKDAYS) for name in names.split()}
"Monday is 0."

MONTHS = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split()}

_SHORT = {name for name in WEEKDAYS if len(name) <= len("thurs")}
_ALSO_WORDS = {"mon", "fri", "sat", "sun"}


def any_of(names: Iterable[str]) -> str:
    """Return the alternatives of a pattern, the longest first."""
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


MONTH = f"(?P<month>{any_of(MONTHS)})"
NUMBER = rf"(?:\d{{1,3}}|a|an|{any_of(NUMBER_WORDS)})"

_COMPANY = (
    rf"(?=\.?(?:$|[,;!?)]| ?(?:[\d@{DAY}-]|kl\d|v\d|(?:kl|klockan|at|den|the|v|vecka"
    r"|week|nästa|next|om|in|em|fm|lunch|noon|morgon|förmiddag|eftermiddag|kväll"
    r"|morning|afternoon|evening)\b)))"
)
_INTRODUCED = "|".join(
    rf"(?<=\b{before} )"
    for before in ("på", "nästa", "on", "by", "next", "this", "say")
)
WEEKDAY = (
    rf"(?P<weekday>\b(?:{any_of(WEEKDAYS.keys() - _SHORT)})\b"
    rf"|\b(?:{any_of(_SHORT - _ALSO_WORDS)})\b{_COMPANY}"
    rf"|(?:^|(?<=[,{DAY}] )|{_INTRODUCED})(?:{any_of(_ALSO_WORDS)})\b{_COMPANY})"
)
