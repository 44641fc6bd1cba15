"""Store, search, publish and export the dataset (room 4 of 4; see docs/house.md)."""
