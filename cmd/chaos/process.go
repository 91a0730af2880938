package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// process is gigawire, started again by whoever watches over it.
type process struct {
	name    string
	program string
	args    []string
	dir     string // of logs
	// feed writes to the standard input of each that is started; it may be nil.
	feed func(io.WriteCloser)

	mu   sync.Mutex
	cmd  *exec.Cmd // nil while none runs
	most int64     // resident memory of any that has ended, in bytes
	// odd are ends that nobody brought about.
	odd []string
	// killed is true from a kill to the next start.
	killed bool
}

// process returns one that is yet to be started. The arguments follow those
// that lead to the cluster.
func (a *arena) process(name, prefix string, args ...string) *process {
	return &process{name: name, program: a.program, dir: a.dir, args: append([]string{
		"run", "--config", "pipeline.yaml", "--set", "newsroom.enabled=false", "--set", "http.address=''",
		"--set", "kafka.brokers=[" + a.cluster.proxied() + "]", "--set", "kafka.topic_prefix=" + prefix,
		"--set", "kafka.replication=3", "--set", "kafka.partitions=4", "--set", "state=" + filepath.Join(a.dir, name+".db"),
	}, args...)}
}

// once runs the process until it ends, and returns how. It is asked to end
// when ctx does.
func (p *process) once(ctx context.Context) error {
	log, err := os.OpenFile(p.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	c := exec.CommandContext(context.WithoutCancel(ctx), p.program, p.args...) //nolint:gosec // gigawire, as it was built
	c.Stderr = log
	if err := p.start(c); err != nil {
		return fmt.Errorf("starting %s: %w", p.name, err)
	}
	defer context.AfterFunc(ctx, func() { p.signal(syscall.SIGTERM) })()
	err = c.Wait()
	p.ended(c, err)
	return err
}

func (p *process) start(c *exec.Cmd) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	in, err := c.StdinPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	p.cmd, p.killed = c, false
	if p.feed != nil {
		go p.feed(in)
	}
	return nil
}

func (p *process) ended(c *exec.Cmd, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cmd = nil
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		p.most = max(p.most, usage.Maxrss<<10) // Linux counts in KiB
	}
	if err != nil && !p.killed {
		p.odd = append(p.odd, fmt.Sprintf("%s: %v: %s", p.name, err, p.lastWords()))
	}
}

// lastWords returns the last line of the log.
func (p *process) lastWords() string {
	log, _ := os.ReadFile(p.log()) // without one there are none
	lines := strings.Split(strings.TrimSpace(string(log)), "\n")
	return lines[len(lines)-1]
}

func (p *process) log() string { return filepath.Join(p.dir, p.name+".log") }

// always runs the process again and again until ctx ends, as a supervisor
// does.
func (p *process) always(ctx context.Context, random *rand.Rand) error {
	for ctx.Err() == nil {
		if err := p.once(ctx); err != nil && !isExit(err) {
			return err
		}
		wait(ctx, between(random, 0, 2*time.Second))
	}
	return nil
}

// until runs the process again and again until it ends well.
func (p *process) until(ctx context.Context) error {
	for ctx.Err() == nil {
		if err := p.once(ctx); err == nil || !isExit(err) {
			return err
		}
	}
	return ctx.Err()
}

func isExit(err error) bool {
	var exit *exec.ExitError
	return errors.As(err, &exit)
}

// signal reports whether there was a process to send it to.
func (p *process) signal(s syscall.Signal) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == nil {
		return false
	}
	p.killed = true
	return p.cmd.Process.Signal(s) == nil
}

// kill kills the process, if need be once it has been started again.
func (p *process) kill(ctx context.Context) error {
	for range 50 {
		if p.signal(syscall.SIGKILL) {
			return nil
		}
		wait(ctx, 100*time.Millisecond)
	}
	return errMissed
}

// freeze stops the process for a while: it finds its partitions gone when it
// goes on.
func (p *process) freeze(ctx context.Context, d time.Duration) error {
	p.mu.Lock()
	c := p.cmd
	p.mu.Unlock()
	if c == nil || c.Process.Signal(syscall.SIGSTOP) != nil {
		return errMissed
	}
	wait(ctx, d)
	c.Process.Signal(syscall.SIGCONT) //nolint:errcheck // it may have been killed
	return nil
}

func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// between returns a duration at random.
func between(random *rand.Rand, from, to time.Duration) time.Duration {
	return from + time.Duration(random.Int64N(int64(to-from)))
}
