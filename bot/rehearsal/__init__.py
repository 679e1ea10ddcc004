"""Rehearsal: a stored clock that only moves forward, and a story that plays along.

Nothing here is a second way in: the clock calls the real tick, and the people of the
story answer through the same door as anybody in the web chat.
"""
