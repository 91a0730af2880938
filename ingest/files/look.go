package files

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// due returns when to look again.
func (w *Watch) due() time.Time {
	if len(w.pending) > 0 && w.nextLook.Before(w.nextScan) {
		return w.nextLook
	}
	return w.nextScan
}

// look looks at everything, or at what is pending.
func (w *Watch) look() {
	now := time.Now()
	if !now.Before(w.nextScan) {
		w.scan(w.root.path)
		w.nextScan = now.Add(w.config.Rescan)
	}
	for path := range w.pending {
		w.see(path)
	}
	w.nextLook = now.Add(w.config.Rest / 2)
	slices.SortFunc(w.ready, func(a, b *reading) int { return strings.Compare(a.path, b.path) })
}

// touch looks at what something happened to. Files may have come into a new
// directory before it was watched.
func (w *Watch) touch(name string) {
	name = filepath.Clean(name)
	info, err := os.Stat(name)
	switch {
	case err != nil || !w.root.has(name):
	case info.IsDir():
		w.scan(name)
	case kindOf(name) != KindAuto || name == w.root.path:
		w.see(name)
	}
}

// scan looks at all files of a directory, and has its directories watched.
func (w *Watch) scan(path string) {
	found, dirs, err := w.root.files(path)
	if err != nil {
		w.config.Log.Warn("looking for files", "path", path, "error", err)
		w.unlisted = fmt.Errorf("looking for files in %s: %w", path, advise(err))
	}
	for _, dir := range dirs {
		w.notify.add(dir)
	}
	for _, file := range found {
		w.see(file)
	}
}

// see notes how a file is. When it has rested long enough it is ready.
func (w *Watch) see(path string) {
	s, err := sight(path)
	if err != nil || w.config.Memory.Has(s.key) || w.inHand.has(s.key) {
		delete(w.pending, path)
		return
	}
	before, known := w.pending[path]
	switch {
	case known && before.key == s.key && s.at.Sub(before.at) >= w.config.Rest, w.config.Rest == 0:
		delete(w.pending, path)
		w.ready = append(w.ready, w.inHand.begin(path, s.key))
	case !known || before.key != s.key:
		if len(w.pending) == 0 {
			w.nextLook = s.at.Add(w.config.Rest)
		}
		w.pending[path] = s
	}
}

// sighting is how a file was at some time.
type sighting struct {
	key string // of the file as it was
	at  time.Time
}

func sight(path string) (sighting, error) {
	info, err := os.Stat(path)
	if err != nil {
		return sighting{}, err
	}
	if !info.Mode().IsRegular() || info.Size() == 0 {
		return sighting{}, fmt.Errorf("%s is no file, or none yet", path)
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return sighting{}, err
	}
	key := fmt.Sprintf("file\x00%s\x00%d\x00%d", whole, info.Size(), info.ModTime().UnixNano())
	return sighting{key, time.Now()}, nil
}
