"""The command ``ledning``: one file per group; commands import when they run."""
