package consumer

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/kafka"
	"github.com/gigawire/gigawire/sink/kafka/kafkatest"
)

// worth returns a valuation of a company in millions.
func worth(id, company string, millions float64) fact.Fact {
	value := millions * 1e6
	return fact.Fact{
		ID: id, Type: fact.TypeValuation, Version: fact.Version, Article: fact.Article{ID: "a", Source: "Meridian Ledger"},
		Company: &fact.Company{Name: company, ID: strings.ToLower(company)}, Status: fact.StatusActual,
		Amount: &fact.Amount{Low: &value, High: &value, Currency: "USD", Qualifier: fact.Exact},
	}
}

func publish(t *testing.T, c *kafka.Client, facts ...fact.Fact) {
	t.Helper()
	if err := kafka.NewFacts(c, time.Now).Write(t.Context(), facts); err != nil {
		t.Fatal(err)
	}
}

// collected is what a handler was given.
type collected struct {
	mu  sync.Mutex
	ids []string
	// errs are returned first, one at each call.
	errs []error
}

func (c *collected) handle(_ context.Context, facts []fact.Fact) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.errs) > 0 {
		err := c.errs[0]
		c.errs = c.errs[1:]
		return err
	}
	for _, f := range facts {
		c.ids = append(c.ids, f.ID)
	}
	return nil
}

func (c *collected) sorted() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Sorted(slices.Values(c.ids))
}

// consume runs a consumer until it has committed all valuations.
func consume(t *testing.T, c *kafka.Client, f Filter, into *collected) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	ended := make(chan error)
	go func() { ended <- New(c, "reader", f).Run(ctx, into.handle) }()
	if err := c.Drain(ctx, "reader.valuation", c.Config().FactsTopic(fact.TypeValuation)); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestFactsComeOnceAndGoOnAfterARestart(t *testing.T) {
	t.Parallel()
	client := kafkatest.Connect(t, 2)
	filter := Filter{Types: []fact.Type{fact.TypeValuation}, MinValue: 2e6}
	publish(t, client, worth("a", "Acme", 1), worth("b", "Acme", 2), worth("b", "Acme", 2), worth("c", "Bolt", 3))
	first := &collected{errs: []error{errors.New("not yet")}}
	consume(t, client, filter, first)
	if got := first.sorted(); !slices.Equal(got, []string{"b", "c"}) {
		t.Errorf("facts %v, want b and c", got)
	}
	publish(t, client, worth("d", "Acme", 4))
	if err := client.Publish(t.Context(), []kafka.Message{{Topic: client.Config().FactsTopic(fact.TypeValuation), Value: []byte("no fact")}}); err != nil {
		t.Fatal(err)
	}
	second := &collected{}
	consume(t, client, filter, second)
	if got := second.sorted(); !slices.Equal(got, []string{"d"}) {
		t.Errorf("facts %v after the restart, want d", got)
	}
}

func TestPermanentErrorEndsTheRun(t *testing.T) {
	t.Parallel()
	client := kafkatest.Connect(t, 2)
	publish(t, client, worth("a", "Acme", 1))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	err := New(client, "reader", Filter{}).Run(ctx, func(context.Context, []fact.Fact) error { return kafka.ErrPermanent })
	if !errors.Is(err, kafka.ErrPermanent) {
		t.Errorf("error %v, want ErrPermanent", err)
	}
}

func TestFilter(t *testing.T) {
	f := worth("a", "Acme", 5)
	company := fact.Fact{Type: fact.TypeCompany, Company: f.Company}
	stake := fact.Fact{Type: fact.TypeStake, Holder: &fact.Company{Name: "Holdco"}, Company: f.Company}
	power := fact.Fact{Type: fact.TypeGigawatt, Companies: []fact.Party{{Name: "Orrery Labs", ID: "orrery"}}}
	for _, c := range []struct {
		filter Filter
		fact   fact.Fact
		want   bool
	}{
		{Filter{}, f, true},
		{Filter{Types: []fact.Type{fact.TypeStake}}, f, false},
		{Filter{MinValue: 5e6}, f, true},
		{Filter{MinValue: 5.1e6}, f, false},
		{Filter{MinValue: 1}, company, false},
		{Filter{Company: "ACM"}, company, true},
		{Filter{Company: "holdco"}, stake, true},
		{Filter{Company: "labs"}, power, true},
		{Filter{Company: "bolt"}, power, false},
		{Filter{Qualifiers: []fact.Qualifier{fact.Over, fact.Exact}}, f, true},
		{Filter{Qualifiers: []fact.Qualifier{fact.Over}}, f, false},
		{Filter{Source: "meridian"}, f, true},
		{Filter{Source: "gazette"}, f, false},
	} {
		if got := c.filter.Match(&c.fact); got != c.want {
			t.Errorf("%+v matches %+v: %v, want %v", c.filter, c.fact, got, c.want)
		}
	}
}

func TestRepeatsForgetsTheOldest(t *testing.T) {
	r := newRepeats(100)
	for i := range 1000 {
		r.add(fmt.Sprint(i))
	}
	if !r.has("999") || !r.has("951") || r.has("1") || len(r.younger)+len(r.older) > 100 {
		t.Errorf("of 1000, %d are remembered", len(r.younger)+len(r.older))
	}
}

// TestNoExtractorIsLinked: a program that reads facts does not carry the models.
func TestNoExtractorIsLinked(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := string(out)
	if !strings.Contains(deps, "gigawire/extract/fact") {
		t.Fatalf("dependencies %s", deps)
	}
	for _, no := range []string{"prose", "goquery", "kfake", "extract/company", "extract/relation"} {
		if strings.Contains(deps, no) {
			t.Errorf("it links %s", no)
		}
	}
}
