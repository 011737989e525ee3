"""Answers of sources as JSON and back, with exact decimals as text: for the store, and for evidence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from factcheck.model import Answer

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def as_json(answer: Answer) -> bytes:
    """An answer as JSON, without what is as it is by default."""
    return _adapter().dump_json(answer, exclude_defaults=True)


def from_json(text: bytes) -> Answer:
    """The answer that JSON of ``as_json`` holds. Raises ValueError for any other text."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[Answer]:
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)
