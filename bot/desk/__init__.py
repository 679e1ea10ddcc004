"""What handlers and the scheduler share: reading a unit, and recording in it.

Rules: every function here takes a ``Unit`` and lives within its transaction; nothing
here decides what is right (the core does), waits, or sends.
"""
