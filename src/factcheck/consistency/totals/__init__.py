"""Totals against their parts, and against what is so much for each of so many or so long."""
