"""The web face: JSON API, chat page, health and metrics."""
