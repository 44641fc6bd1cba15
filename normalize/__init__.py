"""Say what quotes mean and make records comparable (room 3 of 4; see docs/house.md)."""
