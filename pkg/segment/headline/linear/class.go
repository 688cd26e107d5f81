package linear

import _ "embed"

// Classes of words that stand in the same company: each of the commonest words
// of the training text has one. The table is open-addressed by hash, three
// bytes a slot: the upper half of the hash, little-endian, and the class, 0 in
// a free slot.
//
//go:embed classes.bin
var classes string

const classSlots = 1 << 16

// Classes of what has no place in the table.
const (
	classRare = 251 + iota
	classDigit
	classLatin
	classMark
	classNone // no word
)

// class is the class of w.
func (w *word) class() uint32 {
	if w.of == 0 {
		w.of = w.findClass()
	}
	return uint32(w.of)
}

func (w *word) findClass() uint8 {
	switch w.kind {
	case kindDigit:
		return classDigit
	case kindLatin:
		return classLatin
	case kindMark:
		return classMark
	}
	for i := w.hash % classSlots; ; i = (i + 1) % classSlots {
		slot := classes[3*i : 3*i+3]
		if slot[2] == 0 {
			return classRare
		}
		if uint32(slot[0])|uint32(slot[1])<<8 == w.hash>>16 {
			return slot[2]
		}
	}
}
