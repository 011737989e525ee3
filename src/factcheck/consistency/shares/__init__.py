"""Shares, in figures and in words, against the part and the whole, and shares of one whole against a hundred."""
