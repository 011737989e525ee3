"""From text to figures: numbers, units, hedges, dates, places."""
