# Everything that is done to this project is done through these targets; CI calls the same ones.
# `make` alone lists them.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
TEMPLATES = $(shell find templates -name '*.html')
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links --python-version 3.11 pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help run passwords test check postgres browser bench format lock upgrade clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/installed ## build, load and serve the register at http://127.0.0.1:8000 (PORT=8001 changes it)
	@$(MANAGE) run_register

passwords: $(VENV)/installed ## give the demo accounts new passwords and print them
	@$(MANAGE) make_demo_accounts --reset

# Tests and checks run with the settings that they name, not with those of a developer's .env.
test check postgres browser: export ENV_FILE = /dev/null

test: $(VENV)/installed-dev ## run every test that needs neither browser nor PostgreSQL
	$(BIN)/pytest -n 2 -m "not browser and not postgres"

check: $(VENV)/installed-dev ## lint, formats, templates, deployment checks, migrations, lock files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check $(TEMPLATES)
	SECURE=1 DEBUG=0 SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(64))") \
		ALLOWED_HOSTS=register.example BEHIND_PROXY=1 \
		$(BIN)/python -W error manage.py check --deploy --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run
	$(BIN)/pytest -q tests/config/test_lock_files.py

postgres: export DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/register
postgres: export REQUIRE_POSTGRES = 1
postgres: $(VENV)/installed-dev ## run the whole suite on PostgreSQL 15 (DATABASE_URL says where)
	$(BIN)/pytest -n 2 -m "not browser" --migrations

browser: export REQUIRE_BROWSER = 1
browser: $(VENV)/installed-dev ## run the tests that need a browser; installs Debian's chromium if it is missing
	@command -v chromium >/dev/null || $(MAKE) --no-print-directory chromium
	$(BIN)/pytest -m browser tests/browser

.PHONY: chromium
chromium:
	@command -v apt-get >/dev/null || { echo "Chromium is missing: install it, then run this again."; exit 1; }
	@[ "$$(id -u)" = 0 ] || { echo "Chromium is missing. As root: apt-get install chromium"; exit 1; }
	apt-get update -q
	DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium

bench: export DATABASE_URL ?= sqlite:///var/bench.sqlite3
bench: export LOG_LEVEL = ERROR
bench: $(VENV)/installed ## measure the pages on a made-up register (SCALE=S, M or L; DATABASE_URL says where)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) make_synthetic --scale $(or $(SCALE),S) --if-empty
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) bench

format: $(VENV)/installed-dev ## write code and templates in the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade $(TEMPLATES)

lock: $(VENV)/installed-dev ## bring the lock files in step with pyproject.toml, changing no version without need
	$(COMPILE) -o requirements.txt
	$(COMPILE) --group dev -c requirements.txt -o requirements-dev.txt

upgrade: $(VENV)/installed-dev ## lock the newest versions that pyproject.toml allows
	$(COMPILE) --upgrade -o requirements.txt
	$(COMPILE) --upgrade --group dev -c requirements.txt -o requirements-dev.txt

clean: ## remove the environment and what tools left; the database in var/ stays
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis var/static

$(VENV)/bin/python:
	@"$(PYTHON)" -c "import sys; sys.exit(sys.version_info < (3, 11))" \
		|| { echo "The register needs Python 3.11 or newer (PYTHON=… names one)."; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
