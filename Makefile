# Everything a checkout needs, with python3 (3.11 or newer) and make. Nothing is installed again until a lock changes.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run dev test test-fast test-postgres test-thorough check bench bench-peers map journeys pictures lock port browser

PORT ?= 8000
BASE_URL ?= http://localhost:$(PORT)
OWNER ?= alice@example.org
DEMO ?= 1
PYTHON3 ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
UV ?= uv
ARGS ?=

PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes
MANAGE := $(PYTHON) manage.py
WORKERS := --numprocesses auto --maxprocesses 4 --dist worksteal

LOAD_DEMO = $(if $(filter 0 no off,$(DEMO)),:,$(MANAGE) demo --as $(OWNER))

export BASE_URL PORT
# Compiled modules are kept: without them each of the tests' processes compiles all code again.
unexport PYTHONDONTWRITEBYTECODE

help: ## what there is to run
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

setup: .venv/.run ## the environment in .venv, with the locked dependencies

run: port setup ## database, demo, the real server on http://localhost:8000, its worker, and a sign-in link; DEMO=0 OWNER=you@… for your own
	@$(MANAGE) migrate --noinput --verbosity 0
	@$(LOAD_DEMO)
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@SIGN_IN_LINK="$$($(MANAGE) login_link $(OWNER) --create)" && export SIGN_IN_LINK && exec $(PYTHON) -m config.processes .venv/bin/gunicorn --config python:config.gunicorn

dev: export DEBUG = 1
dev: port .venv/.dev ## the same, restarted at every change of the code
	@$(MANAGE) migrate --noinput --verbosity 0
	@$(LOAD_DEMO)
	@$(MANAGE) login_link $(OWNER) --create
	@exec $(PYTHON) -m config.processes $(MANAGE) runserver localhost:$(PORT)

test: .venv/.dev browser ## a browser where there is none, then all tests; ARGS="-k word" for some
	@$(PYTHON) -m pytest $(WORKERS) $(ARGS)

test-fast: .venv/.dev ## the tests that need no browser and are not slow
	@$(PYTHON) -m pytest $(WORKERS) -m "not browser and not slow" $(ARGS)

test-postgres: .venv/.dev ## the tests that touch the database, on PostgreSQL: TEST_DATABASE_URL, else a server on 127.0.0.1:5432
	@$(PYTHON) -m tests.postgres $(WORKERS) $(ARGS)

test-thorough: .venv/.dev ## 500 random examples for each law, and upgrades from older releases than the last
	@HYPOTHESIS_PROFILE=thorough $(PYTHON) -m pytest $(WORKERS) -m "hypothesis or thorough" $(ARGS)

check: .venv/.dev ## lint, formats, types, migrations, import rules
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 --check {} +
	@.venv/bin/mypy
	@$(MANAGE) makemigrations --check --dry-run
	@$(PYTHON) -m pytest --quiet tests/test_imports.py

bench: .venv/.dev ## how long the reading takes, how many marks a second the server takes, how long publishing takes, what an export of 2,000 conversations needs, what grows worse than linearly, and how much of the reading is right; ARGS=corpus for the last alone
	@$(if $(filter corpus,$(ARGS)),:,$(PYTHON) -m tests.benchmarks && $(PYTHON) -m tests.marking_load && $(PYTHON) -m tests.publishing && $(PYTHON) -m tests.growth $(ARGS))
	@$(PYTHON) -m tests.corpus.measure $(if $(filter corpus,$(ARGS)),$(filter-out corpus,$(ARGS)))

bench-peers: var/peers/.made ## the agreement beside the krippendorff package, in one run
	@var/peers/bin/python -m tests.peers

map: .venv/.dev ## how many rooms, floors and arrows the imports make, and both drawings of docs/architecture.md anew
	@$(PYTHON) -m tests.map

journeys: .venv/.dev ## five journeys through the code: files, functions, moves between files, queries; ARGS=--table for their main steps
	@$(PYTHON) -m tests.journeys $(ARGS)

pictures: .venv/.dev browser ## the README's screenshots, taken anew
	@$(PYTHON) -m tests.pictures

lock: ## new locks from pyproject.toml (needs uv); ARGS=--upgrade for newer ones
	@$(UV) pip compile pyproject.toml $(ARGS) --quiet --universal --python-version 3.11 --generate-hashes --no-config \
		--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --output-file requirements/run.txt
	@$(UV) pip compile pyproject.toml $(ARGS) --quiet --universal --python-version 3.11 --generate-hashes --no-config --group dev \
		--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --constraint requirements/run.txt --output-file requirements/dev.txt

# The environment: made once; each lock is installed when it is newer than its last installation.

$(PYTHON):
	@test -n "$(PYTHON3)" || { echo "Python 3.11 or newer is needed, and was not found." >&2; exit 1; }
	@echo "Making the environment in .venv" >&2
	@$(PYTHON3) -m venv --clear .venv

.venv/.run: requirements/run.txt | $(PYTHON)
	@echo "Installing what the server needs" >&2
	@$(PIP) --requirement requirements/run.txt
	@touch $@

.venv/.dev: requirements/dev.txt | .venv/.run
	@echo "Installing what the tests and checks need" >&2
	@$(PIP) --requirement requirements/dev.txt
	@touch $@

# A peer is only measured against: it is GPL, and no part of what is built here.
var/peers/.made: | $(PYTHON)
	@echo "Installing the krippendorff package to compare with" >&2
	@$(PYTHON) -m venv --clear var/peers
	@var/peers/bin/python -m pip install --quiet --disable-pip-version-check 'krippendorff==0.8.*'
	@touch $@

port: | $(PYTHON)
	@$(PYTHON) -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null || { \
		echo "Port $(PORT) is taken. Stop what listens there, or choose another: make run PORT=8001" >&2; exit 1; }

browser: | .venv/.dev
	@$(PYTHON) -m tests.chromium || { \
		echo "Installing a browser" >&2; \
		{ test "$$(id -u)" = 0 && apt-get update -qq && { \
			apt-get install -qq -y --no-install-recommends chromium-headless-shell fonts-dejavu-core 2>/dev/null || \
			apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core; } && $(PYTHON) -m tests.chromium; } || \
		$(PYTHON) -m playwright install --with-deps chromium; }
