package files

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
)

// Watch is a source of the articles in files that come, and in those that
// change, once they are complete. A file is remembered when all that came of
// it is safe, by its name, size and time, and is then not read again.
type Watch struct {
	config   WatchConfig
	reader   *page.Reader
	root     root
	notify   *notifier
	pending  map[string]sighting // files that may be incomplete
	ready    []*reading          // to be read
	current  *Files              // being read, nil for none
	file     *reading            // of current
	inHand   *readings
	nextScan time.Time
	nextLook time.Time // at what is pending
	unlisted error     // why not everything was looked at
}

// NewWatch returns a source. A path that is not there is an error.
func NewWatch(c WatchConfig, r *page.Reader) (*Watch, error) {
	if err := check(c.Path); err != nil {
		return nil, err
	}
	if c.Once {
		c.Rest = 0
	}
	w := &Watch{
		config: c, reader: r, root: root{path: filepath.Clean(c.Path)}, pending: map[string]sighting{}, inHand: newReadings(c.Memory),
	}
	if !c.Once {
		w.notify = newNotifier(c.Log)
	}
	return w, nil
}

// Name names the path.
func (w *Watch) Name() string { return w.config.Path + ", watched" }

// Close ends the watching. What was read whole and is safe is remembered.
func (w *Watch) Close() error {
	errs := []error{w.inHand.remember(), w.notify.close()}
	if w.current != nil {
		errs = append(errs, w.current.Close())
	}
	return errors.Join(errs...)
}

// Next returns the next article or rejection. It waits for files to come, or
// with Once until what came of those that are there is safe.
func (w *Watch) Next(ctx context.Context) (ingest.Delivery, error) {
	for {
		switch {
		case w.current != nil:
			d, err := w.current.Next(ctx)
			if err == nil {
				return w.file.deliver(d), nil
			}
			if !errors.Is(err, io.EOF) {
				return d, err
			}
			if err := w.finish(); err != nil {
				return d, err
			}
		case len(w.ready) > 0:
			w.begin()
		default:
			if err := w.wait(ctx); err != nil {
				return ingest.Delivery{}, err
			}
		}
	}
}

// begin opens the file that is to be read next. One that cannot be opened is
// passed over, and tried again when everything is looked at; with Once there is
// no other time, and it is a rejection.
func (w *Watch) begin() {
	next := w.ready[0]
	w.ready = w.ready[1:]
	f, err := w.open(next.path)
	if err != nil {
		w.config.Log.Warn("passing over a file", "path", next.path, "error", err)
		next.settle(err)
		return
	}
	w.current, w.file = f, next
}

func (w *Watch) open(path string) (*Files, error) {
	probe, err := os.Open(path)
	if err == nil {
		probe.Close()
	} else if !w.config.Once {
		return nil, advise(err)
	}
	return New(Config{Paths: []string{path}, Kind: w.config.Kind}, w.reader)
}

// finish closes the file that was read.
func (w *Watch) finish() error {
	w.file.finish()
	f := w.current
	w.current, w.file = nil, nil
	if w.inHand.many() {
		return errors.Join(w.inHand.remember(), f.Close())
	}
	return f.Close()
}

// wait waits until something is to be done, and does it.
func (w *Watch) wait(ctx context.Context) error {
	if err := w.inHand.remember(); err != nil {
		return err
	}
	if w.config.Once && !w.nextScan.IsZero() {
		return w.drain(ctx)
	}
	timer := time.NewTimer(time.Until(w.due()))
	defer timer.Stop()
	select {
	case event := <-w.notify.events():
		w.touch(event.Name)
	case err := <-w.notify.lost():
		w.config.Log.Debug("looking at everything, as the system may not have told of all", "path", w.config.Path, "error", err)
		w.nextScan = time.Now()
	case <-timer.C:
		w.look()
	case <-w.inHand.settled:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// drain returns io.EOF when nothing is in hand any more, or why not everything
// was looked at.
func (w *Watch) drain(ctx context.Context) error {
	if w.inHand.none() {
		if w.unlisted != nil {
			return w.unlisted
		}
		return io.EOF
	}
	select {
	case <-w.inHand.settled:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
