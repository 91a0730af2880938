package files

import (
	"log/slog"
	"sync"

	"github.com/fsnotify/fsnotify"
)

// notifier tells of what happens in directories. A nil one tells nothing:
// then there is only the looking again and again.
type notifier struct {
	watcher *fsnotify.Watcher
	log     *slog.Logger
	full    sync.Once
}

func newNotifier(log *slog.Logger) *notifier {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		log.Warn("files are looked for from time to time, as the system does not tell of them", "error", err)
		return nil
	}
	return &notifier{watcher: w, log: log}
}

// add watches a directory, if it is not watched. Where the system has no room
// for one more it is told once.
func (n *notifier) add(dir string) {
	if n == nil {
		return
	}
	if err := n.watcher.Add(dir); err != nil {
		n.full.Do(func() {
			n.log.Warn("some directories are looked at from time to time only, as the system does not tell of them", "path", dir, "error", err)
		})
	}
}

// events tell the names that something happens to.
func (n *notifier) events() <-chan fsnotify.Event {
	if n == nil {
		return nil
	}
	return n.watcher.Events
}

// lost tells that something may have happened that was not told.
func (n *notifier) lost() <-chan error {
	if n == nil {
		return nil
	}
	return n.watcher.Errors
}

func (n *notifier) close() error {
	if n == nil {
		return nil
	}
	return n.watcher.Close()
}
