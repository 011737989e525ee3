"""Sources that are asked over HTTP, one module each: a request built, a reply read, and held against the question."""
