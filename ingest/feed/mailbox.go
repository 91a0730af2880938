package feed

import "sync"

// Bounds of what waits in a mailbox.
const (
	maxLetters = 16
	maxMail    = 1 << 20 // bytes
)

// letter is what a hub distributed once.
type letter struct {
	body        []byte
	contentType string
}

// mailbox keeps what comes from outside until the feed's next step.
type mailbox struct {
	mu      sync.Mutex
	letters []letter
	bytes   int
	lost    bool // there was no room for some
}

func (m *mailbox) put(l letter) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.letters) > 0 && (len(m.letters) >= maxLetters || m.bytes+len(l.body) > maxMail) {
		m.lost = true
		return
	}
	m.letters, m.bytes = append(m.letters, l), m.bytes+len(l.body)
}

func (m *mailbox) take() (letters []letter, lost bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	letters, lost = m.letters, m.lost
	m.letters, m.bytes, m.lost = nil, 0, false
	return letters, lost
}
