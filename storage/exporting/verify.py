#!/usr/bin/env python3
"""Check a Ledning evidence export. Standard library only; shares no code with Ledning.

    python3 verify.py [FOLDER] [--expect SIZE:ROOT] [--manifest FINGERPRINT]

For every record in records.jsonl it recomputes the commitment of each free text, the
commitment of the payload, the leaf, and the root that the inclusion proof leads to
(RFC 6962: leaf prefix 0x00, node prefix 0x01), and compares that with the root in
manifest.json. It proves that no exported record was changed since that root was
written down, not that what was said is true. Compare the root with one that you were
given earlier (a digest, minutes, an older export): --expect SIZE:ROOT. The other files
are compared with their hashes in manifest.json, the table with the records, and the
counts are counted again.

It cannot see by itself that manifest.json and the pages were rewritten together. Their
fingerprint is kept in the ledger when an export is written: compare it with
--manifest FINGERPRINT, as told by somebody else than the one who gave you the folder.
"""

import csv
import hashlib
import hmac
import json
import struct
import sys
from pathlib import Path


UNREADABLE = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    struct.error,
    csv.Error,
)
FREE_QUESTION = "ASK"
FINGERPRINT_LEAST = 12


def sha256(data):
    return hashlib.sha256(data).digest()


def framed(text):
    data = text.encode("utf-8")
    return struct.pack(">H", len(data)) + data


def commit(salt, message):
    return hmac.new(salt, message, hashlib.sha256).digest()


def payload_commitment(record, organisation, form):
    message = struct.pack(">B", form) + framed(organisation)
    message += record["payload"].encode("utf-8")
    return commit(bytes.fromhex(record["salt"]), message)


def text_commitment(record, text, organisation, form):
    message = struct.pack(">B", form) + framed(organisation)
    message += struct.pack(">Q", record["seq"]) + framed(text["field"])
    message += text["text"].encode("utf-8")
    return commit(bytes.fromhex(text["salt"]), message)


def leaf(record, form):
    head = struct.pack(">BBQH", 0, form, record["seq"], record["schema"])
    return sha256(head + framed(record["kind"]) + bytes.fromhex(record["commitment"]))


def climb(node, index, size, proof):
    """Return the root that the inclusion proof leads to (RFC 9162, 2.1.3.2)."""
    last = size - 1
    for step in proof:
        sibling = bytes.fromhex(step)
        if last == 0:
            return None
        if index % 2 or index == last:
            node = sha256(b"\x01" + sibling + node)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            node = sha256(b"\x01" + node + sibling)
        index, last = index // 2, last // 2
    return node if last == 0 else None


def problem_of(record, manifest):
    """Return what is wrong with a record, or None."""
    organisation, form = manifest["organisation_id"], manifest["format"]
    if record["state"] == "present":
        if payload_commitment(record, organisation, form).hex() != record["commitment"]:
            return "the payload is not the one that was committed to"
        wanted = json.loads(record["payload"])["texts"]
        held = {text["field"]: text for text in record["texts"]}
        if set(wanted) != set(held):
            return "a free text is missing or was added"
        for field, committed in wanted.items():
            text = held[field]
            if text["state"] != "present":
                continue
            if text_commitment(record, text, organisation, form).hex() != committed:
                return "the free text '%s' is not the one that was committed to" % field
    if leaf(record, form).hex() != record["leaf"]:
        return "the leaf does not follow from the record"
    root = climb(
        bytes.fromhex(record["leaf"]), record["seq"], manifest["size"], record["proof"]
    )
    if root is None or root.hex() != manifest["root"]:
        return "the proof does not lead to the root"
    return None


class Broken(Exception):
    """Something is not as it was written."""


def marked_wrongly(record, manifest):
    """Return what is wrong with the marks of a record, or None."""
    rehearsal = manifest["mode"] != "live"
    if rehearsal != ("rehearsal" in record["marks"]):
        return "it is not marked as what it is, rehearsal or not"
    if record["state"] != "present":
        return None
    fact = json.loads(record["payload"])["fact"]
    if record["kind"] == "ledger.opened" and fact["mode"] != manifest["mode"]:
        return "the ledger was opened for something else than manifest.json says"
    question = fact.get("question") or {}
    free = FREE_QUESTION in (fact.get("prompt_id"), question.get("prompt_id"))
    if free and "free_question" not in record["marks"]:
        return "it is about a free question and not marked so"
    return None


