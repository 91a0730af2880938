package main

import (
	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/ingest/files"
	"github.com/gigawire/gigawire/sink/kafka"
)

// backfill is one call of the command.
type backfill struct {
	*app
	paths      []string
	written    written
	filter     filter
	prefilter  bool
	to, output string
	state      string
	report     string
	// Of what goes to Kafka.
	brokers               []string
	enqueue, worker, once bool
	group                 string
	client                *kafka.Client
	extractor             *extract.Extractor // that of a worker
	reader                *reader
	account               *account        // that of a worker's file, else nil
	timing                pipeline.Timing // that of a worker, else nil
	source                *files.Lanes
	out                   output
	checkpoint            *checkpoint
	progress              *progress
}

func newBackfill(a *app) *cobra.Command {
	b := &backfill{app: a}
	c := &cobra.Command{
		Use:   "backfill [PATH]... --to FILE",
		Short: "Read archives into a file of facts, and go on after a crash",
		Long: `Backfill reads the articles in files and directories, as extract does, on all cores and
without a broker, and writes their facts to a file: one JSON object a line (.ndjson), or a row
in a table for DuckDB and pandas (.parquet), which is there when all is read. What cannot be
read is said and passed over.

Several files are read at once, and their articles written by turns. The order depends on the
files alone, so that the same call always gives the same file. It is that of the files where
each holds one article.

It notes as it goes how far it has come. Called again with the same arguments it goes on
there, after an interrupt, a crash or a power cut, and the file ends up with the facts of each
document once. Files that were added since, and come last in the order, are read too.

--prefilter looks at the bytes of a page before it is parsed, and passes over pages that state
no money, power or percentage. That is faster, and loses the companies of those pages: take it
where amounts, valuations, gigawatts and stakes are what you want.

--to kafka writes the facts to their topics instead. On a cluster, backfill --enqueue puts a
message for each file on the topic backfill.paths, and any number of backfill --worker take
them; a file is committed when all its facts are acknowledged. The files must have the same
names on all machines, and so should a --state directory, so that another goes on in a file
of one that died. A worker has its metrics on http.address.

--report makes a page of what the facts come to: by day, the companies, valuations and sites
at the top, the sources. It needs nothing else, and can be asked for when all is done, too.`,
		Example: `  gigawire backfill archive/ --to facts.ndjson
  gigawire backfill CC-NEWS-2026.warc.gz news-2026.jsonl.gz --to facts.ndjson --state backfill-state
  gigawire backfill news.csv.zst --columns text=story,title=head --to facts.parquet
  gigawire backfill --enqueue /mnt/archive --brokers kafka:9092
  gigawire backfill --worker --state /mnt/backfill --brokers kafka:9092
  gigawire backfill archive/ --to facts.ndjson --report report.html
  gigawire backfill *.warc.gz --to facts.ndjson --since 2026-01-01 --domain reuters.com --prefilter`,
		Args: func(_ *cobra.Command, args []string) error { return b.checkCall(args) },
		RunE: func(c *cobra.Command, args []string) error {
			b.paths = args
			switch {
			case b.enqueue:
				return b.share(c.Context())
			case b.worker:
				return b.work(c.Context())
			}
			return b.run(c.Context())
		},
	}
	b.flags(c)
	return c
}

func (b *backfill) flags(c *cobra.Command) {
	c.Flags().StringVar(&b.to, "to", "", "the `file` of facts, .ndjson or .parquet, or kafka: to their topics")
	c.Flags().StringVar(&b.output, "output", "", "how the file is written, where its name does not say: ndjson or parquet")
	c.Flags().StringVar(&b.state, "state", "", "the `directory` that remembers how far it has come (that file's name with .state)")
	c.Flags().BoolVar(&b.prefilter, "prefilter", false, "pass over pages without money, power or percentages before they are parsed;\nthe companies they name are lost")
	c.Flags().StringVar(&b.report, "report", "", "write what the facts come to, with charts, to that HTML `file`")
	c.Flags().StringSliceVar(&b.brokers, "brokers", nil, "brokers, host:port, for what goes to Kafka (those of pipeline.yaml, else the embedded one)")
	c.Flags().BoolVar(&b.enqueue, "enqueue", false, "read nothing, and put the files on the topic backfill.paths for workers")
	c.Flags().BoolVar(&b.worker, "worker", false, "take files from that topic, and write their facts to the topics")
	c.Flags().BoolVar(&b.once, "once", false, "with --worker, end when no files are left")
	c.Flags().StringVar(&b.group, "group", "gigawire-backfill", "with --worker, the consumer group that shares the files out")
	b.filter.flags(c)
	b.written.flags(c)
}
