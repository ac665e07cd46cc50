# The two commands of a newcomer are `make run` and `make test`. Each sets up what it needs itself,
# once: system packages by apt-get, crates by cargo, four Python packages for the tests.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

# rustup installs here; a shell opened before that does not know it yet.
export PATH := $(PATH):$(HOME)/.cargo/bin
export CARGO_TARGET_DIR ?= $(CURDIR)/target
export CARGO_TERM_COLOR ?= auto
export CARGO_NET_RETRY ?= 5
# The Python that opens the report's papers with other people's readers and runs other people's mail
# server, so that not only loa says that they are sound.
export JUDGE_PYTHON := $(CURDIR)/target/judges/bin/python

LOA := $(CARGO_TARGET_DIR)/debug/loa
JUDGES := aiosmtpd==1.4.6 openpyxl==3.1.5 pdfminer.six==20260107 python-docx==1.2.0
ARGS ?=

# `make torture`: so many seeds of faults from the first on; then so many kills, as many seconds held
# still; SEED repeats a run that printed it. Before that, so many days that are foretold an hour ahead and
# then lived through, and so many months whose reports are counted again.
FIRST := 1
COUNT := 5000
DAYS := 10000
MONTHS := 100
KILLS := 300
STILL := 60
SEED :=

# `make mutants`: the number of one, or all of them.
MUTANT ?=

# Thousands of seeds are worth two minutes of compiling: three times as many in a minute. Not as a profile of
# its own, which would compile every library again.
FAST := $(foreach crate,loaphuong rusqlite serde_core serde_json chrono chrono-tz, \
    --config 'profile.dev.package.$(crate).opt-level=2')

# Where `make install` puts loa and its station. LOA_BINARY names one that is built already.
PREFIX := /usr/local
STATION := /srv/loa
DESTDIR :=
LOA_BINARY :=
PLACES = PREFIX="$(PREFIX)" STATION="$(STATION)" DESTDIR="$(DESTDIR)"

# What `make run` needs, and what `make test` needs besides.
BUILD_PACKAGES := build-essential pkg-config libasound2-dev
TEST_PACKAGES := desktop-file-utils espeak-ng faketime ffmpeg fonts-liberation2 libasound2-plugins \
    libreoffice-calc-nogui libreoffice-writer-nogui openssl pulseaudio pulseaudio-utils python3 \
    python3-icu python3-venv systemd

define HELP
make run        chạy đài mẫu, trang điều khiển ở http://127.0.0.1:8080
                run the sample station, its page at http://127.0.0.1:8080
make test       mọi phép kiểm tra
                every test
make torture    ném 5000 lần sự cố giả định, báo trước 10000 ngày rồi chạy thử từng ngày, đếm lại báo cáo của
                100 tháng, giết đài 300 lần và đối chiếu nhật ký với bản ghi âm (gần một giờ)
                throw 5000 seeds of faults, foretell 10000 days and live through them, count the reports of
                100 months again, kill the station 300 times and hold its log against a recording (an hour)
make mutants    cài từng lỗi biết trước vào một bản sao mã nguồn, xem phép thử có tìm ra không (một giờ)
                plant known bugs in a copy of the code, one at a time, and see that each is found (an hour)
make bench      đo một nhật ký một triệu mục: soát, một tháng, khởi động, một lượt phát (vài phút)
                measure a log of a million entries: its proof, a month, a start, one airing (minutes)
make check      soát các tệp của đài
                look through the station's files
make rehearse   chạy thử cả tháng 12/2026 trong vài giây
                rehearse all of December 2026 in seconds
make install    cài thành dịch vụ: máy bật là đài chạy, kể cả sau khi mất điện; gõ lại để nâng cấp
                install as a service: on air whenever the computer starts; again to upgrade
make uninstall  gỡ ra, giữ nguyên thư mục và nhật ký của đài
                take it away again, keep the station folder and its log
make audit      tìm lỗ hổng đã công bố trong các thư viện (cần mạng)
                look for published holes in the libraries (needs the network)
make clean      xóa những gì đã biên dịch, giữ nguyên data/
                remove what was compiled, keep data/

