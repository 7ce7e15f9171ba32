# `make demo` and `make test` are all a newcomer needs: each makes .venv by itself.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
WIRE   := .venv-wire

.PHONY: help demo test test-wire lint format docs clean

help:
	@echo "make demo   build the sample site and walk requests through its simulated distribution"
	@echo "make test   every check: format, lint, types, imports, tests"
	@echo "make test-wire  deploy to an emulator over real HTTP, which gets a virtual environment of its own"
	@echo "make format rewrite the sources as the formatter wants them"
	@echo "make docs   write the pages of docs/ that describe code; \`make test\` says when one is stale"
	@echo "make clean  remove what was built and installed"

# What the tool itself needs, which is all that the demo takes; `make test` adds what checks it.
$(VENV)/.tool: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + "; try: make PYTHON=python3.13 " + "test")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed: $(VENV)/.tool
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/.tool
	@$(BIN)/python -m examples.storefront.demo

test: lint
	$(BIN)/python -m pytest

# The emulator pins another botocore than ours, so it has an environment of its own.
$(WIRE)/.installed:
	$(PYTHON) -m venv $(WIRE)
	$(WIRE)/bin/python -m pip install --quiet --disable-pip-version-check 'ministack>=1.5'
	@touch $@

test-wire: $(VENV)/.installed $(WIRE)/.installed
	CLOUDFRONTIER_MINISTACK=$(CURDIR)/$(WIRE)/bin/ministack $(BIN)/python -m pytest tests/wire

lint: $(VENV)/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.installed
	$(BIN)/cloudfrontier docs --write docs

clean:
	rm -rf $(VENV) $(WIRE) dist examples/*/dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
