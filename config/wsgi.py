"""The application that a web server runs: `gunicorn config.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

MADE = 10_000
"""Objects made before the collector of circles looks again; 700 by default.

What the cache holds of a large comparison is 100,000 objects that are in no circle. With the default, looking takes
four fifths of the time in which they are loaded.
"""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
_ = get_resolver().url_patterns  # the views are loaded now, not while somebody waits for the first page
gc.collect()
gc.freeze()  # what is loaded stays, and need not be looked at
gc.set_threshold(MADE, 10, 10)
