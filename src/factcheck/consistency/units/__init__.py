"""One figure in two units, temperatures and currencies."""
