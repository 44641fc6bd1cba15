"""How lines make sections, and what the sections are for."""
