"""Places: what people call them, and how to find them in what people write."""

from offices_db.places.matcher import PlaceMatcher

__all__ = ["PlaceMatcher"]
