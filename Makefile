# The commands a developer repeats. `make` alone lists them.

.PHONY: help
help: ## List the targets.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

.PHONY: build
build: ## Build bin/gigawire.
	go build -trimpath -o bin/gigawire ./cmd/gigawire

.PHONY: test
test: ## Run every test that needs only Go.
	go test ./...

.PHONY: race
race: ## Run the tests under the race detector, shuffled.
	go test -race -shuffle=on ./...

.PHONY: fuzz
fuzz: ## Look for new failures with each fuzz target for FUZZTIME (30s); tests and CI play the seeds only.
	.ci/fuzz $(or $(FUZZTIME),30s)

.PHONY: browser
browser: ## Test the page in headless Chromium, and renew its pictures.
	.ci/browser docs/images

.PHONY: load
load: ## Measure the page with 10,000 articles.
	go test -run '^$$' -bench Load -benchtime 20x -v ./web

.PHONY: lint
lint: ## Run the linters of .golangci.yml.
	golangci-lint run ./...

.PHONY: bench
bench: ## Run the benchmarks of the extractor.
	go test -run '^$$' -bench . -benchmem -cpu 1 ./extract/...

.PHONY: bench-duplicates
bench-duplicates: ## Hold 100,000 unrelated articles against each other; none may be taken for a copy.
	go test -run '^$$' -bench . -benchtime 3000x -cpu 1 ./ingest/duplicate -skip 'Unrelated|Open'
	go test -run '^$$' -bench 'Unrelated|Open' -benchtime 1x -cpu 1 -timeout 30m ./ingest/duplicate

.PHONY: bench-backfill
bench-backfill: ## Measure a backfill of the pages in GIGAWIRE_PAGES beside their bare parsing.
	go test -run '^$$' -bench BenchmarkBackfill -benchtime 3x -cpu 1 ./cmd/gigawire

.PHONY: bench-backfill-peers
bench-backfill-peers: ## Measure it beside warcio, trafilatura and spaCy (needs Python).
	bash docs/backfill-peers/run

.PHONY: eval
eval: ## Score the extractor on the gold articles.
	go run ./cmd/gigawire eval extract/testdata/gold

.PHONY: peers
peers: ## Measure spaCy and others on the same articles (needs Python).
	bash extract/eval/peers/run

.PHONY: report
report: ## Renew docs/quality.md: figures, peers, speed (needs Python).
	bash docs/report

.PHONY: report-check
report-check: ## Fail where docs/quality.md has other figures than this program.
	bash docs/report --check

.PHONY: golden
golden: ## Renew the golden files after a change that was meant.
	go test ./... -update

.PHONY: chaos
chaos: ## Run gigawire through 200 faults and renew docs/chaos.md (needs Java and Maven).
	go run ./cmd/chaos -seed 1 -report docs/chaos.md

.PHONY: ci
ci: ## Run everything that must hold.
	bash .ci/run
