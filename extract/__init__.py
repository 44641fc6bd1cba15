"""Read documents and quote what they say (room 2 of 4; see docs/house.md)."""
