"""From text to quantities: numbers, units, hedges, dates and places."""
