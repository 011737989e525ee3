"""The sources by name. Each answers ``lookup(query)`` with all it holds, or raises or returns a SourceError."""
