"""Broken content is refused whole, and its author is told the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import content
from engagement.errors import ContentError

FILES = {
    "standards.toml": """
["iso:1"]
key = "iso"
edition = "1"
amendments = []
status = "current"

["iso:2"]
key = "iso"
edition = "2"
amendments = []
status = "draft-based"
""",
    "concepts.toml": """
[risk]
personal = false
en = "Risks"
sv = "Risker"
""",
    "requirements.toml": """
["iso:1/6.1.a"]
concept = "risk"
en = "Know the risks."
sv = "Känn riskerna."

["iso:2/6.1"]
concept = "risk"
confidence = "low"
en = "Know them."
sv = "Känn dem."
""",
    "prompts/one.toml": """
[P01]
version = 1
concepts = ["risk"]
asked_of = ["owner"]
cadence = "quarterly"
events = ["risk_treated"]
subject = "risk"
kind = "choice"
options = [
  {id = "up", en = "Up", sv = "Upp"},
  {id = "down", en = "Down", sv = "Ner"},
]
cases = [{when = ["up"], working_days = 5}]
method = "risk"
audience = ["coordinator"]
history = ["date"]
text.en = "How is {risk} since {date}?"
text.sv = "Hur är det med {risk} sedan {date}?"
first_time.en = "How is {risk}?"
first_time.sv = "Hur är det med {risk}?"
why.en = "Risks change."
why.sv = "Risker ändras."
evidence.en = "Review."
evidence.sv = "Genomgång."

[[P01.follow_ups]]
id = "happened"
when = ["up"]
kind = "sentence"
ask.en = "What happened?"
ask.sv = "Vad hände?"

[[P01.follow_ups]]
id = "felt"
when = ["*"]
kind = "choice"
options = [{id = "good", en = "Good", sv = "Bra"}]
ask.en = "And now?"
ask.sv = "Och nu?"
""",
    "prompts/two.toml": """
[P02]
version = 1
concepts = ["risk"]
asked_of = ["coo"]
cadence = "monthly"
kind = "number"
number = {least = 0, most = 10, unit = {en = "risks", sv = "risker"}}
method = "risk"
audience = ["coordinator"]
text.en = "How many risks?"
text.sv = "Hur många risker?"
why.en = "It counts."
why.sv = "Det räknas."
evidence.en = "Count."
evidence.sv = "Antal."
""",
    "kpis.toml": """
[otif]
name = {en = "On time", sv = "I tid"}
unit = {en = "%", sv = "%"}
direction = "up"
decimals = 1
lower_bound = 0
upper_bound = 99.50
chart = "xmr"
definition.en = "On time by due."
definition.sv = "I tid av alla."
trap.en = "Which date?"
trap.sv = "Vilket datum?"
""",
    "sets.toml": """
[small]
title = {en = "Small", sv = "Litet"}
about = {en = "A start.", sv = "En början."}
prompts = ["P02"]
cadence = {P02 = "quarterly"}

