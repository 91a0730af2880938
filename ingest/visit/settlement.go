package visit

import "sync"

// settlement waits until what is open is closed.
type settlement struct {
	mu    sync.Mutex
	count int
	f     func() // nil for none
}

func (s *settlement) open() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count++
}

func (s *settlement) close(err error) {
	s.mu.Lock()
	s.count--
	if err != nil {
		s.f = nil
	}
	s.mu.Unlock()
	s.settle()
}

func (s *settlement) when(f func()) {
	s.mu.Lock()
	s.f = f
	s.mu.Unlock()
	s.settle()
}

func (s *settlement) settle() {
	s.mu.Lock()
	var f func()
	if s.count == 0 {
		f, s.f = s.f, nil
	}
	s.mu.Unlock()
	if f != nil {
		f()
	}
}
