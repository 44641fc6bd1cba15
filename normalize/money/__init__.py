"""Amounts of money, shares and counts, exactly."""
