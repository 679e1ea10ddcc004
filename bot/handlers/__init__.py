"""A person did something: decide, record, reply.

Rules: what was received is committed before it is acknowledged; every permission is
checked here, for every command and every press; replies are for the person alone.
"""
