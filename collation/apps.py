"""The app that reads the record; it has no tables."""

from django.apps import AppConfig


class CollationConfig(AppConfig):
    name = "collation"
    verbose_name = "Collation"
