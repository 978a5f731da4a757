# make run    a server with sample content on http://localhost:3000 (RXFEED_PORT)
# make test   everything, on both databases and in a browser
# make check  lint, types, who may import whom
# make bench  the figures of docs/benchmarks.md

PYTHON ?= python3.11
BIN := .venv/bin
# Nothing is compiled beforehand: of what comes along a third is ever imported, and kept compiled from then on.
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile --constraint .ci/constraints.txt

# What was compiled is kept: to compile rxfeed anew is a sixth of what a start costs.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check bench pages

run: .venv/runs
	@exec $(BIN)/python -m rxfeed run

test: .venv/tests
	@$(BIN)/python -m pytest --numprocesses 3 --dist worksteal --ignore tests/browser
	@exec $(BIN)/python -m pytest --numprocesses 2 --dist loadfile tests/browser

check: .venv/tests
	@echo "Checking: lint, types, imports"
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q --noconftest tests/test_import_rules.py

pages: .venv/tests
	@echo "Building the pages that the browser's tests look at"
	@$(BIN)/python -m tests.browser.serving

bench: .venv/tests
	@exec $(BIN)/python -m tests.bench

.venv/runs: requirements.txt .ci/constraints.txt
	@test -x $(BIN)/python || { echo "Making the virtual environment in .venv"; $(PYTHON) -m venv .venv; }
	@echo "Installing what rxfeed needs"
	@$(PIP) --requirement requirements.txt
	@touch $@

.venv/tests: .venv/runs .ci/requirements-dev.txt
	@echo "Installing what the tests need"
	@$(PIP) --requirement .ci/requirements-dev.txt
	@touch $@
