package poll

// Concurrent is what a Pace may be that knows how many requests may run at
// once: so many steps are taken then.
type Concurrent interface{ Concurrency() int }

// workers returns how many steps are taken at once.
func workers(p Pace) int {
	if c, ok := p.(Concurrent); ok {
		return c.Concurrency()
	}
	return Workers
}
