"""What templates ask of the record."""
