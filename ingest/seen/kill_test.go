package seen

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"go.etcd.io/bbolt"
)

// writes is the variable that makes the test's program one that writes to the
// store it names.
const writes = "GIGAWIRE_TEST_WRITES"

// TestMain writes, where that is asked for, until it is killed, and says which
// keys are safe.
func TestMain(m *testing.M) {
	path := os.Getenv(writes)
	if path == "" {
		os.Exit(m.Run())
	}
	s, err := Open(path, killedLimit)
	if err != nil {
		panic(err)
	}
	l, err := s.Log("test", killedLimit)
	if err != nil {
		panic(err)
	}
	for i := newest(s); ; i++ {
		record := []byte(strconv.Itoa(i))
		if err := l.Append([][]byte{record}); err != nil {
			panic(err)
		}
		if err := s.Add(string(record)); err != nil {
			panic(err)
		}
		fmt.Println(i)
	}
}

// newest returns how many keys were added so far.
func newest(s *Store) int {
	n := uint64(0)
	_ = s.db.View(func(tx *bbolt.Tx) error {
		n = tx.Bucket([]byte(order)).Sequence()
		return nil
	})
	return int(n)
}

const killedLimit = 60

// TestStoreSurvivesKills at instants that chance decides: what was said to be
// safe is there, and the file does not grow.
func TestStoreSurvivesKills(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seen.db")
	at, said := rand.New(rand.NewPCG(1, 2)), -1 //nolint:gosec // for a test
	for range 6 {
		said = max(said, writeUntilKilled(t, path, 1+at.IntN(15)))
		s := openLimited(t, path, killedLimit)
		for _, key := range numbered(max(0, said-killedLimit/2), said+1) {
			if !s.Has(key) {
				t.Errorf("key %s was safe and is forgotten", key)
			}
		}
		if _, last, n := ends(t, openLog(t, s, killedLimit)); n > killedLimit || toNumber(t, last) < said {
			t.Errorf("the log has %d records up to %s, and %d was safe", n, last, said)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if size := sizeOf(t, path); size > 256<<10 {
		t.Errorf("the file has %d bytes", size)
	}
}

// writeUntilKilled returns the last key that a program said is safe before it
// was killed, some time after so many.
func writeUntilKilled(t *testing.T, path string, after int) int {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), program)
	c.Env = append(os.Environ(), writes+"="+path)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	last, lines := -1, bufio.NewScanner(out)
	for n := 1; lines.Scan(); n++ {
		last = toNumber(t, lines.Text())
		if n == after {
			if err := c.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if c.Wait() == nil || last < 0 {
		t.Fatalf("the program was not killed, or wrote nothing: %d", last)
	}
	return last
}

func toNumber(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
