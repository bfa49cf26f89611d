# Two commands for a newcomer: `make demo` and `make test`. Everything goes into .venv.

PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
  command -v $$name >/dev/null && \
  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
  echo $$name && break; done)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
PYTEST_ARGS ?= -n auto

.PHONY: demo test lint bench tools lock clean

demo: $(VENV)/base.stamp ## plan the sample estates that ship with the project
	$(VENV)/bin/plan demo --out demo
	@echo
	@echo "The reports (open one in a browser):"
	@find demo -name index.html | LC_ALL=C sort | sed 's/^/  /'

test: $(VENV)/dev.stamp ## what a machine lacks is skipped with the reason; `make tools` gets it
	$(PY) -m pytest $(PYTEST_ARGS)

lint: $(VENV)/dev.stamp
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/codespell
	$(VENV)/bin/deptry .

bench: $(VENV)/dev.stamp
	$(PY) tests/benchmarks/run.py $(BENCH_ARGS)

tools: ## OpenTofu, Chromium, LibreOffice for the tests that use them
	tests/tools/install.sh

# The locks name no address, so that any index may serve them; the hashes say what is right.
# A lock is whole, so nothing is resolved again (--no-deps): pip would stumble over extras that the
# lock has folded in. hatchling and editables build the project itself: they are locked like the rest.
COMPILE := uv pip compile pyproject.toml - --universal --python-version 3.11 --quiet \
  --generate-hashes --no-emit-index-url --no-annotate --no-header
lock:
	printf 'hatchling>=1.27\neditables\n' | $(COMPILE) --extra proof -o requirements.lock
	printf 'hatchling>=1.27\neditables\n' | $(COMPILE) --all-extras --group test --group lint \
	  -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) demo

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it with make PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/base.stamp: requirements.lock pyproject.toml | $(PY)
	$(PIP) install --no-deps --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/base.stamp
	$(PIP) install --no-deps --require-hashes --requirement requirements-dev.lock
	@touch $@
