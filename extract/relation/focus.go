package relation

// focus is what holds for all the companies that one quantity may concern: it
// is found once, and then asked for each of them.
type focus struct {
	quantity   int
	items      []item
	at         int // the quantity among the items
	frame      frame
	attachment attachment
	pronoun    uint64
	others     int // how many entities the sentence names
	// The last quantities before this one, in its sentence and before it.
	here, earlier int
	places        []place // of the entities asked for so far
}

// focus returns that of a quantity. It holds until another is asked for.
func (v *view) focus(q int) *focus {
	f := &v.focused
	if f.items != nil && f.quantity == q {
		return f
	}
	items, at := v.at(q)
	here, earlier := v.lastQuantities(q)
	*f = focus{
		quantity: q, items: items, at: at, frame: v.tables.frame(items, at, v.start(q, items, at)),
		attachment: v.attach(q), pronoun: v.pronouns(items, at), others: distinct(items, -1), here: here, earlier: earlier, places: f.places[:0],
	}
	return f
}

// place returns where an entity stands to a quantity.
func (v *view) place(q int, e int32) *place {
	f := v.focus(q)
	for i := range f.places {
		if f.places[i].entity == e {
			return &f.places[i]
		}
	}
	f.places = append(f.places, v.findPlace(f, e))
	return &f.places[len(f.places)-1]
}
