"""What a maintainer of rules works with: list, show, test, explain, lint, coverage, and new rules from a sentence."""
