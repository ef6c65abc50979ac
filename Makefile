# Sinar. `make` alone lists what one can do.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-fast check coverage lint types imports letters pictures lock migration clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-11s %s\n", $$1, $$2}'

setup: .venv/.ready  ## Install everything into .venv, from the lock

.venv/.ready: requirements.lock pyproject.toml deploy/install.py
	@$(PYTHON) deploy/install.py .venv
	@touch $@

demo: .venv/.ready  ## Run a whole coaching year in a made-up city, into ./demo
	@$(BIN)/coaching demo --into demo

# Two at a time, each file in one process: more wait for each other on two cores.
# The longest come first (tests/conftest.py), so that both end together.
SIDE_BY_SIDE := -n 2 --dist loadfile --no-loadscope-reorder

test: .venv/.ready  ## All tests, flows included
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE)

test-fast: .venv/.ready  ## The tests that need no Prefect server
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not prefect"

check: lint types imports test  ## Everything CI checks: lint, types, imports, then all tests

coverage: .venv/.ready  ## All tests, and which lines they reach
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) --cov --cov-report=term

lint: .venv/.ready  ## Format and lint rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/codespell

types: .venv/.ready  ## Types, strictly
	@$(BIN)/mypy

imports: .venv/.ready  ## Who may import whom
	@$(BIN)/lint-imports

letters: .venv/.ready  ## Accept the letters, mails and sentences as they now read
	@$(BIN)/python -m pytest -q tests/rendering tests/reports --snapshot-update

pictures: .venv/.ready  ## Draw the pictures of docs/ anew
	@for of in pictures report_pictures agency_pictures letter_pictures; do $(BIN)/python docs/$$of.py || exit 1; done
	@PICTURES_INTO=docs/pictures $(BIN)/python -m pytest -q tests/flows/test_the_year_in_a_browser.py

lock: .venv/.ready  ## Choose newest versions: rewrite requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --upgrade --group test --group check --group bench --group build --universal --generate-hashes \
	    --no-emit-index-url --no-header -q -p 3.11 -o requirements.lock

migration: .venv/.ready  ## Write a migration: make migration name="add room to session"
	@$(BIN)/python -m coaching.database.migrations "$(name)"

clean:  ## Remove the demo and everything generated
	@rm -rf demo .venv .mypy_cache .ruff_cache .pytest_cache .coverage*
