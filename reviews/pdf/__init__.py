"""The text of a PDF, page by page, read in a process of its own; `reading.read_pdf` is the way in."""
