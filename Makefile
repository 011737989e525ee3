# Two commands for a newcomer: `make check` and `make test`. Both set up what they need, once.

PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v "$$python" && break; done)
DRAFT ?= examples/displacement.txt
ARGS ?=
VENV := .venv
DEV := .venv-dev
PIP := -m pip --disable-pip-version-check --quiet

# A draft of the user's own fails the target when figures do not agree, as `factcheck` itself would;
# the example has such figures on purpose, so there only a broken run (status 2 and up) is a failure.
ifeq ($(origin DRAFT),file)
MISMATCH := true
else
MISMATCH := { echo "make check: figures above do not agree, so this ends with an error (factcheck: status 1)"; exit 1; }
endif

export PIP_NO_PYTHON_VERSION_WARNING := 1
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help check test coverage lock clean

help: ## list these commands
	@echo "usage: make COMMAND"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12
	@echo "PYTHON=... picks the interpreter (3.11 or later)."

check: $(VENV)/.ready ## run factcheck on DRAFT (default: an example); ARGS="--verbose" adds options
	@echo "make check: factcheck $(if $(ARGS),$(ARGS) )$$DRAFT"
	@$(VENV)/bin/factcheck $(ARGS) "$$DRAFT" || { status=$$?; test $$status -eq 1 || exit $$status; $(MISMATCH); }
check: export DRAFT := $(DRAFT)

test: $(DEV)/.ready ## lint, type-check and run all tests; ARGS="-k name" runs some
	@echo "make test: 1/4 ruff check (style and likely bugs)"
	@$(DEV)/bin/ruff check --quiet .
	@echo "make test: 2/4 ruff format (layout, checked only)"
	@$(DEV)/bin/ruff format --check --quiet .
	@echo "make test: 3/4 mypy --strict (types of src)"
	@$(DEV)/bin/mypy --no-error-summary
	@echo "make test: 4/4 pytest (no network)"
	@$(DEV)/bin/python -m pytest -q -n auto --dist loadgroup $(ARGS)

# On its own, since it takes twice the time of the tests.
coverage: $(DEV)/.ready ## run all tests with coverage of branches, at least 90 %
	@$(DEV)/bin/python -m pytest -q -n auto --dist loadgroup --cov

lock: ## write requirements-dev.txt anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --upgrade --no-strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --group dev pyproject.toml --output-file requirements-dev.txt
	sed -i.bak 's/^lxml\[[a-z-]*\]==/lxml==/' requirements-dev.txt && rm requirements-dev.txt.bak # two spellings of its extra stop pip 23

clean: ## remove what the other commands built (do it after moving this folder)
	rm -rf $(VENV) $(DEV) .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

# Runtime dependencies only, in the ranges of pyproject.toml: what a user gets.
$(VENV)/.ready: pyproject.toml
	$(call new-venv,$(VENV),make check)
	@$(VENV)/bin/python $(PIP) install --editable .
	@touch $@

# Exact versions with hashes; the project itself is built by the hatchling among them.
$(DEV)/.ready: pyproject.toml requirements-dev.txt
	$(call new-venv,$(DEV),make test)
	@$(DEV)/bin/python $(PIP) install --require-hashes --requirement requirements-dev.txt
	@$(DEV)/bin/python $(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

define new-venv
@test -n "$(PYTHON)" || { echo "$(2): no Python 3.11 or later with venv found; name one: PYTHON=/path/to/python" >&2; exit 1; }
@echo "$(2): setting up $(1) with $(PYTHON), once; this takes about half a minute"
@"$(PYTHON)" -m venv --clear $(1)
endef
