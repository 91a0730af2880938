package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
)

// memory remembers keys.
type memory struct{ keys sync.Map }

func (m *memory) Has(key string) bool  { _, has := m.keys.Load(key); return has }
func (m *memory) Add(key string) error { m.keys.Store(key, true); return nil }

func (m *memory) count() int {
	n := 0
	m.keys.Range(func(any, any) bool { n++; return true })
	return n
}

func watch(t *testing.T, path string, m Memory, change func(*WatchConfig)) *Watch {
	t.Helper()
	c := WatchConfig{Path: path, Rest: DefaultRest, Rescan: DefaultRescan, Memory: m, Log: slog.New(slog.DiscardHandler)}
	if change != nil {
		change(&c)
	}
	w, err := NewWatch(c, page.New())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func once(c *WatchConfig) { c.Once = true }

// unnotified watches as on a file system that tells nothing.
func unnotified(t *testing.T, path string, m Memory) *Watch {
	t.Helper()
	w := watch(t, path, m, nil)
	if err := w.notify.close(); err != nil {
		t.Error(err)
	}
	w.notify = nil
	return w
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func said(n int) string {
	return fmt.Sprintf("Pebblework said on Monday that it had raised $%d million from investors.", n)
}

// amounts returns the millions of what is delivered.
func amounts(deliveries []ingest.Delivery) []string {
	var out []string
	for _, d := range deliveries {
		_, after, _ := strings.Cut(d.Article.Text, "$")
		millions, _, _ := strings.Cut(after, " ")
		out = append(out, millions)
	}
	slices.Sort(out)
	return out
}

// delivered collects what a source delivers until its context ends or it does,
// and acknowledges each with err.
func delivered(ctx context.Context, t *testing.T, w *Watch, err error) []ingest.Delivery {
	t.Helper()
	var out []ingest.Delivery
	for {
		d, failed := w.Next(ctx)
		if failed != nil {
			if !errors.Is(failed, io.EOF) && ctx.Err() == nil {
				t.Error(failed)
			}
			if err := w.Close(); err != nil {
				t.Error(err)
			}
			return out
		}
		d.Ack(err)
		out = append(out, d)
	}
}

// within returns what is delivered within some time while something happens.
func within(t *testing.T, d time.Duration, w *Watch, happens func()) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	defer cancel()
	go happens()
	return amounts(delivered(ctx, t, w, nil))
}

func wantAmounts(t *testing.T, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestWatchWaitsUntilFilesRest: a file that grows is not read before it is
// complete, on a file system that tells nothing.
func TestWatchWaitsUntilFilesRest(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		got := within(t, 5*time.Minute, unnotified(t, dir, &memory{}), func() {
			for n := range 60 {
				put(t, filepath.Join(dir, "a.txt"), strings.Repeat(said(n)+"\n\n", n+1))
				time.Sleep(time.Second)
			}
		})
		wantAmounts(t, got, "59")
	})
}

// TestWatchFindsWhatComesAndChanges also beneath, but not what is hidden or no
// document, and what only moves on is not read again.
func TestWatchFindsWhatComesAndChanges(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "there.txt"), said(1))
	synctest.Test(t, func(t *testing.T) {
		m := &memory{}
		got := within(t, 10*time.Minute, unnotified(t, dir, m), func() {
			time.Sleep(time.Minute)
			put(t, filepath.Join(dir, "new", "er.txt"), said(2))
			put(t, filepath.Join(dir, ".half.txt"), said(3))
			put(t, filepath.Join(dir, ".git", "a.txt"), said(3))
			put(t, filepath.Join(dir, "a.exe"), said(3))
			time.Sleep(time.Minute)
			put(t, filepath.Join(dir, "there.txt"), said(44))
			if err := os.Rename(filepath.Join(dir, ".half.txt"), filepath.Join(dir, "whole.txt")); err != nil {
				t.Error(err)
			}
		})
		wantAmounts(t, got, "1", "2", "3", "44")
		if m.count() != 4 {
			t.Errorf("%d files are remembered, want 4", m.count())
		}
	})
}

