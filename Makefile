# Two commands matter: `make course` builds everything, `make test` checks everything.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(abspath $(VENV))/bin
READY := $(VENV)/.ready
SITE := build/site/_build/html
MODULES := find course_lib autograder deploy -name '*.py' -not -path 'autograder/assignments/*/*'
SOURCES := course_lib autograder deploy tests benchmarks book

AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

export PATH := $(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export OMP_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: FORCE help course test set-up npm lint types unit sample sample-class book handout lab formgrader grade class-in-a-box class-set-up serve bench bench-grading clean release check

help:  ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

course:  ## Set up, build the site, make the release, grade the sample class
	@$(PYTHON) tests/stages.py "$(MAKE)" set-up release "book+sample-class@Pages executed" handout
	@echo
	@echo "site      make serve   shows $(SITE)/index.html"
	@echo "lab       make lab     opens your notebooks in my_work/"
	@echo "grade     make grade   grades a class: book/guides/instructor_guide.md"
	@echo "size      $$(du -shc $(VENV) build | tail -1 | cut -f1)       in $(VENV) and build, which make clean removes"
	@echo "next      make serve   and open the first chapter; exercises are in make lab"

test:  ## Set up, check everything, say where the time went (FULL=--full: at full length)
	@$(PYTHON) tests/stages.py "$(MAKE)" set-up release lint types+book+check sample unit

set-up: npm

npm: $(READY)
	@python book/npm/install.py

lint: $(READY)  ## Format and lint
	@echo "==> Format and lint"
	@ruff format --check $(SOURCES)
	@ruff check $(SOURCES)

types: build/types/checked  ## Types (once right, again where a module has changed; FULL=--full: in any case)

build/types/checked: build/types/modules $(shell $(MODULES)) pyproject.toml constraints.txt $(READY) $(if $(FULL),FORCE)
	@echo "==> Types"
	@pyright
	@touch $@

build/types/modules: FORCE  # their names: one may have gone
	@mkdir -p $(@D)
	@$(MODULES) | cmp -s - $@ || $(MODULES) > $@

unit: release  ## The tests alone, those of the built site too (but for what passed here, unchanged)
	@echo "==> Tests"
	@pytest --numprocesses 2 --dist worksteal -rsfE --changed $(FULL)

sample: release  ## Grade the sample class, of one assignment (make course: of all)
	@echo "==> Sample class, of one assignment (make course: of all)"
	@python -m autograder sample causal_masking

sample-class: release
	@echo "==> Sample class, of all assignments, in build/sample"
	@python -m autograder sample

book: release npm  ## Build the site strictly, every notebook executed
	@echo "==> Building the site"
	@jupyter-book build . --path-output build/site -W -n --keep-going --quiet
	@echo "site:     $(abspath $(SITE))/index.html"

release: $(READY)
	@echo "==> Making the student release"
	@python -m autograder release

check: release  ## Judge the tests by the bank of right and wrong solutions
	@echo "==> Bank: every wrong solution must fail, every right one pass"
	@python -m autograder check $(FULL)

handout: release  ## Make what students receive: a folder and an archive
	@python -m autograder handout

lab: handout  ## Open JupyterLab on your own notebooks, in my_work/
	@python -m autograder lab --released build/course/handout/released

formgrader: $(READY)  ## Open JupyterLab on your class, with nbgrader's Formgrader
	@test -d course || { echo "there is no course/ yet: collect and grade something first"; exit 1; }
	@cd course && jupyter lab $(AS_ROOT)

grade: $(READY)  ## Grade what lies in course/submitted
	@python -m autograder grade

class-in-a-box: $(READY)  ## JupyterHub for a class on this machine (ROSTER=roster.csv OPTIONS="--port 8000")
	@python -m deploy $(if $(ROSTER),--roster $(ROSTER)) $(OPTIONS)

class-set-up: $(READY)
	@python -m deploy --set-up-only $(if $(PROGRAMS),--programs $(PROGRAMS))

serve: book  ## Serve the built site on loopback (PORT=8000)
	@python book/serve.py --site $(SITE) --port $(PORT)

bench: $(READY)  ## Measure ratios against other libraries, side by side
	@python -m pip install --quiet --constraint constraints.txt --editable '.[bench]' || echo "going on without llama.cpp"
	@python -m benchmarks

bench-grading: $(READY) build/otter/.ready  ## Measure grading: stock nbgrader, otter, growth (QUICK=--quick)
	@python -m benchmarks.grading $(QUICK)

build/otter/.ready:
	@echo "==> Setting up otter-grader, in an environment of its own"
	@$(PYTHON) -m venv build/otter && build/otter/bin/pip install --quiet otter-grader==7.0.0 && touch $@ || echo "going on without otter-grader"

clean:  ## Remove everything that was made, the environment too; never a class
	@test ! -d build/course/submitted || { echo "build/course/submitted holds submissions: move build/course to course, or remove it yourself"; exit 1; }
	rm -rf build book/exercises $(VENV) *.egg-info

$(READY): pyproject.toml constraints.txt
	@echo "==> Setting up $(VENV): minutes and gigabytes, once (README.md, Room); tail -f $(VENV)/set-up.log shows how far"
	@$(PYTHON) -c 'import sys; v = "%d.%d" % sys.version_info[:2]; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, this is " + v + ": try make PYTHON=python3.12 $(MAKECMDGOALS)")'
	@$(PYTHON) -m venv $(VENV) || { echo "python3 has no venv module: install it (Debian: python3-venv)"; exit 1; }
	@python -m pip install --quiet --constraint constraints.txt pip setuptools wheel
	@# setuptools takes our folders of templates for packages, and warns of each in a box
	@PYTHONWARNINGS=ignore python -m pip install --quiet --no-compile --log $(VENV)/set-up.log --constraint constraints.txt --editable '.[chapters,lab,book,grading,class,test]'
	@python -m pip install --quiet --no-compile --constraint constraints.txt --no-deps --group data --group schemas
	@python -m compileall -qq -j 0 $(VENV)/lib || true  # on all cores; pip would take one
	@mkdir -p $(VENV)/etc/ipython  # kernels speak on loopback only, and warn each time that they do
	@echo '{"IPKernelApp": {"log_level": "ERROR"}}' > $(VENV)/etc/ipython/ipython_kernel_config.json
	@echo "set up:   $$(du -sh $(VENV) | cut -f1) in $(VENV)"
	@touch $@
