"""Time passed: decide, record, send.

Rules: one idempotent ``tick``; the clock, the rehearsal and the headless story call the
same. A failing recipient or a failing task never stops the rest.
"""
