package browser

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
	"testing"
)

// program is gigawire as it runs, for all tests that look at it.
type program struct {
	once sync.Once
	url  string
	// inbox is a directory whose articles are taken in as they come.
	inbox string
	dir   string
	cmd   *exec.Cmd
	err   error
}

// newsroom runs on the sample newsroom, desk on what tests put into its inbox.
var (
	newsroom = &program{}
	desk     = &program{}
	binary   = sync.OnceValues(build)
)

// token is what the programs' pages ask for.
const token = "a token of tests"

// started returns the address of a program's page. The first test starts it.
func (p *program) started(t *testing.T, settings ...string) string {
	t.Helper()
	chromium(t) // so that nothing is built for a test that is skipped
	p.once.Do(func() { p.err = p.start(settings) })
	if p.err != nil {
		t.Fatal(p.err)
	}
	return p.url
}

func newsroomPage(t *testing.T) string {
	t.Helper()
	return newsroom.started(t, "newsroom.address=127.0.0.1:0")
}

func deskPage(t *testing.T) string {
	t.Helper()
	return desk.started(t, "newsroom.enabled=false", "duplicates.enabled=false")
}

func build() (string, error) {
	dir, err := os.MkdirTemp("", "gigawire-browser")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "gigawire")
	if out, err := exec.CommandContext(context.Background(), "go", "build", "-o", path, "../../cmd/gigawire").CombinedOutput(); err != nil {
		return "", fmt.Errorf("building gigawire: %w: %s", err, out)
	}
	return path, nil
}

func (p *program) start(settings []string) error {
	path, err := binary()
	if err != nil {
		return err
	}
	if p.dir, err = os.MkdirTemp(filepath.Dir(path), "run"); err != nil {
		return err
	}
	p.inbox = filepath.Join(p.dir, "inbox")
	if err := os.Mkdir(p.inbox, 0o700); err != nil {
		return err
	}
	args := []string{"run"}
	for _, s := range append([]string{
		"http.address=127.0.0.1:0", "http.token=" + token, "broker.port=0", "fetch.delay=1ms", "sources.paths=[{path: inbox, watch: true}]",
	}, settings...) {
		args = append(args, "--set", s)
	}
	p.cmd = exec.CommandContext(context.Background(), path, args...)
	p.cmd.Dir = p.dir
	said, err := p.cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := p.cmd.Start(); err != nil {
		return err
	}
	p.url, err = addressIn(said)
	return err
}

// addressIn returns the address that the program says it can be opened at, and
// goes on reading what it says, so that the pipe never fills.
func addressIn(said io.Reader) (string, error) {
	address := regexp.MustCompile(`open (http://\S+) `)
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if match := address.FindStringSubmatch(lines.Text()); match != nil {
			go io.Copy(io.Discard, said)
			return match[1], nil
		}
	}
	return "", errors.Join(errors.New("gigawire ended before it served its page"), lines.Err())
}

// end ends the program, if it was started.
func (p *program) end() {
	if p.cmd != nil && p.cmd.Process != nil {
		_ = p.cmd.Process.Signal(syscall.SIGTERM)
		_ = p.cmd.Wait()
	}
	if p.dir != "" {
		_ = os.RemoveAll(filepath.Dir(p.dir))
	}
}

// news is an article as it is put into the inbox.
type news struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Text      string `json:"text"`
	Source    string `json:"source"`
	Published string `json:"published"`
}

// take puts articles into the inbox, in one piece.
func (p *program) take(t *testing.T, name string, articles ...news) {
	t.Helper()
	var lines []byte
	for _, a := range articles {
		line, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(append(lines, line...), '\n')
	}
	p.drop(t, name+".jsonl", lines)
}

func (p *program) drop(t *testing.T, name string, content []byte) {
	t.Helper()
	beside := filepath.Join(p.dir, name)
	if err := os.WriteFile(beside, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(beside, filepath.Join(p.inbox, name)); err != nil {
		t.Fatal(err)
	}
}