def read_records(folder, manifest):
    """Return the records, each of them checked."""
    found, seen = [], set()
    with (folder / "records.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            problem = problem_of(record, manifest) or marked_wrongly(record, manifest)
            if record["seq"] in seen:
                problem = "the record is there twice"
            if problem:
                raise Broken("record %s: %s" % (record["seq"], problem))
            seen.add(record["seq"])
            found.append(record)
    if len(found) != manifest["records"]:
        raise Broken("%s records, %s announced" % (len(found), manifest["records"]))
    return found


def check_table(folder, records):
    """Compare every line of the table with its record."""
    with (folder / "records.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    if len(rows) != len(records):
        raise Broken(
            "records.csv has %s lines for %s records" % (len(rows), len(records))
        )
    for row, record in zip(rows, records):
        wanted = {
            "number": str(record["seq"]),
            "fact": record["kind"],
            "state": record["state"],
            "leaf": record["leaf"],
            "grade": record["grade"] or "",
            "marks": " ".join(record["marks"]),
        }
        if record["state"] == "present":
            header = json.loads(record["payload"])["header"]
            wanted["occurred_at"] = header["occurred_at"][:19] + "Z"
            wanted["recorded_at"] = header["recorded_at"][:19] + "Z"
            wanted["requirements"] = " ".join(header["requirements"])
            wanted["who"] = header["author"].get("name", "")
        for name, value in wanted.items():
            # A quote keeps a spreadsheet from running a cell.
            if row[name] not in (value, "'" + value):
                raise Broken(
                    "records.csv: %s of record %s is not what the record says"
                    % (name, record["seq"])
                )


def counted_again(records):
    """Count what can be read, by question, each as the manifest defines it."""
    facts = [
        (record["kind"], json.loads(record["payload"]))
        for record in records
        if record["state"] == "present"
    ]
    by_question = {}
    for kind, payload in facts:
        which = payload["fact"].get("occasion_id")
        if which is not None:
            by_question.setdefault(which, []).append((kind, payload))
    counts = dict.fromkeys(
        ("delivered", "answered", "late", "on_behalf", "skipped", "deferred"), 0
    )
    for told in by_question.values():
        kinds = [kind for kind, _ in told]
        answers = [p for k, p in told if k in ("prompt.answered", "objective.reviewed")]
        counts["delivered"] += "prompt.asked" in kinds
        counts["deferred"] += "prompt.deferred" in kinds
        counts["skipped"] += "prompt.skipped" in kinds and not answers
        if answers:
            counts["answered"] += 1
            counts["late"] += answers[-1]["fact"].get("late", False)
            counts["on_behalf"] += "on_behalf_of" in answers[-1]["header"]
    plain = [kind for kind, _ in facts]
    for name, kind in (
        ("promised", "commitment.made"),
        ("kept", "commitment.kept"),
        ("missed", "commitment.missed"),
        ("cases_opened", "case.opened"),
        ("cases_closed", "case.closed"),
        ("verified", "evidence.verified"),
    ):
        counts[name] = plain.count(kind)
    return counts


def check_counts(records, manifest):
    """Compare the counts; what has no content here may make that much difference."""
    stated = manifest["counts"]
    withheld = sum(record["state"] == "withheld" for record in records)
    if withheld != stated["withheld"]:
        raise Broken("withheld: %s, counted %s" % (stated["withheld"], withheld))
    unread = sum(record["state"] != "present" for record in records)
    room = max(unread, withheld + stated["redacted"])
    for name, number in counted_again(records).items():
        if abs(stated[name] - number) > room:
            raise Broken("%s: %s, counted %s" % (name, stated[name], number))


def check_files(folder, manifest):
    """Compare every file with its hash; return those that nobody answers for."""
    for name, wanted in sorted(manifest["files"].items()):
        if sha256((folder / Path(name).name).read_bytes()).hex() != wanted:
            raise Broken("the file %s is not the one that was written" % name)
    known = set(manifest["files"]) | {"manifest.json", "__pycache__"}
    return sorted(file.name for file in folder.iterdir() if file.name not in known)


def check(folder, expect, fingerprint):
    whole = (folder / "manifest.json").read_bytes()
    manifest = json.loads(whole.decode("utf-8"))
    records = read_records(folder, manifest)
    strangers = check_files(folder, manifest)
    check_table(folder, records)
    check_counts(records, manifest)
    published = "%s:%s" % (manifest["size"], manifest["root"])
    if expect is not None and expect.lower() != published:
        raise Broken("expected %s\n            found    %s" % (expect, published))
    own = sha256(whole).hex()
    if fingerprint is not None:
        told = fingerprint.strip().lower()
        if len(told) < FINGERPRINT_LEAST or not own.startswith(told):
            raise Broken("manifest: expected %s\n            found    %s" % (told, own))
    emptied = sum(record["state"] != "present" for record in records)
    print("intact: %s records, %s of them without content" % (len(records), emptied))
    print("of the ledger %s" % published)
    print("fingerprint of manifest.json %s" % own)
    for name in strangers:
        print("not part of the export, and not checked: %s" % name)
    if expect is None:
        print("Not compared: size and root with ones given out earlier (--expect).")
    if fingerprint is None:
        print("Not compared: the fingerprint with the one in the ledger (--manifest);")
        print("  without it, manifest and pages rewritten together are not seen.")
    print("Never seen here: whether an answer is true, and what was never recorded.")
    if manifest["mode"] != "live":
        print("A rehearsal: this is no evidence of anything.")


def option(arguments, name, form):
    """Take an option with its value out of the arguments."""
    if name not in arguments:
        return None
    place = arguments.index(name)
    if place + 1 >= len(arguments):
        print("%s takes %s" % (name, form))
        raise SystemExit(2)
    value = arguments[place + 1]
    del arguments[place : place + 2]
    return value


def main(arguments):
    expect = option(arguments, "--expect", "SIZE:ROOT")
    fingerprint = option(arguments, "--manifest", "FINGERPRINT")
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        check(folder, expect, fingerprint)
    except Broken as broken:
        print("NOT INTACT: %s" % broken)
        return 1
    except UNREADABLE as error:
        print("NOT INTACT: the export cannot be read: %r" % error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
