package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
)

//go:embed stories.txt
var storiesText string

// writer makes up articles. With one seed they are always the same.
type writer struct {
	random  *rand.Rand
	stories []string
	written int
}

func newWriter(seed uint64) *writer {
	w := &writer{random: rand.New(rand.NewPCG(seed, 0))}
	for line := range strings.Lines(storiesText) {
		if !strings.HasPrefix(line, "#") {
			w.stories = append(w.stories, strings.TrimSpace(line))
		}
	}
	return w
}

// article returns the next article, as a line of JSON.
func (w *writer) article() []byte {
	w.written++
	names := w.names()
	fill := strings.NewReplacer("{a}", names[0], "{b}", names[1], "{c}", names[2])
	var text []string
	for _, i := range w.random.Perm(len(w.stories))[:8] {
		text = append(text, w.numbers(fill.Replace(w.stories[i])))
	}
	line, err := json.Marshal(map[string]string{
		"id": fmt.Sprint("chaos-", w.written), "url": fmt.Sprint("https://news.example/", w.written),
		"title": names[0] + " and " + names[1], "text": strings.Join(text, "\n\n"),
	})
	if err != nil {
		panic(err) // strings can always be encoded
	}
	return append(line, '\n')
}

// names returns three companies.
func (w *writer) names() []string {
	first := strings.Fields("Orrery Kestrel Halberd Meridian Tarn Pebblework Amberfield Northgate Larkspur Quillon Brindle Saltmarsh")
	second := strings.Fields("Energy Systems Power Compute Capital Grid Robotics Holdings")
	var out []string
	for _, i := range w.random.Perm(len(first))[:3] {
		out = append(out, first[i]+" "+second[w.random.IntN(len(second))])
	}
	return out
}

// numbers fills in numbers and a place.
func (w *writer) numbers(s string) string {
	places := strings.Fields("Abilene Rotterdam Odense Leeds Columbus")
	s = strings.ReplaceAll(s, "{p}", places[w.random.IntN(len(places))])
	for _, number := range []struct {
		of   string
		most int
	}{{"{n}", 900}, {"{d}", 90}, {"{k}", 9}} {
		for strings.Contains(s, number.of) {
			s = strings.Replace(s, number.of, fmt.Sprint(1+w.random.IntN(number.most)), 1)
		}
	}
	return s
}
