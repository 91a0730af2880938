package relation

// often is how many times of a name are told apart.
const often = 4

// nameCounts counts how often each of some names stands in a text, within
// longer words too. It walks over the text once for all of them, since once
// for each would take time that grows with the square of the text.
type nameCounts struct {
	// next has the node that a byte leads to. The names are a trie.
	next   map[step]int32
	starts [256]bool // the bytes that names begin with
	nodes  []nameNode
}

// step is a byte after a node.
type step struct {
	from int32
	by   byte
}

// nameNode is where a beginning of names ends.
type nameNode struct {
	whole  bool // it is a name itself
	count  uint8
	length int32
	end    int // of the last time that was counted
}

// add enters a name that is to be counted.
func (c *nameCounts) add(name string) {
	if c.next == nil {
		c.next, c.nodes = map[step]int32{}, make([]nameNode, 1)
	}
	c.starts[name[0]] = true
	at := int32(0)
	for i := range len(name) {
		by := step{at, name[i]}
		next, ok := c.next[by]
		if !ok {
			next = int32(len(c.nodes))
			c.nodes = append(c.nodes, nameNode{length: int32(i + 1)})
			c.next[by] = next
		}
		at = next
	}
	c.nodes[at].whole = true
}

// count counts the names in a text, none over itself.
func (c *nameCounts) count(text string) {
	for i := range len(text) {
		if c.starts[text[i]] {
			c.countAt(text, i)
		}
	}
}

// countAt counts the names that begin at byte i.
func (c *nameCounts) countAt(text string, i int) {
	at := int32(0)
	for k := i; k < len(text); k++ {
		next, ok := c.next[step{at, text[k]}]
		if !ok {
			return
		}
		at = next
		if n := &c.nodes[at]; n.whole && n.count < often && i >= n.end {
			n.count++
			n.end = i + int(n.length)
		}
	}
}

// of returns how often a name that was added stands in the text, often for
// that and more.
func (c *nameCounts) of(name string) uint64 {
	at := int32(0)
	for i := range len(name) {
		at = c.next[step{at, name[i]}]
	}
	return uint64(c.nodes[at].count)
}
