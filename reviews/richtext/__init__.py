"""Turn foreign Markdown into HTML that is safe to show.

The plain text beside it is the one that every offset counts in.

    blocks (lines → tree)  →  rendering (Python-Markdown's inline, bleach, nh3)  →  reading (text, blocks)
                                                                                →  citations (marks, sources)
                                                                                →  highlighting, painting (with <mark>)
                                                                                →  drawing (formulas, when shown)

This package is the only importer of markdown, bleach, nh3 and latex2mathml, and the only caller of mark_safe. All of it
is pure.
"""

from reviews.richtext.citations import citations_in, cited, distinct, sources_in
from reviews.richtext.data_blocks import data_block
from reviews.richtext.highlighting import Highlight
from reviews.richtext.painting import fragment, paint, painted, safe
from reviews.richtext.reading import BlockFields, text_of
from reviews.richtext.redacting import addresses, without_words
from reviews.richtext.rendering import Rendered, comment, render

__all__ = [
    "BlockFields",
    "Highlight",
    "Rendered",
    "addresses",
    "citations_in",
    "cited",
    "comment",
    "data_block",
    "distinct",
    "fragment",
    "paint",
    "painted",
    "render",
    "safe",
    "sources_in",
    "text_of",
    "without_words",
]
