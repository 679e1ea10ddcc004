#!/usr/bin/env python3
"""Check a Ledning evidence export. Standard library only; shares no code with Ledning.

    python3 verify.py [FOLDER] [--expect SIZE:ROOT]

For every record in records.jsonl it recomputes the commitment of each free text, the
commitment of the payload, the leaf, and the root that the inclusion proof leads to
(RFC 6962: leaf prefix 0x00, node prefix 0x01), and compares that with the root in
manifest.json. It proves that no exported record was changed since that root was
written down, not that what was said is true. Compare the root with one that you were
given earlier (a digest, minutes, an older export): --expect SIZE:ROOT. The other files
are compared with their hashes in manifest.json.
"""

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
)


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


def check(folder, expect):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    number = emptied = 0
    seen = set()
    with (folder / "records.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            problem = problem_of(record, manifest)
            if record["seq"] in seen:
                problem = "the record is there twice"
            if problem:
                print("NOT INTACT: record %s: %s" % (record["seq"], problem))
                return 1
            seen.add(record["seq"])
            number += 1
            emptied += record["state"] != "present"
    if number != manifest["records"]:
        print("NOT INTACT: %s records, %s announced" % (number, manifest["records"]))
        return 1
    for name, wanted in sorted(manifest["files"].items()):
        if sha256((folder / Path(name).name).read_bytes()).hex() != wanted:
            print("NOT INTACT: the file %s is not the one that was written" % name)
            return 1
    published = "%s:%s" % (manifest["size"], manifest["root"])
    if expect is not None and expect.lower() != published:
        print("NOT INTACT: expected %s\n            found    %s" % (expect, published))
        return 1
    print("intact: %s records, %s of them without content" % (number, emptied))
    print("of the ledger %s" % published)
    if manifest["mode"] != "live":
        print("A rehearsal: this is no evidence of anything.")
    return 0


def main(arguments):
    expect = None
    if "--expect" in arguments:
        place = arguments.index("--expect")
        if place + 1 >= len(arguments):
            print("--expect takes SIZE:ROOT")
            return 2
        expect = arguments[place + 1]
        del arguments[place : place + 2]
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        return check(folder, expect)
    except UNREADABLE as error:
        print("NOT INTACT: the export cannot be read: %r" % error)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
