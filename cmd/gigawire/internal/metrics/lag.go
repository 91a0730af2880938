package metrics

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/gigawire/gigawire/sink/kafka"
)

// Group is a consumer group and a topic that it reads.
type Group struct{ Name, Topic string }

// lagTimeout bounds how long a scrape waits for brokers. Prometheus itself
// waits 10 seconds.
const lagTimeout = 3 * time.Second

// lag asks for the lag of groups at each scrape. Of one whose brokers do not
// answer there is none: a lag that is not known must not look like one of 0.
type lag struct {
	client *kafka.Client
	groups []Group
	behind *prometheus.Desc
}

// Lag has metrics show how far groups are behind. Every process shows all groups,
// so that the lag of one without workers is seen: their maximum is the lag.
func (m *Metrics) Lag(c *kafka.Client, groups ...Group) {
	m.registry.MustRegister(&lag{c, groups, prometheus.NewDesc(
		prometheus.BuildFQName(namespace, "", "consumer_lag"),
		"Messages of a partition that a consumer group has not committed.", []string{"group", "topic", "partition"}, nil)})
}

// Describe sends the description.
func (l *lag) Describe(out chan<- *prometheus.Desc) { out <- l.behind }

// Collect asks for all groups at the same time.
func (l *lag) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), lagTimeout)
	defer cancel()
	var asking sync.WaitGroup
	for _, g := range l.groups {
		asking.Go(func() { l.collect(ctx, g, out) })
	}
	asking.Wait()
}

func (l *lag) collect(ctx context.Context, g Group, out chan<- prometheus.Metric) {
	partitions, err := l.client.Lags(ctx, g.Name, g.Topic)
	if err != nil {
		return
	}
	for partition, n := range partitions {
		out <- prometheus.MustNewConstMetric(l.behind, prometheus.GaugeValue, float64(n), g.Name, g.Topic, strconv.Itoa(partition))
	}
}
