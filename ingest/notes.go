package ingest

// Notes keeps the state of sources across restarts, each under a key of its own.
// It may be used by several goroutines.
type Notes interface {
	// Note returns what was noted under a key, nil for nothing.
	Note(key string) []byte
	SetNote(key string, value []byte) error
}
