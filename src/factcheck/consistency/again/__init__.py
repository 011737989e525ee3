"""The same thing told twice: two figures that differ, a hedge, a quotation, a power of ten."""
