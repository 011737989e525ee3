"""One module a kind of check: a claim and what the source answered become an outcome. No input, no output."""
