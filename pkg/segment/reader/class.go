package reader

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
	ClassRare = 251 + iota
	ClassDigit
	ClassLatin
	ClassMark
	ClassNone // no word
)

// Class returns the class of w.
func (w *Word) Class() uint32 { return uint32(w.class) }

// RestClass returns the class of what follows the و that w begins with, or ClassNone.
func (w *Word) RestClass() uint32 { return uint32(w.restClass) }

// classify fills in the classes of words. It reads the slots of a group of them before it
// asks what is there, so that memory serves many at once.
func classify(words []Word) {
	var slots [32]uint32
	for len(words) > 0 {
		group := words[:min(len(words), len(slots))]
		for i := range group {
			slots[i] = slot(group[i].Hash % classSlots)
		}
		for i := range group {
			w := &group[i]
			w.restClass = ClassNone
			switch w.Kind {
			case Arabic:
				w.class = classAt(w.Hash, slots[i])
			case Digit:
				w.class = ClassDigit
			case Latin:
				w.class = ClassLatin
			case Mark:
				w.class = ClassMark
			}
			if w.Rest != 0 {
				w.restClass = classAt(w.Rest, slot(w.Rest%classSlots))
			}
		}
		words = words[len(group):]
	}
}

// slot returns the content of slot i: a class, and above it the upper half of a hash.
func slot(i uint32) uint32 {
	s := classes[3*i : 3*i+3]
	return uint32(s[2]) | uint32(s[0])<<16 | uint32(s[1])<<24
}

// classAt returns the class of the word with that hash, of whose slot s is the content.
func classAt(hash, s uint32) uint8 {
	for i := hash % classSlots; uint8(s) != 0; s = slot(i) {
		if s>>16 == hash>>16 {
			return uint8(s)
		}
		i = (i + 1) % classSlots
	}
	return ClassRare
}

// Words yields the hash of each word of text that may have a class, and 1 for digits, 2
// for a word in Latin letters.
func Words(text []byte, yield func(hash uint32)) {
	var words [64]Word
	for at := 0; at < len(text); {
		n := 0
		n, at = Read(words[:], text, at)
		for _, w := range words[:n] {
			switch w.Kind {
			case Arabic:
				yield(w.Hash)
			case Digit:
				yield(1)
			case Latin:
				yield(2)
			}
		}
	}
}

// ClassTable returns the content of classes.bin for the words that each yields by their
// hashes. A class is 1 to 250.
func ClassTable(each func(yield func(hash uint32, class uint8))) []byte {
	table := make([]byte, 3*classSlots)
	each(func(hash uint32, class uint8) {
		i := hash % classSlots
		for table[3*i+2] != 0 {
			i = (i + 1) % classSlots
		}
		table[3*i], table[3*i+1], table[3*i+2] = byte(hash>>16), byte(hash>>24), class
	})
	return table
}
