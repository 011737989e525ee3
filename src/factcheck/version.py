"""The package's version, in a module of its own so that every layer may read it."""

VERSION = "0.1.0"