[whole]
title = {en = "Whole", sv = "Allt"}
about = {en = "All of it.", sv = "Allt det."}
all_but = []
""",
}

ONE, TWO = "prompts/one.toml", "prompts/two.toml"

FAULTS = {
    # --- what an answer is worth ---
    "a grade that only a person can give": (
        ONE, 'id = "down",', 'id = "down", grade = "verified",',
        "P01.options[1].grade", "none",
    ),
    "a grade for answers that have their own": (
        ONE, 'method = "risk"', 'grade = "action"\nmethod = "risk"',
        "P01.grade", "each option has its own",
    ),
    "a grade of a follow-up that would take something away": (
        ONE, 'id = "happened"', 'id = "happened"\ngrade = "none"',
        "P01.follow_ups[0].grade", "cannot take anything away",
    ),
    "a grade of an option of a follow-up": (
        ONE, 'id = "good",', 'id = "good", grade = "action",',
        "P01.follow_ups[1].options[0].grade", "the follow-up has one",
    ),
    # --- what a value can be ---
    "an unknown key": (
        ONE, "version = 1", "version = 1\ncolour = 3",
        "P01.colour", "is not a known key",
    ),
    "an unknown key deep inside": (
        ONE, 'id = "down",', 'id = "down", colour = 3,',
        "P01.options[1].colour", "is not a known key",
    ),
    "a missing key": (ONE, 'method = "risk"\n', "", "P01.method", "is missing"),
    "a missing language": (
        ONE, 'text.sv = "Hur är det med {risk} sedan {date}?"\n', "",
        "P01.text.sv", "is missing",
    ),
    "a missing language of an option": (
        ONE, 'en = "Down", sv = "Ner"', 'en = "Down"', "P01.options[1].sv", "is missing",
    ),
    "an empty language": (
        ONE, 'why.sv = "Risker ändras."', 'why.sv = ""', "P01.why.sv", "is empty",
    ),
    "an unknown kind": (
        ONE, 'kind = "choice"\noptions = [\n', 'kind = "poll"\noptions = [\n',
        "P01.kind", "four_way",
    ),
    "an unknown kind of follow-up": (
        ONE, 'kind = "sentence"', 'kind = "poll"', "P01.follow_ups[0].kind", "moment",
    ),
    "an unknown event": (
        ONE, '["risk_treated"]', '["full_moon"]', "P01.events[0]", "signal",
    ),
    "an unknown subject": (
        ONE, 'subject = "risk"', 'subject = "moon"', "P01.subject", "objective",
    ),
    "an unknown cadence": (
        ONE, '"quarterly"', '"daily"', "P01.cadence", "monthly",
    ),
    "an unknown reader": (
        ONE, '["coordinator"]', '["press"]', "P01.audience[0]", "leadership",
    ),
    "nobody who reads it": (
        ONE, '["coordinator"]', "[]", "P01.audience", "is empty",
    ),
    "a version in quotation marks": (
        ONE, "version = 1", 'version = "1"', "P01.version", "valid integer",
    ),
    "a switch in quotation marks": (
        ONE, "version = 1", 'version = 1\non = "no"', "P01.on", "valid boolean",
    ),
    "an option id that is no word": (
        ONE, 'id = "down"', 'id = "Down!"', "P01.options[1].id", "match",
    ),
    "a case without time": (
        ONE, "working_days = 5", "working_days = 0", "P01.cases[0].working_days",
        "greater",
    ),
    # --- what must hold between values ---
    "an unknown function": (
        ONE, '["owner"]', '["ceo", "king"]', "P01.asked_of[1]", "no function king",
    ),
    "an unknown concept": (
        ONE, 'concepts = ["risk"]', 'concepts = ["risk", "luck"]',
        "P01.concepts[1]", "no concept luck",
    ),
    "no concept": (ONE, 'concepts = ["risk"]', "", "P01.concepts", "is empty"),
    "events only, and none named": (
        TWO, '"monthly"', '"event"', "P02.events", "cadence is event",
    ),
    "an owner of nothing": (
        TWO, '["coo"]', '["owner"]', "P02.asked_of", "needs a subject",
    ),
    "a top cadence of nothing": (
        TWO, '"monthly"', '"monthly"\ncadence_top = "weekly"',
        "P02.cadence_top", "needs a subject",
    ),
    "a review of nothing": (
        TWO, '"monthly"', '"monthly"\nreviews_subject = true',
        "P02.reviews_subject", "needs a subject",
    ),
    "a list of nothing": (
        TWO, 'kind = "number"', 'kind = "choice"\noptions_from = "findings"',
        "P02.options_from", "needs a subject",
    ),
    "values of nothing": (
        TWO, 'text.en = "How many risks?"\ntext.sv = "Hur många risker?"',
        'text.en = "How many {x}?"\ntext.sv = "Hur många {x}?"',
        "P02.text", "needs a subject",
    ),
    "nothing to choose from": (
        TWO, 'kind = "number"', 'kind = "choice"', "P02.options", "is missing for choice",
    ),
    "options that nobody sees": (
        TWO, 'kind = "number"',
        'kind = "number"\noptions = [{id = "a", en = "A", sv = "A"}]',
        "P02.options", "is of no use for number",
    ),
    "a number without a range": (
        TWO, "number = {least", "#", "P02.number", "is missing for number",
    ),
    "a range that nobody needs": (
        TWO, 'kind = "number"', 'kind = "sentence"', "P02.number", "is of no use",
    ),
    "a range upside down": (
        TWO, "least = 0", "least = 11", "P02.number.least", "is above most",
    ),
    "a follow-up without its options": (
        ONE, 'options = [{id = "good", en = "Good", sv = "Bra"}]\n', "",
        "P01.follow_ups[1].options", "does not fit choice",
    ),
    "a follow-up with options of no use": (
        ONE, 'kind = "sentence"',
        'kind = "sentence"\noptions = [{id = "a", en = "A", sv = "A"}]',
        "P01.follow_ups[0].options", "does not fit sentence",
    ),
    "a promise without a time": (
        ONE, 'kind = "sentence"', 'kind = "day"\ncommits = true',
        "P01.follow_ups[0].commits", "needs a day and a time",
    ),
    "an option twice": (
        ONE, 'id = "down"', 'id = "up"', "P01.options[1].id", "up is there twice",
    ),
    "a follow-up twice": (
        ONE, 'id = "felt"', 'id = "happened"',
        "P01.follow_ups[1].id", "happened is there twice",
    ),
    "an option of a follow-up twice": (
        ONE, '[{id = "good", en = "Good", sv = "Bra"}]',
        '[{id = "good", en = "Good", sv = "Bra"}, {id = "good", en = "B", sv = "B"}]',
        "P01.follow_ups[1].options[1].id", "good is there twice",
    ),
    "a follow-up of no option": (
        ONE, 'when = ["up"]\n', 'when = ["up", "sideways"]\n',
        "P01.follow_ups[0].when[1]", "no option sideways",
    ),
    "a consent without its follow-up": (
        TWO, 'audience = ["coordinator"]', 'audience = ["coordinator"]\nconsent = "x"',
        "P02.consent", "no follow-up x",
    ),
    "a consent that must be given": (
        ONE, 'audience = ["coordinator"]',
        'audience = ["coordinator"]\nconsent = "felt"',
        "P01.consent", "a choice of yes and no",
    ),
    "a consent where auditors read anyway": (
        ONE, """audience = ["coordinator"]
