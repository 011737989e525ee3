"""Numbers of things promised, against the lists that name them."""
