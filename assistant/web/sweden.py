"""Whether a position is in Sweden, by a coarse outline drawn by hand.

Land borders are followed within some ten kilometres and the islands are inside, so a person in
Oslo, Copenhagen or Mariehamn is outside, and nobody in Sweden is told otherwise.
"""

from __future__ import annotations

from offices_db.models import Position

# Latitude, longitude; clockwise from the Koster islands.
_OUTLINE: tuple[Position, ...] = (
    (58.80, 10.80), (59.04, 11.05), (59.10, 11.30), (58.93, 11.48), (59.30, 11.74),
    (59.65, 11.75), (59.92, 11.85), (60.10, 12.38), (60.50, 12.48), (61.00, 12.55),
    (61.35, 12.75), (61.60, 12.08), (62.30, 12.05), (63.00, 11.95), (63.35, 11.92),
    (63.70, 12.05), (64.00, 12.75), (64.10, 13.80), (64.50, 14.00), (65.10, 14.15),
    (65.55, 14.35), (66.15, 14.40), (66.35, 15.25), (67.00, 16.20), (67.50, 16.00),
    (68.00, 16.60), (68.15, 17.80), (68.60, 18.05), (68.55, 19.80), (69.10, 20.20),
    (69.10, 20.75), (68.50, 22.60), (68.05, 23.75), (67.30, 23.90), (66.80, 24.12),
    (66.30, 23.95), (65.84, 24.20), (65.40, 24.30), (64.00, 21.60), (63.40, 20.70),
    (62.00, 18.80), (60.60, 18.95), (60.10, 19.35), (59.30, 20.00), (58.00, 19.90),
    (56.90, 19.00), (56.00, 17.00), (55.70, 14.90), (55.30, 14.30), (55.20, 12.75),
    (55.62, 12.75), (56.05, 12.65), (56.25, 12.20), (57.60, 11.30), (58.30, 10.80),
)  # fmt: skip


def is_in_sweden(position: Position) -> bool:
    """Whether `position` (latitude, longitude in degrees) lies inside the outline."""
    latitude, longitude = position
    crossings = 0
    for (south, west), (north, east) in zip(_OUTLINE, (*_OUTLINE[1:], _OUTLINE[0]), strict=True):
        if (south > latitude) != (north > latitude):
            border = west + (latitude - south) / (north - south) * (east - west)
            crossings += longitude < border
    return crossings % 2 == 1