history""", """audience = ["auditor"]
consent = "felt"
history""",
        "P01.consent", "auditors read the answer anyway",
    ),
    "a case of no option": (
        ONE, 'cases = [{when = ["up"]', 'cases = [{when = ["done"]',
        "P01.cases[0].when[0]", "no option done",
    ),
    "a case without a day": (
        ONE, ", working_days = 5", "", "P01.cases[0]", "needs days or working_days",
    ),
    "a case with two days": (
        ONE, "working_days = 5", "working_days = 5, days = 7", "P01.cases[0]",
        "not both",
    ),
    "a case that is due later than was promised": (
        ONE, 'why.en = "Risks change."', 'why.en = "We come back within 14 days."',
        "P01.cases[0].days", "is not 14",
    ),
    "a promise without a case": (
        ONE, 'cases = [{when = ["up"], working_days = 5}]',
        'variants = [{when = {date = 1}, text = {en = "Within 9 days", sv = "Snart"}}]',
        "P01.cases", "is empty, and 9 days",
    ),
    "a case that its owner may not read": (
        ONE, 'audience = ["coordinator"]', 'audience = ["auditor"]', "P01.audience",
        "leaves out the coordinator",
    ),
    "a value in one language only": (
        ONE, 'first_time.sv = "Hur är det med {risk}?"', 'first_time.sv = "Hur är det?"',
        "P01.first_time", "{risk} is in one language only",
    ),
    "a value of an option in one language only": (
        ONE, 'en = "Down"', 'en = "Down {risk}"',
        "P01.options[1]", "{risk} is in one language only",
    ),
    "a value of a follow-up in one language only": (
        ONE, 'ask.sv = "Vad hände?"', 'ask.sv = "Vad hände {risk}?"',
        "P01.follow_ups[0].ask", "{risk} is in one language only",
    ),
    "a brace too many": (
        ONE, "since {date}?", "since {date}}?", "P01.text.en", "no placeholder",
    ),
    "history that the text does not use": (
        ONE, 'history = ["date"]', 'history = ["value"]',
        "P01.history[0]", "the text has no {value}",
    ),
    "history without a first time": (
        ONE,
        'first_time.en = "How is {risk}?"\nfirst_time.sv = "Hur är det med {risk}?"\n',
        "", "P01.first_time", "exactly where history is",
    ),
    "a first time without history": (
        ONE, 'history = ["date"]\n', "", "P01.first_time", "exactly where history is",
    ),
    "a first time that needs history": (
        ONE,
        'first_time.en = "How is {risk}?"\nfirst_time.sv = "Hur är det med {risk}?"',
        'first_time.en = "Since {date}?"\nfirst_time.sv = "Sedan {date}?"',
        "P01.first_time", "uses {date}, which may be lacking",
    ),
    "a clause number in a question": (
        ONE, "since {date}?", "since {date} (6.1.2)?", "P01.text.en", "a clause: 6.1.2",
    ),
    "a clause in words where it says why": (
        ONE, "Risker ändras.", "Avsnitt 6 kräver det.",
        "P01.why.sv", "a clause: Avsnitt 6",
    ),
    "a clause number in an option of a follow-up": (
        ONE, 'en = "Good"', 'en = "As in 9.3"',
        "P01.follow_ups[1].options[0].en", "a clause: 9.3",
    ),
    "a prompt in two files": (TWO, "[P02]", "[P01]", "P01", "already in prompts/one.toml"),
    # --- the other files ---
    "an edition under another name": (
        "standards.toml", 'edition = "2"', 'edition = "3"', "iso:2", "say iso:3",
    ),
    "an unknown status": (
        "standards.toml", '"draft-based"', '"soon"', "iso:2.status", "current",
    ),
    "a concept without a verdict on delegation": (
        "concepts.toml", "personal = false\n", "", "risk.personal", "is missing",
    ),
    "a requirement of no edition": (
        "requirements.toml", '"iso:1/6.1.a"', '"iso:9/6.1.a"',
        "iso:9/6.1.a", "no edition iso:9",
    ),
    "a requirement in no place": (
        "requirements.toml", '"iso:1/6.1.a"', '"iso:1/six"',
        "iso:1/six", "edition/clause.item",
    ),
    "a requirement of no concept": (
        "requirements.toml", 'concept = "risk"\nen', 'concept = "luck"\nen',
        "iso:1/6.1.a.concept", "no concept luck",
    ),
    "a draft that does not say how sure it is": (
        "requirements.toml", 'confidence = "low"\n', "",
        "iso:2/6.1.confidence", "draft-based",
    ),
    "a KPI with bounds upside down": (
        "kpis.toml", "lower_bound = 0", "lower_bound = 100",
        "otif.lower_bound", "is not below upper_bound",
    ),
    "a KPI without a direction": (
        "kpis.toml", '"up"', '"sideways"', "otif.direction", "down",
    ),
    "a set of a prompt that is not there": (
        "sets.toml", '["P02"]', '["P02", "P99"]', "small.prompts[1]", "no prompt P99",
    ),
    "a set that leaves out what is not there": (
        "sets.toml", "all_but = []", 'all_but = ["P99"]',
        "whole.all_but[0]", "no prompt P99",
    ),
    "a set with a prompt twice": (
        "sets.toml", '["P02"]', '["P02", "P02"]', "small.prompts[1]", "P02 is there twice",
    ),
    "a set of nothing": (
        "sets.toml", "all_but = []", "", "whole.prompts", "exactly where all_but is not",
    ),
    "a set that is both": (
        "sets.toml", "all_but = []", 'all_but = []\nprompts = ["P01"]',
        "whole.prompts", "exactly where all_but is not",
    ),
    "a pace of a prompt that is not in the set": (
        "sets.toml", "{P02 =", "{P01 =", "small.cadence.P01", "does not hold",
    ),
    "a pace for an event": (
        "sets.toml", '"quarterly"', '"event"', "small.cadence.P02", "of no use",
    ),
    "an unknown pace in a set": (
        "sets.toml", '"quarterly"', '"daily"', "small.cadence.P02", "monthly",
    ),
    "a set in one language": (
        "sets.toml", ', sv = "Litet"', "", "small.title.sv", "is missing",
    ),
    "a file that is not TOML": (
        "kpis.toml", "[otif]", "[otif", "file", "is not TOML",
    ),
}  # fmt: skip


def _write(folder: Path) -> Path:
    (folder / "prompts").mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_content_that_the_faults_are_put_into_is_sound(tmp_path: Path) -> None:
    catalogue = content.load(_write(tmp_path))

    assert list(catalogue.by_id) == ["P01", "P02"]
    assert [{"P02"}, {"P01", "P02"}] == [set(one.prompts) for one in catalogue.sets]
    assert [r.requirement_id for r in catalogue.requirements] == ["iso:1/6.1.a"]


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_by_file_key_and_reason(
    tmp_path: Path, case: tuple[str, str, str, str, str]
) -> None:
    file, sound, broken, key, reason = case
    folder = _write(tmp_path)
    text = (folder / file).read_text(encoding="utf-8")
    assert sound in text, "the fault is not put anywhere"
    (folder / file).write_text(text.replace(sound, broken, 1), encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        content.load(folder)

    assert (file, key) == (caught.value.file, caught.value.key)
    assert reason in caught.value.reason
