"""Rule files: what they may say, how they load, and which rule speaks of a claim."""
