"""What looks like a secret in a text: for cassettes and evidence. A newcomer adds a pattern as one line."""

from __future__ import annotations

import re

HARMLESS = r"(?:0000\b|recorded\b|\.\.\.|\*{8})"
"""What may stand where a key would: stand-ins, and what is left where one was cut out."""

PATTERNS = {
    "a parameter with a key": (
        r"[?&][\w.-]*(?:key|token|secret|passw(?:or)?d|auth|signature|appid|sid)(?:[_.-][\w.-]*)?="
        rf"(?!{HARMLESS})[^&\s]"
    ),
    "a field with a key": (
        r"""["']?\b(?:api[_-]?key|apikey|access[_-]?token|refresh[_-]?token|client[_-]?secret|secret|password|passwd)["']?"""
        rf"""\s*[:=]\s*["'\[ ]*(?!{HARMLESS})[A-Za-z0-9+/_.-]{{8}}"""
    ),
    "a header that signs in": (
        r"(?m)^\s*(?:proxy-)?(?:authorization|cookie|set-cookie|x-[\w-]*(?:key|token|auth)[\w-]*)\s*:"
    ),
    "a way to sign in": r"\b(?:bearer|basic)\s+[A-Za-z0-9+/_.=-]{12}",
    "a password in an address": r"[a-z][a-z0-9+.-]*://[^/\s:@]+:[^/\s:@]+@",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "a token of JWT": r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.",
    "a key of a known form": (
        r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{20}|github_pat_\w{20}|glpat-[\w-]{16}|xox[abprs]-[\w-]{10}|sk-[\w-]{16}"
        r"|AIza[\w-]{30})"
    ),
    "hexadecimal of the length of a key": r"(?i)(?<![0-9a-f])(?=[0-9]*[a-f])[0-9a-f]{32}(?![0-9a-f])",
}


def leaks(text: str) -> list[str]:
    """The names of the patterns that are in a text."""
    return [name for name, pattern in PATTERNS.items() if re.search(pattern, text, re.IGNORECASE)]
