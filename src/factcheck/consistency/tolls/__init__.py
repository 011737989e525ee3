"""The dead and the hurt of an event: counts against their parts, against all, and against counts told again."""
