# Every command of the project. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test bench lint fix lock

PORT ?= 8000
PY := .venv/bin/python
export PORT FRESH

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

demo: ## install, fill and start the demonstration on 127.0.0.1 (PORT=8000; FRESH=1 starts again from nothing)
	@bin/demo

test: ## everything: lint, contracts, migrations, both databases, browser, coverage (COOP_REQUIRE_SERVICES=1: nothing may be absent)
	@bin/test

bench: ## measure, print a table and write build/bench.json
	@bin/venv dev
	@$(PY) -m bench

lint: ## style, templates, import contracts, migrations in step
	@bin/venv dev
	@$(PY) bin/run_tests.py --lint

fix: ## mend what the linters can mend
	@bin/venv dev
	@$(PY) -m ruff check --fix . ; $(PY) -m ruff format .

lock: ## lock requirements*.in with hashes, without any index address
	@bin/venv dev
	@bin/lock
