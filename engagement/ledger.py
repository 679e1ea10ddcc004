"""The arithmetic of the ledger: bytes in, verdict out.

Rules: this file knows nothing of databases, facts or people. Hashing follows RFC 6962
section 2.1 (leaf prefix 0x00, node prefix 0x01); every variable-length field is framed
by its length, so that ``1,11`` and ``11,1`` cannot collide; what identifies a person
is committed to with a salt, so that erasing payload and salt leaves a leaf that
nobody can link or guess. Test vectors stand in ``docs/reference/ledger.md``.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

FORMAT = 1
SALT_BYTES = 32
HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _framed(text: str) -> bytes:
    data = text.encode()
    return struct.pack(">H", len(data)) + data


def commitment(salt: bytes, organisation_id: str, payload: bytes) -> bytes:
    """Commit to a canonical payload: HMAC-SHA-256 keyed with the record's salt."""
    message = struct.pack(">B", FORMAT) + _framed(organisation_id) + payload
    return hmac.digest(salt, message, "sha256")


def text_commitment(
    salt: bytes, organisation_id: str, seq: int, field: str, text: str
) -> bytes:
    """Commit to one free text of a record, under a salt of its own."""
    head = struct.pack(">B", FORMAT) + _framed(organisation_id)
    place = struct.pack(">Q", seq) + _framed(field)
    return hmac.digest(salt, head + place + text.encode(), "sha256")


def leaf(seq: int, schema: int, kind: str, committed: bytes) -> bytes:
    """Return the leaf of a record; no person, role, requirement or time is in it."""
    head = struct.pack(">BBQH", 0, FORMAT, seq, schema)
    return _sha256(head + _framed(kind) + committed)


