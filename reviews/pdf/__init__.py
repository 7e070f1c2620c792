"""Read the text of a PDF, in a process of its own.

`reading.read_pdf` is the way in.
"""
