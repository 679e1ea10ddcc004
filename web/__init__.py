"""The web shell: layout, static files, evidence page, health, and the guard.

A page is one file in ``web/pages`` with its template, and one line in ``web/app.py``.
What a chat platform shows in the browser is the platform's own affair; it only
extends ``base.html``.
"""
