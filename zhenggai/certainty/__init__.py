"""How sure a row is: what speaks for and against it, and the score that was fitted to annotations."""
