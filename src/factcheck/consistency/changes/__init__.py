"""Changes, multiples and rates of growth, against the figures that they are between."""