def node(left: bytes, right: bytes) -> bytes:
    """Return the parent of two subtrees."""
    return _sha256(b"\x01" + left + right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """A tree seen from its right edge: enough to append in O(log n).

    ``peaks`` are the roots of the perfect subtrees that the size is the sum of,
    largest first: one per bit that is set in ``size``.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def append(self, new: bytes) -> Frontier:
        """Return the tree with one more leaf."""
        peaks, rest = list(self.peaks), self.size
        while rest & 1:
            new = node(peaks.pop(), new)
            rest >>= 1
        return Frontier(size=self.size + 1, peaks=(*peaks, new))

    def root(self) -> bytes:
        """Return the Merkle tree hash over all leaves."""
        if not self.peaks:
            return EMPTY_ROOT
        found, *rest = reversed(self.peaks)
        for peak in rest:
            found = node(peak, found)
        return found


def _split(size: int) -> int:
    """Largest power of two smaller than ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


class Tree:
    """A whole tree in memory, for proofs; building it is O(n), a proof O(log n)."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._levels = [list(leaves)]
        while len(self._levels[-1]) > 1:
            below = self._levels[-1]
            pairs = range(0, len(below) - 1, 2)
            self._levels.append([node(below[i], below[i + 1]) for i in pairs])

    def _range(self, start: int, size: int) -> bytes:
        """Hash of the ``size`` leaves from ``start``, aligned as RFC 6962 aligns."""
        if size & (size - 1) == 0:
            level = size.bit_length() - 1
            return self._levels[level][start >> level]
        left = _split(size)
        return node(self._range(start, left), self._range(start + left, size - left))

    def root(self) -> bytes:
        """Return the Merkle tree hash over all leaves."""
        size = len(self._levels[0])
        return self._range(0, size) if size else EMPTY_ROOT

    def proof(self, index: int) -> tuple[bytes, ...]:
        """Return the inclusion proof of leaf ``index`` (RFC 6962 section 2.1.1).

        Raises:
            IndexError: there is no such leaf.
        """
        start, size = 0, len(self._levels[0])
        if not 0 <= index < size:
            raise IndexError(index)
        path: list[bytes] = []
        while size > 1:
            left = _split(size)
            if index - start < left:
                path.append(self._range(start + left, size - left))
                size = left
            else:
                path.append(self._range(start, left))
                start, size = start + left, size - left
        return tuple(reversed(path))


def root_from_proof(
    leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes]
) -> bytes | None:
    """Return the root that ``proof`` leads to, or None when its length is wrong.

    The algorithm is that of RFC 9162 section 2.1.3.2.
    """
    if not 0 <= index < size:
        return None
    at, last, found = index, size - 1, leaf_hash
    for sibling in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            found = node(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node(found, sibling)
        at, last = at >> 1, last >> 1
    return found if last == 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredText:
    """One free text as it lies in the store; both None once it was redacted."""

    salt: bytes | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One record as it lies in the store."""

    seq: int
    kind: str
    schema: int
    commitment: bytes
    leaf: bytes
    root: bytes
    salt: bytes | None
    payload: bytes | None
    texts: Mapping[str, StoredText]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What a later record says was taken out of an earlier one."""

    seq: int
    field: str | None
    "Name of the one free text that went, or None: the whole payload."


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What of a payload concerns the verifier."""

    texts: Mapping[str, bytes]
    "Free text field -> its commitment."
    redactions: tuple[Redaction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check of a whole ledger found."""

    size: int
    "Number of records that were read."
    root: bytes
    first_bad: int | None = None
    reason: str = ""
    expected: str = ""
    found: str = ""

    @property
    def intact(self) -> bool:
        """Whether every record is the one that was committed."""
        return self.first_bad is None


class _Mismatch(Exception):
    def __init__(self, reason: str, expected: object, found: object) -> None:
        super().__init__(reason)
        self.reason, self.expected, self.found = reason, _shown(expected), _shown(found)


def _shown(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _demand(reason: str, expected: object, found: object) -> None:
    same = (
        hmac.compare_digest(expected, found)
        if isinstance(expected, bytes) and isinstance(found, bytes)
        else expected == found
    )
    if not same:
        raise _Mismatch(reason, expected, found)


def verify(
    organisation_id: str,
    records: Iterable[Stored],
    read: Callable[[Stored], Read],
    head: tuple[int, bytes],
) -> Verdict:
    """Check every record, in order, against leaves, roots, redactions and the head.

    ``read`` parses a payload that is present; it is only called after the payload was
    found to be the one committed to. ``head`` is size and root as the store has them.
    A consistent cut of the tail cannot be seen from inside: compare size and root
    with ones that were published earlier.
    """
    frontier = Frontier()
    emptied: set[tuple[int, str | None]] = set()
    allowed: set[tuple[int, str | None]] = set()
    seq = 0
    try:
        for seq, record in enumerate(records):
            _demand("number", seq, record.seq)
            frontier = _check_tree(record, frontier)
            gone, redactions = _check_content(organisation_id, record, read)
            emptied |= gone
            allowed |= {(r.seq, r.field) for r in redactions}
        seq = frontier.size
        _demand("size of the head", frontier.size, head[0])
        _demand("root of the head", frontier.root(), head[1])
        for seq, field in sorted(emptied, key=lambda gone: (gone[0], gone[1] or "")):
            redacted = (seq, field) in allowed or (seq, None) in allowed
            _demand("redaction on record", True, redacted)  # noqa: FBT003 - a value compared
    except _Mismatch as wrong:
        return Verdict(
            size=frontier.size,
            root=frontier.root(),
            first_bad=seq,
            reason=wrong.reason,
            expected=wrong.expected,
            found=wrong.found,
        )
    return Verdict(size=frontier.size, root=frontier.root())


def _check_tree(record: Stored, frontier: Frontier) -> Frontier:
    expected = leaf(record.seq, record.schema, record.kind, record.commitment)
    _demand("leaf", expected, record.leaf)
    frontier = frontier.append(expected)
    _demand("root", frontier.root(), record.root)
    return frontier


def _check_content(
    organisation_id: str, record: Stored, read: Callable[[Stored], Read]
) -> tuple[set[tuple[int, str | None]], tuple[Redaction, ...]]:
    """Return what is empty in this record, and what it says of earlier ones."""
    if record.payload is None or record.salt is None:
        _demand("payload and salt", (None, None), (record.salt, record.payload))
        left = [f for f, t in record.texts.items() if (t.salt, t.text) != (None, None)]
        _demand("texts of an emptied record", [], left)
        return {(record.seq, None)}, ()
    expected = commitment(record.salt, organisation_id, record.payload)
    _demand("commitment", record.commitment, expected)
    content = read(record)
    _demand("texts", sorted(content.texts), sorted(record.texts))
    emptied: set[tuple[int, str | None]] = set()
    for field, committed in content.texts.items():
        held = record.texts[field]
        if held.text is None or held.salt is None:
            _demand(f"text and salt of {field}", (None, None), (held.salt, held.text))
            emptied.add((record.seq, field))
        else:
            found = text_commitment(
                held.salt, organisation_id, record.seq, field, held.text
            )
            _demand(f"commitment of {field}", committed, found)
    return emptied, content.redactions
