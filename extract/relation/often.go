package relation

// often is how many times of a name are told apart.
const often = 4

// nameCounts counts how often each of some names stands in a text, within
// longer words too. It walks over the text once for all of them, since once
// for each would take time that grows with the square of the text.
type nameCounts struct {
	// nodes are a trie of the names: the beginnings of names, each with the
	// byte that it ends in. None is node 0.
	nodes  []nameNode
	starts [256]int32 // the nodes of the first bytes, 0 for none
}

// nameNode is a beginning of names.
type nameNode struct {
	by             byte
	count          uint8
	whole          bool  // it is a name itself
	child, sibling int32 // the first that is longer by a byte, the next as long; 0 for none
	end            int   // where the last one counted ends
}

// reset takes all names out.
func (c *nameCounts) reset() {
	if len(c.nodes) > 0 {
		c.nodes = c.nodes[:0]
		clear(c.starts[:])
	}
}

// add enters a name that is to be counted.
func (c *nameCounts) add(name string) {
	if len(c.nodes) == 0 {
		c.nodes = append(c.nodes, nameNode{})
	}
	at := c.starts[name[0]]
	if at == 0 {
		at = c.grow(name[0])
		c.starts[name[0]] = at
	}
	for i := 1; i < len(name); i++ {
		next := c.next(at, name[i])
		if next == 0 {
			next = c.grow(name[i])
			c.nodes[next].sibling, c.nodes[at].child = c.nodes[at].child, next
		}
		at = next
	}
	c.nodes[at].whole = true
}

func (c *nameCounts) grow(by byte) int32 {
	c.nodes = append(c.nodes, nameNode{by: by})
	return int32(len(c.nodes) - 1)
}

// next returns the node that a byte leads to, 0 for none.
func (c *nameCounts) next(at int32, by byte) int32 {
	next := c.nodes[at].child
	for next != 0 && c.nodes[next].by != by {
		next = c.nodes[next].sibling
	}
	return next
}

// count counts the names in a text, none over itself.
func (c *nameCounts) count(text string) {
	for i := range len(text) {
		at := c.starts[text[i]]
		for end := i + 1; at != 0; end++ {
			if n := &c.nodes[at]; n.whole && n.count < often && i >= n.end {
				n.count++
				n.end = end
			}
			if end == len(text) {
				break
			}
			at = c.next(at, text[end])
		}
	}
}

// of returns how often a name that was added stands in the text, often for
// that and more.
func (c *nameCounts) of(name string) uint64 {
	at := c.starts[name[0]]
	for i := 1; i < len(name); i++ {
		at = c.next(at, name[i])
	}
	return uint64(c.nodes[at].count)
}
