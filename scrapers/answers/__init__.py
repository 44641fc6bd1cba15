"""What an answer is before anybody reads it: its kind, its encoding, where it only sends on."""
