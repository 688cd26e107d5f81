package maxent

// A Table maps hashes of 64 bits to bytes. It is read in place: slots of three
// bytes, the value and 16 bits of the hash. An empty slot, of value 0, ends a
// search. A hash that is in no table is found by mistake once in some 20,000
// times.
type Table string

const slotSize = 3

// find returns the value of the hash h, or 0. slots is a power of two.
func (t Table) find(h uint64, slots int) uint8 {
	mark0, mark1 := uint8(h), uint8(h>>8)
	for i := int(h>>40) & (slots - 1); ; i = (i + 1) & (slots - 1) {
		s := t[i*slotSize : i*slotSize+slotSize]
		if s[0] == 0 || s[1] == mark0 && s[2] == mark1 {
			return s[0]
		}
	}
}

// put writes a value into the slots of a table under construction. Of two keys
// with one hash, the first stays.
func put(table []byte, h uint64, value uint8) {
	slots := len(table) / slotSize
	for i := int(h>>40) & (slots - 1); ; i = (i + 1) & (slots - 1) {
		switch s := table[i*slotSize:][:slotSize]; {
		case s[0] == 0:
			s[0], s[1], s[2] = value, uint8(h), uint8(h>>8)
			return
		case s[1] == uint8(h) && s[2] == uint8(h>>8):
			return
		}
	}
}
