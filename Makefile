# `make run` and `make test` are all one needs; each installs what it misses.
PREFIX ?= /usr/local
SWIFT ?= swift
RELEASE = -c release --static-swift-stdlib
BINARY = .build/release/incident

.PHONY: run test build install uninstall lint format record bench faults clean packages test-packages \
	server-packages

run: build
	$(BINARY) demo

build: packages
	$(SWIFT) build $(RELEASE) --product incident

test: packages test-packages lint
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest --skip 'EndToEndTests|HealthSourcesTests|RunbooksTests'
	@# What waits for programs and servers does not wait behind what only computes.
	$(SWIFT) test --skip-build --disable-xctest --filter 'HealthSourcesTests|RunbooksTests'
	@# In real terminals tests wait for one another's processor: they go by themselves.
	$(SWIFT) test --skip-build --disable-xctest --filter EndToEndTests
	@# A part of what goes wrong in the world, drawn by lot; `make faults` does all of it.
	INCIDENT_PROGRAM=.build/debug/incident Faults/run --quick

# The compiler brings the formatter and the linter: nothing to install.
lint:
	$(SWIFT) format lint --strict --parallel --recursive Sources Tests Package.swift

format:
	$(SWIFT) format --in-place --parallel --recursive Sources Tests Package.swift

# Writes the screens and golden files that tests compare with anew; look at the difference.
record:
	RECORD=1 $(SWIFT) test --disable-xctest --filter 'IncidentTUITests|PostmortemTests'

packages:
	@scripts/install-packages libncurses-dev libsqlite3-dev libcurl4-openssl-dev \
		libcmark-gfm-dev libcmark-gfm-extensions-dev

# Debian's Prometheus and Alertmanager start services of their own where systemd runs: they are installed
# unasked only for CI. Elsewhere `make server-packages` does it, and without them their tests say that they
# were skipped.
test-packages: $(if $(filter true,$(CI)),server-packages)
	@scripts/install-packages tmux sqlite3 ncurses-term python3 openssl curl git

server-packages:
	@scripts/install-packages prometheus prometheus-alertmanager monitoring-plugins-basic python3-venv

bench: build
	Benchmarks/run

faults: build
	$(SWIFT) build $(RELEASE) --product flips
	$(SWIFT) build $(RELEASE) --product fuzz
	Faults/run

# Completions and the manual page come from the same declarations as the commands.
install: build
	scripts/install "$(BINARY)" "$(DESTDIR)$(PREFIX)"

uninstall:
	scripts/install --remove "$(DESTDIR)$(PREFIX)"

clean:
	$(SWIFT) package clean
