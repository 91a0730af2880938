package kafka

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
)

func TestSuiteFollowWaitsForWhatIsNew(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		all := facts(20)
		writeFacts(t, client, all[:10])
		ctx, cancel := context.WithCancel(deadline(t))
		defer cancel()
		got := make(chan string)
		go func() {
			defer close(got)
			for f, err := range client.Follow(ctx, Tail{FromStart: true}) {
				if err != nil {
					t.Error(err)
				}
				got <- f.ID
			}
		}()
		seen := map[string]bool{}
		for len(seen) < 10 {
			seen[<-got] = true
		}
		writeFacts(t, client, all[10:])
		for len(seen) < 20 {
			seen[<-got] = true
		}
		cancel()
		for range got { // ends with the context
		}
	})
}

func TestSuiteFollowFromAMoment(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		all := facts(30)
		writeFacts(t, client, all[:15])
		time.Sleep(5 * time.Millisecond)
		moment := time.Now()
		time.Sleep(5 * time.Millisecond)
		writeFacts(t, client, all[15:])
		got := map[string]bool{}
		for f, err := range client.Follow(deadline(t), Tail{Since: moment, ToEnd: true}) {
			if err != nil {
				t.Fatal(err)
			}
			got[f.ID] = true
		}
		if len(got) != 15 || !got[all[15].ID] || got[all[14].ID] {
			t.Errorf("%d facts since the moment, want the last 15", len(got))
		}
	})
}

func TestSuiteFollowSomeTypes(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		writeFacts(t, client, facts(50))
		types := []fact.Type{fact.TypeGigawatt, fact.TypeStake}
		n := 0
		for f, err := range client.Follow(deadline(t), Tail{Types: types, FromStart: true, ToEnd: true}) {
			if err != nil || f.Type != types[0] && f.Type != types[1] {
				t.Fatalf("fact of type %s, error %v", f.Type, err)
			}
			n++
		}
		if n != 20 {
			t.Errorf("%d facts, want 20", n)
		}
	})
}

func TestSuiteFollowFromTheEndToTheEndIsEmpty(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		writeFacts(t, client, facts(10))
		for f, err := range client.Follow(deadline(t), Tail{ToEnd: true}) {
			t.Errorf("fact %s, error %v", f.ID, err)
		}
	})
}

func TestSuiteFollowGoesOnAfterWhatIsNoFact(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		topic := c.FactsTopic(fact.TypeValuation)
		publish(t, client, []Message{{Topic: topic, Key: []byte("company-2"), Value: []byte("no JSON")}})
		writeFacts(t, client, facts(5))
		good, bad := 0, 0
		for _, err := range client.Follow(deadline(t), Tail{FromStart: true, ToEnd: true}) {
			switch {
			case err == nil:
				good++
			case errors.Is(err, ErrUndecodable) && strings.Contains(err.Error(), topic):
				bad++
			default:
				t.Fatal(err)
			}
		}
		if good != 5 || bad != 1 {
			t.Errorf("%d facts and %d errors, want 5 and 1", good, bad)
		}
	})
}

func TestFollowMayBeLeft(t *testing.T) {
	t.Parallel()
	client := connect(t, embedded(t))
	writeFacts(t, client, facts(100))
	n := 0
	for range client.Follow(deadline(t), Tail{FromStart: true}) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d facts, want 3", n)
	}
}

func TestFollowWithoutTopicsSaysSo(t *testing.T) {
	t.Parallel()
	client, err := Connect(deadline(t), embedded(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	n := 0
	for _, err := range client.Follow(deadline(t), Tail{}) {
		if n++; !errors.Is(err, ErrNoTopic) || !strings.Contains(err.Error(), "gigawire topics") {
			t.Errorf("error %v, want ErrNoTopic and what to do", err)
		}
	}
	if n != 1 {
		t.Errorf("%d errors, want one", n)
	}
}

func TestFollowEndsAtOnceWithAnEndedContext(t *testing.T) {
	t.Parallel()
	client := connect(t, embedded(t))
	ctx, cancel := context.WithCancel(deadline(t))
	cancel()
	for f, err := range client.Follow(ctx, Tail{FromStart: true}) {
		t.Errorf("fact %s, error %v", f.ID, err)
	}
}

// TestClientLinksNoExtractor holds the package to its promise: who consumes
// facts links neither the extractor nor its models nor ingest.
func TestClientLinksNoExtractor(t *testing.T) {
	t.Parallel()
	out, err := exec.CommandContext(deadline(t), "go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		dep := strings.TrimSpace(line)
		ours, found := strings.CutPrefix(dep, "github.com/gigawire/gigawire/")
		if found && ours != "sink" && ours != "sink/kafka" && ours != "extract/fact" {
			t.Errorf("it links %s", dep)
		}
		if strings.Contains(dep, "prose") || strings.Contains(dep, "kfake") {
			t.Errorf("it links %s", dep)
		}
	}
}

func ExampleClient_Follow() {
	ctx := context.Background()
	config := DefaultConfig()
	config.Brokers = []string{"localhost:9092"}
	client, err := Connect(ctx, config, nil)
	if err != nil {
		return // no broker answers
	}
	defer client.Close()
	for f, err := range client.Follow(ctx, Tail{Types: []fact.Type{fact.TypeValuation}}) {
		if err != nil {
			continue // a message that is no fact
		}
		fmt.Println(f.Company.Name, f.Evidence.Sentence)
	}
}
