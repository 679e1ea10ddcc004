"""What is stored about one person, shown to that person: pages, and one file.

Rules: nobody but the person themselves is ever shown these, so nothing here asks who
looks. Everything is shown that can be tied to them; what it cannot hold (an exported
folder, a backup, a line in somebody else's chat) is said in the docs.
"""

from __future__ import annotations
