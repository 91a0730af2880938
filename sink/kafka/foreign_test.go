package kafka

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink"
)

// kcat returns the command of a Kafka client that is not ours. Without it the
// test is skipped, and with GIGAWIRE_REQUIRE_KCAT fails.
func kcat(t *testing.T, c Config, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("kcat")
	if err != nil {
		if os.Getenv("GIGAWIRE_REQUIRE_KCAT") != "" {
			t.Fatal(err)
		}
		t.Skip("kcat is not installed")
	}
	command := exec.CommandContext(deadline(t), path, append([]string{"-q", "-b", c.Brokers[0]}, args...)...) //nolint:gosec // a test's
	command.Stderr = t.Output()
	return command
}

// foreign is a message as kcat prints it.
type foreign struct {
	key     string
	headers map[string]string
	value   string
}

func kcatRead(t *testing.T, c Config, topic string) []foreign {
	t.Helper()
	out, err := kcat(t, c, "-C", "-e", "-t", topic, "-f", `%k\t%h\t%s\n`).Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []foreign
	for line := range strings.Lines(string(out)) {
		fields := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		if len(fields) != 3 {
			t.Fatalf("kcat printed %q", line)
		}
		m := foreign{fields[0], map[string]string{}, fields[2]}
		for header := range strings.SplitSeq(fields[1], ",") {
			name, value, _ := strings.Cut(header, "=")
			m.headers[name] = value
		}
		all = append(all, m)
	}
	return all
}

func TestSuiteKcatReadsFacts(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		all := facts(250)
		at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
		if err := NewFacts(client, func() time.Time { return at }).Write(deadline(t), all); err != nil {
			t.Fatal(err)
		}
		want := map[string]fact.Fact{}
		for _, f := range all {
			want[f.ID] = f
		}
		for _, typ := range fact.Types() {
			for _, m := range kcatRead(t, c, c.FactsTopic(typ)) {
				id := m.headers["ce_id"]
				wantForeign(t, m, want[id])
				delete(want, id)
			}
		}
		if len(want) > 0 {
			t.Errorf("kcat read all but %d facts", len(want))
		}
	})
}

// wantForeign fails a test unless kcat read the fact.
func wantForeign(t *testing.T, m foreign, f fact.Fact) {
	t.Helper()
	headers := map[string]string{
		"ce_specversion": "1.0", "ce_id": f.ID, "ce_type": "gigawire.fact." + string(f.Type) + ".v1",
		"ce_source": "gigawire/articles/" + f.Article.ID, "ce_time": "2026-01-02T03:04:05Z", "content-type": "application/json",
	}
	if diff := cmp.Diff(headers, m.headers); diff != "" {
		t.Errorf("headers: %s", diff)
	}
	if m.key != f.Key() {
		t.Errorf("key %q, want %q", m.key, f.Key())
	}
	var got fact.Fact
	if err := json.Unmarshal([]byte(m.value), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f, got); diff != "" {
		t.Error(diff)
	}
}

func TestSuiteKcatReadsDeadLetters(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		letter := sink.DeadLetter{Key: []byte("k"), Value: []byte("{"), Stage: "extract", Reason: "undecodable", Topic: "articles", Offset: 7}
		if err := NewDeadLetters(client).WriteDead(deadline(t), []sink.DeadLetter{letter}); err != nil {
			t.Fatal(err)
		}
		got := kcatRead(t, c, c.DeadTopic())
		if len(got) != 1 || got[0].key != "k" || got[0].value != "{" || got[0].headers["__connect.errors.offset"] != "7" {
			t.Errorf("kcat read %+v", got)
		}
	})
}

// TestSuiteKcatWritesArticles holds the partitioner to librdkafka's of the
// name "murmur2", which is Java's: one key goes to one partition whoever
// writes it.
func TestSuiteKcatWritesArticles(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		produce := kcat(t, c, "-P", "-K", ":", "-H", "origin=kcat", "-X", "partitioner=murmur2_random", "-t", c.ArticlesTopic())
		produce.Stdin = strings.NewReader("0:0\n1:1\n2:2\n3:3\n4:4\n5:5\n6:6\n7:7\n8:8\n9:9\n")
		if err := produce.Run(); err != nil {
			t.Fatal(err)
		}
		publish(t, client, numbered(c.ArticlesTopic(), 0, 10))
		home := map[string]int{}
		messages := stored(t, client, c.ArticlesTopic())
		for _, m := range messages {
			if p, ok := home[string(m.Key)]; ok && p != m.Partition {
				t.Errorf("key %s is in partitions %d and %d", m.Key, p, m.Partition)
			}
			home[string(m.Key)] = m.Partition
		}
		if len(messages) != 20 {
			t.Errorf("%d messages, want kcat's 10 and our 10", len(messages))
		}
	})
}
