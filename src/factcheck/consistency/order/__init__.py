"""What stands in an order: rankings, lists, ranges, lowest and highest."""
