"""The SQL store: tables, repositories, ledger, outbox, migrations, exports.

Rules: state tables are written by ``projections`` alone, from facts; repositories
read and return ``engagement`` objects, never rows; every difference between the two
databases lives in ``engine.py``.
"""
