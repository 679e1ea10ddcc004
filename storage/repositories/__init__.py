"""Reading: one class per port of ``bot.ports.store``; they return values, never rows."""
