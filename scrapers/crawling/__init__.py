"""One run over chosen sources: who is asked when, what becomes of each answer, what is left after a stop."""
