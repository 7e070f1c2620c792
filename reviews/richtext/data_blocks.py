"""Data inside a page, as JSON in a <script> that nothing runs."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

_AS_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What could end the element, or begin another."""


def data_block(value: Any, media_type: str) -> SafeString:
    """The value as an element for the page, whatever its strings hold."""
    text = json.dumps(value, ensure_ascii=False).translate(_AS_ESCAPES)
    return mark_safe(f'<script type="{media_type}">{text}</script>')  # noqa: S308
