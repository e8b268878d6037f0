# make report | test | mutants | oracles | constraints | clean        another Python: make test PYTHON=python3.12
PYTHON ?= python3
JOBS ?= 2

BIN := .venv/bin
READY := .venv/.ready

.PHONY: report test mutants oracles constraints clean
.DELETE_ON_ERROR:

report: $(READY)  ## the report: reports/learning-rate.pdf, with its .tex and ledger.json
	@$(BIN)/lrproof report -o reports/learning-rate.pdf

test: $(READY)  ## every check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy lrproof
	@$(BIN)/lrproof verify --jobs $(JOBS)
	@$(BIN)/python -m pytest --no-header -n $(JOBS)

mutants: $(READY)  ## is anything proved although it is false? MUTANTS="quad --most 3" for a part
	@$(BIN)/lrproof mutants $(MUTANTS)

# Torch has an environment of its own. Where it cannot be installed the command says that it is skipped.
TORCH := .venv-torch/bin/python
oracles: $(READY)  ## rules and schedules against torch.optim, run now. ORACLES="--settings 1000 --seed 2" for others
	@test -x $(TORCH) || '$(PYTHON)' -m venv .venv-torch
	@$(TORCH) -c 'import torch; assert torch.__version__.startswith("2.13.0")' 2>/dev/null || \
	  $(TORCH) -m pip install -qq --disable-pip-version-check torch==2.13.0 numpy || true
	@$(BIN)/lrproof oracles --python $(TORCH) $(ORACLES)

# The environment, made once and again whenever what it is made from changes. All recipes use relative
# paths: a checkout may lie under any path.
$(READY): pyproject.toml constraints.txt
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "lrproof needs Python 3.11 or newer; '$(PYTHON)' is $$('$(PYTHON)' --version 2>/dev/null || echo missing)." \
	       "Install one and name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12" >&2; exit 1; }
	@'$(PYTHON)' -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' has no venv module with pip. Install it (Debian, Ubuntu: apt install python3-venv) and run make again." >&2; exit 1; }
	@echo "Setting up .venv (the first time downloads about 300 MB) ..."
	@test -x $(BIN)/python || '$(PYTHON)' -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

# The lock: what pyproject.toml asks for, pinned and hashed for every supported Python and system.
# Keeps the pins that still fit; UPGRADE=--upgrade takes the newest.
constraints:
	@d=$$(mktemp -d) && trap 'rm -rf "$$d"' EXIT && '$(PYTHON)' -m venv "$$d" && \
	"$$d/bin/pip" install -q --disable-pip-version-check 'uv>=0.5' && \
	"$$d/bin/uv" pip compile -q $(UPGRADE) pyproject.toml --all-extras --group build --universal --python-version 3.11 \
	  --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command 'make constraints' -o constraints.txt

clean:
	@rm -rf .venv .venv-torch .lrproof-cache .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist reports/*.pdf
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
