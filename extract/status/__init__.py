"""Which words state how far a rectification has come, and where a text states it."""
