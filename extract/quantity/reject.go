package quantity

// leastPower is the least power that is reported, in gigawatts: what draws less
// than a megawatt is a device.
const leastPower = 0.001

// rejected reports whether the mention at token k is no quantity after all.
func (p *pass) rejected(k int, m *mention) bool {
	switch m.Kind {
	case Power:
		return m.Qualifier != "vague" && m.high.float(0) < leastPower
	}
	return false
}
