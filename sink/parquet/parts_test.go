package parquet

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/gigawire/gigawire/sink"
)

var (
	_ sink.Sink = (*Parts)(nil)
	_ sink.Sink = (*Writer)(nil)
)

// TestPartsEndUpAsOneFile, to which later calls add.
func TestPartsEndUpAsOneFile(t *testing.T) {
	dir := t.TempDir()
	path, parts := filepath.Join(dir, "facts.parquet"), filepath.Join(dir, "parts")
	var mark int64
	for call := range 3 {
		p := must[*Parts](t)(Resume(path, parts, mark))
		for i := range 3 {
			from := call*30 + i*10
			if err := p.Write(t.Context(), numbered(from, from+10)); err != nil {
				t.Fatal(err)
			}
			mark = must[int64](t)(p.Sync())
		}
		if again := must[int64](t)(p.Sync()); again != mark {
			t.Errorf("nothing new gives part %d behind %d", again, mark)
		}
		if err := errors.Join(p.Complete(), p.Close()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wantIDs(numbered(0, call*30+30)), ids(t, path)); diff != "" {
			t.Fatalf("call %d: -want +got\n%s", call, diff)
		}
		if left := must[[]os.DirEntry](t)(os.ReadDir(parts)); len(left) > 0 {
			t.Errorf("parts are left: %v", left)
		}
	}
	before := must[os.FileInfo](t)(os.Stat(path))
	p := must[*Parts](t)(Resume(path, parts, mark))
	if err := p.Complete(); err != nil {
		t.Fatal(err)
	}
	if after := must[os.FileInfo](t)(os.Stat(path)); !os.SameFile(before, after) {
		t.Error("a call with nothing new wrote the file again")
	}
}

// TestNoFactsGiveATableWithoutRows.
func TestNoFactsGiveATableWithoutRows(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "facts.parquet")
	p := must[*Parts](t)(Resume(path, filepath.Join(dir, "parts"), 0))
	if err := errors.Join(p.Write(t.Context(), nil), p.Complete(), p.Close()); err != nil {
		t.Fatal(err)
	}
	if got := ids(t, path); len(got) != 0 {
		t.Errorf("rows %v", got)
	}
}

// TestCrashBetweenAnyTwoSteps repeats nothing and loses nothing: what is on the
// disk at each of them is gone on with from the checkpoint that was safe then.
func TestCrashBetweenAnyTwoSteps(t *testing.T) {
	dir := t.TempDir()
	path, parts := filepath.Join(dir, "facts.parquet"), filepath.Join(dir, "parts")
	p := must[*Parts](t)(Resume(path, parts, 0))
	states := map[string]int64{} // copies of the directory, with the checkpoint
	keep := func(name string, mark int64) {
		to := filepath.Join(t.TempDir(), name)
		if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		states[to] = mark
	}
	for i := range 2 {
		if err := p.Write(t.Context(), numbered(i*10, i*10+10)); err != nil {
			t.Fatal(err)
		}
		keep("written", p.count)
		before := p.count
		mark := must[int64](t)(p.Sync())
		keep("part without checkpoint", before)
		keep("part", mark)
	}
	if err := p.merge(); err != nil {
		t.Fatal(err)
	}
	keep("merged, parts left", p.count)
	for state, mark := range states {
		path := filepath.Join(state, "facts.parquet")
		p, err := Resume(path, filepath.Join(state, "parts"), mark)
		if err != nil {
			t.Fatalf("%s, checkpoint %d: %v", state, mark, err)
		}
		if err := p.Write(t.Context(), numbered(int(mark)*10, 25)); err != nil {
			t.Fatal(err)
		}
		must[int64](t)(p.Sync())
		if err := errors.Join(p.Complete(), p.Close()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wantIDs(numbered(0, 25)), ids(t, path)); diff != "" {
			t.Errorf("%s, checkpoint %d: -want +got\n%s", state, mark, diff)
		}
	}
}

// TestCloseDropsWhatIsNotSafe.
func TestCloseDropsWhatIsNotSafe(t *testing.T) {
	dir := t.TempDir()
	p := must[*Parts](t)(Resume(filepath.Join(dir, "facts.parquet"), filepath.Join(dir, "parts"), 0))
	if err := p.Write(t.Context(), each()); err != nil {
		t.Fatal(err)
	}
	if err := p.Complete(); err == nil || !strings.Contains(err.Error(), "not all facts are safe") {
		t.Errorf("error %v", err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if left := must[[]os.DirEntry](t)(os.ReadDir(filepath.Join(dir, "parts"))); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

// TestResumeRefusesWhatWouldLoseFacts.
func TestResumeRefusesWhatWouldLoseFacts(t *testing.T) {
	dir := t.TempDir()
	path, parts := filepath.Join(dir, "facts.parquet"), filepath.Join(dir, "parts")
	p := must[*Parts](t)(Resume(path, parts, 0))
	if err := p.Write(t.Context(), each()); err != nil {
		t.Fatal(err)
	}
	mark := must[int64](t)(p.Sync())
	if _, err := Resume(path, t.TempDir(), mark); err == nil || !strings.Contains(err.Error(), "1 of 1 parts are not there: restore them") {
		t.Errorf("error %v", err)
	}
	if err := p.Complete(); err != nil {
		t.Fatal(err)
	}
	if _, err := Resume(path, parts, 0); err == nil || !strings.Contains(err.Error(), "holds 1 parts, but 0 were written: begin anew") {
		t.Errorf("error %v", err)
	}
	foreign := filepath.Join(dir, "foreign.parquet")
	if err := parquet.WriteFile(foreign, []row{{ID: "1"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := Resume(foreign, parts, 0); err == nil || !strings.Contains(err.Error(), "backfill did not write it: remove it or name another") {
		t.Errorf("error %v", err)
	}
	if got := ids(t, foreign); len(got) != 1 {
		t.Error("a foreign file was changed")
	}
}

// TestRowGroupsAreLarge though parts are small, and large ones are copied.
func TestRowGroupsAreLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 150,000 rows")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "facts.parquet")
	p := must[*Parts](t)(Resume(path, filepath.Join(dir, "parts"), 0))
	some := numbered(0, 30_000)
	for _, n := range []int{1000, 2000, 30_000, 30_000, 5} {
		if err := p.Write(t.Context(), some[:n]); err != nil {
			t.Fatal(err)
		}
		if n == 30_000 {
			if err := p.Write(t.Context(), some); err != nil {
				t.Fatal(err)
			}
		}
		must[int64](t)(p.Sync())
	}
	if err := p.Complete(); err != nil {
		t.Fatal(err)
	}
	var groups []int64
	err := reading(path, func(f *parquet.File) error {
		for _, g := range f.RowGroups() {
			groups = append(groups, g.NumRows())
		}
		return nil
	})
	if diff := cmp.Diff([]int64{3000, 60_000, 60_000, 5}, groups); err != nil || diff != "" {
		t.Errorf("error %v, -want +got\n%s", err, diff)
	}
}

// BenchmarkWrite tells how many facts a second become rows.
func BenchmarkWrite(b *testing.B) {
	facts := numbered(0, 1000)
	dir := b.TempDir()
	p, err := Resume(filepath.Join(dir, "facts.parquet"), filepath.Join(dir, "parts"), 0)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := p.Write(b.Context(), facts); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := p.Sync(); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)*1000/b.Elapsed().Seconds(), "facts/s")
	if err := p.Complete(); err != nil {
		b.Fatal(err)
	}
}
