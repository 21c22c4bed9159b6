"""Measurements that print a table; see README.md."""

import assistant.quiet  # noqa: F401  before any of them imports Rasa
