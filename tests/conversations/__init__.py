"""Whole conversations with the real bot and the real register, as a visitor has them."""
