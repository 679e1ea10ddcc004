"""Records for auditors: readable, machine-readable, and checkable without us."""
