# Two commands for a newcomer: `make demo` shows the program on an example, `make test` runs everything CI runs. Both
# install what is missing and say so. The rest: `make help`.
SHELL := /bin/sh
.DEFAULT_GOAL := help
BUILD ?= .build
SWIFT_FLAGS := --scratch-path $(BUILD)

.PHONY: help setup demo build test release install man docs editor-tests report-test serve-test format country-rules numbering-plan conformance bench fuzz sanitize clean test-engines

help: ## What can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile

setup: ## Check for Swift 6, install libyaml if it is missing
	@scripts/setup

demo: setup ## Build, and dry-run an example tenant's messages
	@scripts/demo "$(BUILD)"

build: setup ## A debug build
	swift build $(SWIFT_FLAGS)

test: setup ## Everything CI runs: format, build without warnings, all tests, demo, release
	@scripts/test "$(BUILD)"

release: setup ## One static binary: ./sendfrom
	@scripts/release "$(BUILD)"

install: release ## Program, man page and shell completions to PREFIX (default /usr/local)
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install "$(BUILD)"

man: setup ## The man page, from the commands' help
	@scripts/man "$(BUILD)"

docs: setup ## The library's documentation as an archive, with a tutorial (docc of the toolchain)
	@scripts/docs "$(BUILD)"

editor-tests: setup ## Schema, language server and CI kit against real validators and clients (needs Python 3 and PyPI)
	@scripts/editor-tests "$(BUILD)"

report-test: setup ## The HTML report in headless Chromium (needs chromium, Python 3 and PyPI)
	@scripts/browser-test "$(BUILD)" Report

serve-test: setup ## The page of serve in headless Chromium (needs chromium, Python 3 and PyPI)
	@scripts/browser-test "$(BUILD)" Serve

test-engines: setup ## SQL of compile --to on DuckDB, PostgreSQL and Spark, against eval (needs Python 3, PyPI, Java 17)
	@scripts/test-engines "$(BUILD)"

format: ## Format all Swift files in place
	swift format --in-place --recursive --parallel Package.swift Sources Tests

country-rules: setup ## After a change of rules/countries.yaml: what the program reads of it
	SENDFROM_WRITE_COUNTRY_RULES="$(CURDIR)/Sources/CShippedRules/country-rules.txt" \
	    swift test $(SWIFT_FLAGS) --filter theShortCountryRulesAreThoseOfTheFile

numbering-plan: ## Refresh the numbering plan and its test vectors (needs Python 3 and PyPI)
	scripts/numbering-plan/refresh

conformance: ## Compare the program with the independent reference on random tenants (needs Python 3 and PyPI)
	scripts/conformance "$(BUILD)"

bench: setup ## Measure beside the yardsticks, write docs/benchmarks.md (needs Python 3; the rest if it is there)
	Benchmarks/run

fuzz: setup ## Fuzz every way in for SECONDS each (default 60), or only TARGET (Linux)
	scripts/fuzz "$(BUILD)" "$(or $(SECONDS),60)" $(TARGET)

sanitize: setup ## Run the tests under a sanitizer: KIND=thread (default), address or undefined
	scripts/sanitize "$(BUILD)" "$(or $(KIND),thread)"

clean: ## Remove what was built
	rm -rf .build .build-* Benchmarks/.build sendfrom
