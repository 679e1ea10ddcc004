"""What leadership engagement is, and how it is talked about.

Rules of this room: the standard library only; no clock, no random source, no
environment, no database. Time, identifiers and texts come in as arguments and
decisions go out as values.
"""