ARGS="…" thêm vào lệnh, ví dụ / is passed on, for instance: make run ARGS="--console off"
endef

.PHONY: help run test torture mutants bench check rehearse install uninstall audit clean rust rust-tools build
.PHONY: release judges

help:
	$(info $(HELP))
	@:

run: build
	@exec "$(LOA)" run --hello $(ARGS)

check: build
	@"$(LOA)" check $(ARGS)

rehearse: build
	@"$(LOA)" rehearse --from 2026-12-01 --to 2026-12-31 $(ARGS)

install: $(if $(LOA_BINARY),,release)
	@$(PLACES) packaging/install "$(or $(LOA_BINARY),$(CARGO_TARGET_DIR)/release/loa)"

uninstall:
	@$(PLACES) packaging/uninstall

test: rust-tools
	@.ci/need $(BUILD_PACKAGES) $(TEST_PACKAGES)
	@$(MAKE) judges
	@echo "== format"
	@cargo fmt --check
	@echo "== clippy"
	@cargo clippy --locked --all-targets --quiet -- -D warnings
	@echo "== tests"
	@cargo test --locked --quiet
	@echo "== documentation"
	@RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --quiet
	@echo "== licences"
	@if cargo deny --version >/dev/null 2>&1; then \
	    cargo deny --locked --log-level error check bans licenses sources; \
	else \
	    echo "cargo-deny is not installed: licences were not checked"; \
	fi
	@echo "== all is well"

torture: rust judges
	@.ci/need $(BUILD_PACKAGES) $(TEST_PACKAGES)
	@held=0; \
	LOA_FIRST="$(FIRST)" LOA_COUNT="$(COUNT)" cargo test $(FAST) --locked --test seeds -- --nocapture || held=1; \
	LOA_DAYS="$(DAYS)" cargo test $(FAST) --locked --lib an_hour_ahead || held=1; \
	LOA_MONTHS="$(MONTHS)" cargo test $(FAST) --locked --test recount -- --nocapture || held=1; \
	LOA_KILLS="$(KILLS)" LOA_STILL="$(STILL)" LOA_SEED="$(SEED)" \
	    cargo test --locked --test torture -- --nocapture || held=1; \
	exit $$held

# Never a part of `test`: it compiles the code once for each bug.
mutants: rust judges
	@.ci/need $(BUILD_PACKAGES) $(TEST_PACKAGES)
	@MUTANT="$(MUTANT)" tests/mutants/run $(FAST)

bench: rust
	@.ci/need $(BUILD_PACKAGES)
	@cargo bench --locked --quiet --bench log

audit: rust
	@cargo deny --locked check

clean: rust
	@cargo clean --quiet

build: rust
	@.ci/need $(BUILD_PACKAGES)
	@cargo build --locked

# Under sudo there is often no Rust, and what it built would belong to root.
release: rust
	@[ -z "$${SUDO_USER:-}" ] || { echo "Please type this without sudo: make install" >&2; exit 1; }
	@.ci/need $(BUILD_PACKAGES)
	@cargo build --locked --release

rust:
	@command -v cargo >/dev/null || { \
	    echo "Please install Rust 1.92 or newer (https://rustup.rs), then type this again" >&2; \
	    exit 1; \
	}

rust-tools: rust
	@{ cargo fmt --version && cargo clippy --version; } >/dev/null 2>&1 || \
	    rustup component add rustfmt clippy || { \
	    echo "Please install Rust's own rustfmt and clippy, then type this again" >&2; \
	    exit 1; \
	}

judges:
	@"$(JUDGE_PYTHON)" -c "import aiosmtpd, docx, openpyxl, pdfminer" 2>/dev/null || { \
	    echo "== judges: $(JUDGES)" && \
	    python3 -m venv --clear target/judges && \
	    "$(JUDGE_PYTHON)" -m pip install --quiet --disable-pip-version-check $(JUDGES); \
	} || { \
	    echo "The tests of papers and mail need $(JUDGES) in target/judges: is there a network?" >&2; \
	    exit 1; \
	}
