# make demo: build and see it work.  make test: everything that CI checks.
# Both install what the build needs beyond Rust: libclang, which binds the C parser of PostgreSQL. The tests also need a
# PostgreSQL server and pgbouncer.

CARGO ?= cargo
.PHONY: demo test oracle rollbacks build setup servers bench growth keystroke live-bench compare-bench editors extension fuzz cache packages book

demo: build
	@echo
	@target/release/migrate-lint testdata/projects/shop/migrations || true
	@echo
	@target/release/migrate-lint locks testdata/projects/shop/migrations || true
	@echo
	@target/release/migrate-lint rehearse testdata/projects/shop/migrations || true

build: setup
	$(CARGO) build --release --locked

test: setup servers
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	$(CARGO) test --locked

# What is predicted against every server at hand: installed ones, and those unpacked below a folder of POSTGRES_SERVERS
# or ~/.cache/migrate-lint/postgres. PG=15,17 takes some of them, VERBOSE=1 says what each cannot try.
oracle: setup
	$(CARGO) test --locked --test suite -- --ignored --nocapture every_server_at_hand

# How many migrations of a folder the written way back really takes back, on the PostgreSQL 17 in the tests, or with
# PG=15 on an installed one: make rollbacks HISTORY=~/shop/migrations
rollbacks: setup
	HISTORY="$(HISTORY)" $(CARGO) test --locked --test suite -- --ignored --nocapture ways_back_lead_back

setup:
	@sh scripts/install-libclang

servers:
	@sh scripts/install-postgres

# Predicted durations against measured ones, on a few million rows: some minutes.
live-bench: setup servers
	$(CARGO) test --locked --test suite -- --ignored --nocapture predicted_durations

# Two databases of 50 tables and ten million rows, compared whole and after an interruption: some minutes.
compare-bench: setup servers
	$(CARGO) test --locked --test suite -- --ignored --nocapture ten_million_rows

# Needs a corpus: benches/corpus.sh says how one is assembled.
bench: setup
	$(CARGO) bench --locked --bench corpus

# How the time grows with the number of migrations and with the size of a file.
growth: setup
	$(CARGO) bench --locked --no-default-features --bench growth

# A first and a second run over 10,000 files.
cache: setup
	$(CARGO) bench --locked --no-default-features --bench cache

# What is released for this platform, built and installed into fresh folders; needs Python and Node.js.
packages: setup
	scripts/release-build $$(rustc -vV | sed -n 's/^host: //p') target/packages
	scripts/try-packages target/packages

# Needs mdBook: cargo install mdbook
book:
	mdbook build book

# From a keystroke to its diagnostics, over a history of 1,000 migrations, and the memory that 10,000 edits leave behind.
keystroke: setup
	$(CARGO) bench --locked --no-default-features --bench keystroke

# Drives the language server with Neovim and Emacs, where they are installed; `editors/test --install` installs them.
editors: setup
	editors/test

# Tests the extension for Visual Studio Code and packages it; needs Node.js.
extension:
	cd editors/vscode && npm ci && npm test && cp ../../LICENSE-MIT LICENSE && npm run package

# Ten minutes of random and mutated input; needs a nightly compiler and cargo-fuzz.
fuzz: setup
	$(CARGO) +nightly fuzz run history -- -max_total_time=600 -rss_limit_mb=4096
