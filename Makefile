# Two commands: `make run` serves the product with example data, `make test` passes the tests.
# Nothing is installed outside .venv; everything else the project writes goes to var/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test check lint contracts deploy-check migrations-check bench load browser pg lock clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 20

$(VENV)/.siap: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes --no-deps -r requirements.lock
	@touch $@

run: export ALAMAT_APLIKASI ?= http://localhost:$(PORT)
run: $(VENV)/.siap  ## set up, load the example data, serve on http://localhost:8000
	$(PY) manage.py siapkan --contoh
	@$(PY) manage.py pekerja & PEKERJA=$$!; trap "kill $$PEKERJA 2>/dev/null" EXIT INT TERM; \
	$(PY) manage.py runserver --noreload $(PORT)

test: $(VENV)/.siap  ## run the tests (SQLite, without browser)
	$(BIN)/pytest -q -n 2 -m "not browser"

browser: $(VENV)/.siap  ## run the tests that drive Chromium
	$(BIN)/pytest -q -m browser

lint: $(VENV)/.siap
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

contracts: $(VENV)/.siap
	$(BIN)/lint-imports

migrations-check: $(VENV)/.siap
	$(PY) manage.py makemigrations --check --dry-run

deploy-check: $(VENV)/.siap
	SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	ALLOWED_HOSTS=si-kinerja.example.go.id ALAMAT_APLIKASI=https://si-kinerja.example.go.id \
	DJANGO_SETTINGS_MODULE=project.settings.prod $(PY) manage.py check --deploy --fail-level WARNING

check: lint contracts deploy-check migrations-check test  ## format, lint, contracts, system checks, migrations, tests

bench: $(VENV)/.siap  ## measure against the stock way, on SQLite and PostgreSQL (docs/kinerja.md)
	$(PY) -m tests.bench

load: $(VENV)/.siap  ## the last days of a month: 5 minutes against two web processes with PostgreSQL, then the ledger
	$(PY) -m tests.bench.beban --db postgres --menit 5

lock:  ## write requirements.lock anew from pyproject.toml
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 \
		--group dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) var .pytest_cache .ruff_cache .import_linter_cache
