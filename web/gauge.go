package web

import (
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/kafka"
)

// Gauges are what a meter shows.
type Gauges struct {
	// Measured is when that was, zero where nothing was yet, and Err why the last
	// measurement failed.
	Measured time.Time
	Err      error
	Stages   []Stage
	// Lag is how many articles on their topic the extract stage has not read.
	Lag    int64
	Topics []TopicGauge
}

// Stage is one of the pipeline, by what it has done.
type Stage struct {
	Name, What string
	// Total is how much it has done, ever, and Rate how much a second, lately.
	Total int64
	Rate  float64
	// History has its rates of the last minutes, the oldest first.
	History []float64
}

// TopicGauge is a topic with its size.
type TopicGauge struct {
	Name string
	kafka.Size
	// Bytes is about how much it holds, by the mean of the messages that were
	// read, 0 where none was.
	Bytes float64
	Rate  float64
}

// lately is how long rates are taken over, in samples.
const lately = 5

// Gauges returns what was measured last.
func (m *Meter) Gauges() Gauges {
	m.mu.Lock()
	defer m.mu.Unlock()
	g := Gauges{Err: m.err}
	if len(m.samples) == 0 {
		return g
	}
	last := m.samples[len(m.samples)-1]
	g.Measured, g.Lag = last.at, last.lag
	g.Stages = m.stages()
	for _, name := range m.Client.Config().TopicNames() {
		topic := TopicGauge{Name: name, Size: last.sizes[name], Rate: m.rate(func(s sample) int64 { return s.sizes[name].Written })}
		if t := m.met[name]; t.messages > 0 {
			topic.Bytes = float64(t.bytes) / float64(t.messages) * float64(topic.Kept)
		}
		g.Topics = append(g.Topics, topic)
	}
	return g
}

// stages returns what each stage has done.
func (m *Meter) stages() []Stage {
	config := m.Client.Config()
	articles, dead := config.ArticlesTopic(), config.DeadTopic()
	return []Stage{
		m.stage("ingest", "articles in", func(s sample) int64 { return s.sizes[articles].Written }),
		m.stage("extract", "articles read", func(s sample) int64 { return s.sizes[articles].Written - s.lag }),
		m.stage("facts", "facts out", func(s sample) int64 {
			var total int64
			for _, t := range fact.Types() {
				total += s.sizes[config.FactsTopic(t)].Written
			}
			return total
		}),
		m.stage("dead", "dead letters", func(s sample) int64 { return s.sizes[dead].Written }),
	}
}

func (m *Meter) stage(name, what string, count func(sample) int64) Stage {
	s := Stage{Name: name, What: what, Total: count(m.samples[len(m.samples)-1]), Rate: m.rate(count)}
	for end := (len(m.samples) - 1) % lately; end < len(m.samples); end += lately {
		if end > 0 {
			s.History = append(s.History, perSecond(m.samples[max(0, end-lately)], m.samples[end], count))
		}
	}
	return s
}

// rate returns how fast a count has grown lately, a second.
func (m *Meter) rate(count func(sample) int64) float64 {
	last := len(m.samples) - 1
	return perSecond(m.samples[max(0, last-lately)], m.samples[last], count)
}

func perSecond(from, to sample, count func(sample) int64) float64 {
	elapsed := to.at.Sub(from.at).Seconds()
	if elapsed <= 0 {
		return 0
	}
	return max(0, float64(count(to)-count(from))/elapsed)
}
