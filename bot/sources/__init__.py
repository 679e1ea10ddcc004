"""Where data comes from: one reader for every table, and what KPIs make of it."""
