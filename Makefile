# The project's commands. `make demo` and `make test` are all a newcomer needs.
# Recipes never use an absolute path, so a checkout in a folder with spaces works.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3.11
BIN := .venv/bin
STAMP := .venv/.installed
PORT ?= 8001

.PHONY: help env demo demo-crawl test lint bench fuzz train lock docs clean

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

env: $(STAMP)  ## create .venv with every extra

$(STAMP): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "got: no $(PYTHON) on this machine; needed: Python 3.11; do: install it or run make PYTHON=/path/to/python3.11"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "Installing the locked dependencies (a few minutes the first time) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

demo: env  ## build the dataset from the bundled samples and serve it
	@$(BIN)/zhenggai demo --port $(PORT)

demo-crawl: env  ## crawl the replica sites on this machine and serve what came home
	@$(BIN)/python -m tests.replica.demo --port $(PORT)

test: env  ## everything CI runs
	@bash .ci/run

lint: env  ## formatting, lint, types, doors
	@bash .ci/lint

bench: env  ## ratios against named peers in docs/benchmarks.md (ONLY="section ..." measures these anew)
	@$(BIN)/python -m bench $(addprefix --only ,$(ONLY))

fuzz: env  ## coverage-guided fuzzing of readers and parsers for a bounded time
	@bash .ci/fuzz

train: env  ## train the text models from the labelled sentences and annotated documents in the tree
	@$(BIN)/python -m extract.train tests/golden
	@$(BIN)/python -m extract.train_chain tests/golden
	@$(BIN)/python -m normalize.topics.train

lock:  ## resolve the dependencies anew (needs uv)
	@uv pip compile pyproject.toml --all-extras --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 --output-file requirements.lock --quiet

docs: env  ## write the generated parts of the docs
	@$(BIN)/python docs/generate.py

clean:  ## remove the environment and everything built
	@rm -rf .venv build out .mypy_cache .ruff_cache .pytest_cache
