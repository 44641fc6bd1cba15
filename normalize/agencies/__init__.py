"""Public bodies: from printed names and lists of names to canonical bodies."""
