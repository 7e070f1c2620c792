"""The sheet for a model, and the check of its reply. Pure."""