// TestWatchIsTold of what happens, long before everything is looked at again,
// and of one file as of a directory.
func TestWatchIsTold(t *testing.T) {
	dir := t.TempDir()
	alone := filepath.Join(dir, "alone", "a.jsonl")
	put(t, alone, `{"text": "`+said(1)+`"}`)
	inbox := filepath.Join(dir, "inbox")
	put(t, filepath.Join(inbox, "a.txt"), said(1))
	for path, change := range map[string]func(){
		alone: func() {
			put(t, filepath.Join(dir, "alone", ".next"), `{"text": "`+said(2)+`"}`)
			if err := os.Rename(filepath.Join(dir, "alone", ".next"), alone); err != nil {
				t.Error(err)
			}
		},
		inbox: func() { put(t, filepath.Join(inbox, "deep", "er", "b.txt"), said(2)) },
	} {
		w := watch(t, path, &memory{}, func(c *WatchConfig) { c.Rest, c.Rescan = 20*time.Millisecond, time.Hour })
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		for n := 1; n <= 2; n++ {
			d, err := w.Next(ctx)
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			d.Ack(nil)
			wantAmounts(t, amounts([]ingest.Delivery{d}), fmt.Sprint(n))
			if n == 1 {
				change()
			}
		}
		cancel()
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestWatchReadsOnceWhatIsSafe: with Once it ends, and reads the next time what
// is new and what failed, and of a file of many all where one failed.
func TestWatchReadsOnceWhatIsSafe(t *testing.T) {
	dir := t.TempDir()
	m := &memory{}
	put(t, filepath.Join(dir, "a.txt"), said(1))
	put(t, filepath.Join(dir, "b.jsonl"), `{"text": "`+said(2)+`"}`+"\n"+`{"text": "`+said(3)+`"}`)
	failed := delivered(t.Context(), t, watch(t, dir, m, once), errors.New("the broker is gone"))
	wantAmounts(t, amounts(failed), "1", "2", "3")
	wantAmounts(t, amounts(delivered(t.Context(), t, watch(t, dir, m, once), nil)), "1", "2", "3")
	put(t, filepath.Join(dir, "c.txt"), said(4))
	wantAmounts(t, amounts(delivered(t.Context(), t, watch(t, dir, m, once), nil)), "4")
	wantAmounts(t, amounts(delivered(t.Context(), t, watch(t, dir, m, once), nil)))
}

// TestWatchRemembersNoSoonerThanItIsSafe: what is read and not acknowledged
// keeps a run with Once from ending, and a killed one from forgetting it.
func TestWatchRemembersNoSoonerThanItIsSafe(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.txt"), said(1))
	synctest.Test(t, func(t *testing.T) {
		m := &memory{}
		w := watch(t, dir, m, once)
		d, err := w.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() {
			_, err := w.Next(t.Context())
			ended <- err
		}()
		synctest.Wait()
		if len(ended) > 0 || m.count() > 0 {
			t.Errorf("before all is safe it has ended: %v; %d files are remembered", len(ended) > 0, m.count())
		}
		d.Ack(nil)
		if err := <-ended; !errors.Is(err, io.EOF) || m.count() != 1 {
			t.Errorf("%v, %d remembered", err, m.count())
		}
	})
}

// TestWatchTakesManyFiles in the order of their names, and remembers each.
func TestWatchTakesManyFiles(t *testing.T) {
	dir := t.TempDir()
	const files = 3*manySafe + 5
	for n := range files {
		put(t, filepath.Join(dir, fmt.Sprintf("%03d.txt", n)), said(n+1))
	}
	m := &memory{}
	got := delivered(t.Context(), t, watch(t, dir, m, once), nil)
	if len(got) != files || m.count() != files || !strings.Contains(got[files-1].Article.Text, fmt.Sprintf("$%d million", files)) {
		t.Errorf("%d files are delivered, %d remembered, want %d", len(got), m.count(), files)
	}
}

func TestWatchWantsAPathThatIsThere(t *testing.T) {
	c := WatchConfig{Path: filepath.Join(t.TempDir(), "none"), Log: slog.New(slog.DiscardHandler)}
	if _, err := NewWatch(c, page.New()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}
