"""Lines of programs, commands and data among lines of prose."""

from __future__ import annotations

import re

_CODE_LINE = re.compile(
    r"\s*(?:import [\w.]+ as \w+$|from [\w.]+ import \w|"
    r"[{}()\[\]<>;,]+$|(?:import|from|def|class|function|const|let|var|return|public|private|static|if|for|while|elif|"
    r"else|try|catch|except|print|puts|echo|sudo|pip|npm|npx|git|cd|curl|docker|SELECT|INSERT|UPDATE|CREATE|#include|using|"
    r"package|export|async|await|end|fn|func|impl|struct|require)\b(?:[^?]*[;:{}()=,\[\]\\/\"'<>_-][^?]*|\s*\w*)$|//|/\*|<\?|<!|"
    r"</?\w[^>]*>|\$ |>>> |@\w+|[\w.\[\]\"']+\s*[-+*/|&]?=\s*\S|[\w.]+\(.*\)[;:{]?$|.*[;{]\s*(?:(?://|#).*)?$|"
    r"[\"']\w+[\"']\s*:\s*[\"'{\[\d]|#\s*\w|[\w./-]++(?:\s++(?=[\w./=-]*[_/.\\-]\w)[\w./=-]++)++$)|(?: {4,}|\t)\S"
)


def is_code_line(line: str) -> bool:
    """Whether a line looks like code, a command or data."""
    return _CODE_LINE.match(line[:200]) is not None
