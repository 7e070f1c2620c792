"""What a process of the server has done before it answers anybody."""

import subprocess

import pytest

from tests.own_processes import PYTHON, ROOT, environment

ASKED = """
import gc, sys
import config.wsgi
print("collation.views.compare" in sys.modules, gc.get_freeze_count() > 100_000, gc.get_threshold()[0] == config.wsgi.MADE)
"""


@pytest.mark.slow
def test_the_views_are_loaded_and_nothing_of_them_is_looked_at_again(tmp_path):
    env = environment(DJANGO_SETTINGS_MODULE="config.settings", DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3")
    said = subprocess.run([PYTHON, "-c", ASKED], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert said.stdout == "True True True\n"
