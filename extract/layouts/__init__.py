"""Layout readers: each knows one way in which notices pair findings with what was done about them."""
