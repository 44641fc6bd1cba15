"""Web pages: the notice among navigation, share bars and scripts."""
