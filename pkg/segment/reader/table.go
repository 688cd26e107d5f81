package reader

// A Table holds what words are, by their hashes. It is open-addressed: a free slot is of no
// word, and what it holds is 0.
type Table []struct {
	hash uint32
	what uint8
}

// NewTable returns a table with that many slots, a power of two greater than the number of
// its words.
func NewTable(slots int) Table { return make(Table, slots) }

// Of returns what the word with that hash is; 0 for a word that the table does not have.
func (t Table) Of(hash uint32) uint8 { return t[t.slot(hash)].what }

// At returns the place for what the word is, which must not be 0 in the end.
func (t Table) At(word string) *uint8 {
	hash := Hash(word)
	slot := &t[t.slot(hash)]
	slot.hash = hash
	return &slot.what
}

// slot returns the slot of a hash, or the free one where it belongs.
func (t Table) slot(hash uint32) uint32 {
	last := uint32(len(t) - 1)
	for i := hash & last; ; i = (i + 1) & last {
		if t[i].what == 0 || t[i].hash == hash {
			return i
		}
	}
}
