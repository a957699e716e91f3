# Each target builds what it needs first. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES ?= ../shared/sources
UV_COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --quiet --extra build \
	--no-emit-package django --no-emit-package asgiref --no-emit-package sqlparse

.PHONY: help run install install-dev test evaluate lint types format messages locks clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

run: install ## build if needed, migrate, load the seed data, serve on 127.0.0.1:8000
	@$(BIN)/throughline serve

install: $(VENV)/.installed ## build the environment from the locked, hashed requirements

install-dev: $(VENV)/.installed-dev ## add the tools that tests need

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Throughline needs Python 3.11 or newer: make run PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Building the environment in $(VENV) (about a minute, once) ..."
	@$(PIP) install --no-deps --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Adding the tools that tests need ..."
	@$(PIP) install --no-deps --require-hashes --requirement requirements-dev.lock
	@touch $@

test: install-dev ## the whole suite; browser tests where Chromium is found
	@$(BIN)/python -m pytest $(ARGS)

evaluate: install-dev ## precision and recall of reading, per document in SOURCES
	@$(BIN)/python -m tests.evaluate $(SOURCES)

lint: install-dev ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: install-dev ## mypy, strict
	@$(BIN)/mypy

format: install-dev ## rewrite with ruff
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

messages: install ## collect the texts for translation into app/locales/messages.pot
	@$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --keywords marked --omit-header \
		--sort-by-file --add-location file --width 100 --output-file app/locales/messages.pot .

locks: ## compile the two locks again (needs uv)
	$(UV_COMPILE) --extra dev --output-file requirements-dev.lock
	$(UV_COMPILE) --constraint requirements-dev.lock --output-file requirements.lock

clean: ## remove the environment; the database under var/ stays
	rm -rf $(VENV)
