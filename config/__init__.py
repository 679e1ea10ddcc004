"""Settings, content and translations: what an installation and a customer may change.

Rules of this room: it reads the environment and files, checks them, and hands out
frozen values; it knows ``engagement`` alone. Only ``bot.app`` and ``bot.cli`` read it.
"""
