# What to run while working on casus. Needs make and Python 3.11 or newer; everything else goes into .venv.

EXAMPLE := examples/10-lebanon-ceasefire.txt
STAMP := .venv/.installed
COMPILE := .venv/bin/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

.PHONY: help demo test desk readme lock clean

help:
	@echo "make demo    read the examples, print the brief of one and the state of a war on three days"
	@echo "make test    style, types, rooms, and all tests"
	@echo "make desk    build the scripts and style of the desk, after a change to them (needs Node)"
	@echo "make readme  put the real output of its commands into README.md"
	@echo "make lock    pin the newest allowed packages in requirements/"
	@echo "make clean   remove the environment and everything generated"

demo: $(STAMP)
	.venv/bin/casus read examples/[0-9]* --html demo.html
	.venv/bin/casus read $(EXAMPLE)
	rm -f demo.db
	.venv/bin/casus read examples/karabakh-2020/reports.jsonl --into demo.db
	.venv/bin/casus situation --ledger demo.db --on 2020-10-09
	.venv/bin/casus situation --ledger demo.db --on 2020-10-31
	.venv/bin/casus situation --ledger demo.db --on 2020-11-11
	.venv/bin/casus brief --ledger demo.db --on 2020-10-31 --html demo-war.html
	@echo
	@echo "demo.html has the briefs of all examples; a click on a fact there shows its words."
	@echo "demo-war.html has the war of 2020 over Nagorno-Karabakh on 31 October; each line opens to its words."
	@echo "To open the desk on that war, run this and go to the address that it prints:"
	@echo "    .venv/bin/casus serve --ledger demo.db"

test: $(STAMP)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/pytest

# What is built is kept in the repository, so that nobody who installs casus needs Node.
desk:
	cd src/casus/web/frontend && npm ci --silent --no-audit --no-fund && npm run --silent check && npm run --silent build

readme: $(STAMP)
	.venv/bin/python tools/readme.py

lock: $(STAMP)
	CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) --upgrade --output-file requirements/run.lock pyproject.toml
	CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) --upgrade --extra dev --constraint requirements/run.lock \
		--output-file requirements/dev.lock pyproject.toml

clean:
	rm -rf .venv build dist demo.html demo-war.html demo.db* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache src/*.egg-info
	find src tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): tools/environment requirements/dev.lock pyproject.toml
	tools/environment
	touch $@
