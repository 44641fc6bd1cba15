"""The notice as a whole: its frame, title, issuer, numbers and dates, as printed."""
