"""Dates, stretches of time and relative days, against each other and against the calendar."""
