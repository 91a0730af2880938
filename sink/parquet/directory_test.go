package parquet

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/durable"
)

var _ sink.Sink = (*Directory)(nil)

func opened(t *testing.T, dir string) *Directory {
	t.Helper()
	c := DefaultDirectoryConfig()
	c.Dir = dir
	return must[*Directory](t)(Open(c))
}

func write(t *testing.T, to sink.Sink, facts []fact.Fact) {
	t.Helper()
	if err := to.Write(t.Context(), facts); err != nil {
		t.Fatal(err)
	}
}

// tables returns the IDs in each Parquet file of a directory, in the order of
// their names.
func tables(t *testing.T, dir string) [][]string {
	t.Helper()
	var out [][]string
	for _, path := range must[[]string](t)(filepath.Glob(filepath.Join(dir, "*.parquet"))) {
		out = append(out, ids(t, path))
	}
	return out
}

// others lists what else is in a directory.
func others(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	for _, entry := range must[[]os.DirEntry](t)(os.ReadDir(dir)) {
		if filepath.Ext(entry.Name()) != partEnding && entry.Name() != lockName {
			out = append(out, entry.Name())
		}
	}
	return out
}

// TestFilesAreMadeWhenTheirTimeComes, without a fact that comes then.
func TestFilesAreMadeWhenTheirTimeComes(t *testing.T) {
	dir := t.TempDir()
	d := opened(t, dir)
	var timeComes func()
	d.after = func(wait time.Duration, f func()) *time.Timer {
		if wait != 10*time.Minute {
			t.Errorf("a file is made after %v", wait)
		}
		timeComes = f
		return time.NewTimer(wait)
	}
	write(t, d, numbered(0, 3))
	write(t, d, numbered(3, 5))
	if got := tables(t, dir); len(got) != 0 {
		t.Errorf("before its time: %v", got)
	}
	timeComes()
	want := [][]string{wantIDs(numbered(0, 5))}
	if diff := cmp.Diff(want, tables(t, dir)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	timeComes() // with nothing new
	write(t, d, numbered(5, 6))
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	want = append(want, wantIDs(numbered(5, 6)))
	if diff := cmp.Diff(want, tables(t, dir)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if left := others(t, dir); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// TestFilesAreMadeWhenTheyAreLarge.
func TestFilesAreMadeWhenTheyAreLarge(t *testing.T) {
	dir := t.TempDir()
	d := opened(t, dir)
	d.config.MaxBytes = 1000
	for i := range 10 {
		write(t, d, numbered(i, i+1))
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	var all []string
	got := tables(t, dir)
	for _, one := range got {
		all = append(all, one...)
	}
	if diff := cmp.Diff(wantIDs(numbered(0, 10)), all); diff != "" || len(got) < 3 || len(got) > 9 {
		t.Errorf("%d files: -want +got\n%s", len(got), diff)
	}
}

// TestWhatWasWrittenSurvivesAKill: each state of the disk that a crash can
// leave becomes files with every fact that was said to be safe, once.
func TestWhatWasWrittenSurvivesAKill(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, d *Directory){
		"in the journal": func(*testing.T, *Directory) {},
		"half a line": func(t *testing.T, d *Directory) {
			file := must[*os.File](t)(os.OpenFile(d.path, os.O_APPEND|os.O_WRONLY, 0o600))
			if _, err := file.WriteString(`{"id":"half`); err != nil {
				t.Fatal(err)
			}
		},
		"unfinished file": func(t *testing.T, d *Directory) {
			must[*unfinished](t)(create(strings.TrimSuffix(d.path, journalEnding) + partEnding))
		},
		"file and journal": func(t *testing.T, d *Directory) {
			if err := convert(d.path, strings.TrimSuffix(d.path, journalEnding)+partEnding); err != nil {
				t.Fatal(err)
			}
		},
	} {
		dir := t.TempDir()
		d := opened(t, dir)
		write(t, d, numbered(0, 5))
		damage(t, d)
		if err := d.lock.Unlock(); err != nil { // as the end of a process does
			t.Fatal(err)
		}
		again := opened(t, dir)
		write(t, again, numbered(5, 6))
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([][]string{wantIDs(numbered(0, 5)), wantIDs(numbered(5, 6))}, tables(t, dir)); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
		if left := others(t, dir); len(left) > 0 {
			t.Errorf("%s: left %v", name, left)
		}
	}
}

// TestDirectoryIsFilledByOne.
func TestDirectoryIsFilledByOne(t *testing.T) {
	dir := t.TempDir()
	first := opened(t, dir)
	if _, err := Open(first.config); err == nil || !strings.Contains(err.Error(), "another process fills it") {
		t.Errorf("error %v", err)
	}
	if err := errors.Join(first.Write(t.Context(), nil), first.Close()); err != nil {
		t.Fatal(err)
	}
	if err := opened(t, dir).Close(); err != nil {
		t.Error(err)
	}
	if got := tables(t, dir); len(got) != 0 {
		t.Errorf("no facts give %v", got)
	}
}

// TestFactsThatCannotBeWrittenAreRejected and the others are safe.
func TestFactsThatCannotBeWrittenAreRejected(t *testing.T) {
	dir := t.TempDir()
	d := opened(t, dir)
	facts := numbered(0, 3)
	facts[1].Type = "rumour"
	var rejected *sink.RejectedError
	if err := d.Write(t.Context(), facts); !errors.As(err, &rejected) || len(rejected.Rejected) != 1 || rejected.Rejected[0].Fact.ID != "1" {
		t.Errorf("error %v", err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"0", "2"}}, tables(t, dir)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestFailureIsSaid by the next call: what was written is safe in the journal.
func TestFailureIsSaid(t *testing.T) {
	for name, comes := range map[string]func(d *Directory){
		"its time":     (*Directory).due,
		"enough of it": func(d *Directory) { d.config.MaxBytes = 1; write(t, d, numbered(2, 3)) },
	} {
		dir := t.TempDir()
		d := opened(t, dir)
		write(t, d, numbered(0, 2))
		blocked := strings.TrimSuffix(d.path, journalEnding) + partEnding + durable.Unfinished
		if err := os.Mkdir(blocked, 0o700); err != nil {
			t.Fatal(err)
		}
		comes(d)
		if err := d.Write(t.Context(), numbered(3, 4)); err == nil || !strings.Contains(err.Error(), "making") {
			t.Errorf("%s: error %v", name, err)
		}
		if err := d.Close(); err == nil {
			t.Errorf("%s: closing tells no error", name)
		}
		if err := os.Remove(blocked); err != nil {
			t.Fatal(err)
		}
		if err := opened(t, dir).Close(); err != nil {
			t.Fatal(err)
		}
		if got := tables(t, dir); len(got) != 1 || strings.Join(got[0][:2], " ") != "0 1" || len(got[0]) > 3 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestNameOfDirectoryIsNoPattern.
func TestNameOfDirectoryIsNoPattern(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "[a-c]*")
	d := opened(t, dir)
	write(t, d, numbered(0, 1))
	if err := d.lock.Unlock(); err != nil { // as the end of a process does
		t.Fatal(err)
	}
	if err := opened(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	if left := others(t, dir); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

func TestConfigIsValidated(t *testing.T) {
	for said, c := range map[string]DirectoryConfig{
		"every is 0s": {MaxBytes: 1 << 20}, "max_bytes is 5": {Every: time.Minute, MaxBytes: 5},
	} {
		if err := c.Validate(); err == nil || !strings.Contains(err.Error(), said) {
			t.Errorf("error %v, want %q", err, said)
		}
	}
	if err := DefaultDirectoryConfig().Validate(); err != nil {
		t.Error(err)
	}
}
