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
func (w *Word) Class() uint32 {
	if w.of == 0 {
		w.of = w.findClass()
	}
	return uint32(w.of)
}

// RestClass returns the class of what follows the و that w begins with, or ClassNone.
func (w *Word) RestClass() uint32 {
	if w.ofRest == 0 {
		w.ofRest = ClassNone
		if w.Rest != 0 {
			w.ofRest = classOf(w.Rest)
		}
	}
	return uint32(w.ofRest)
}

func (w *Word) findClass() uint8 {
	switch w.Kind {
	case Digit:
		return ClassDigit
	case Latin:
		return ClassLatin
	case Mark:
		return ClassMark
	}
	return classOf(w.Hash)
}

// classOf returns the class of the word with that hash.
func classOf(hash uint32) uint8 {
	for i := hash % classSlots; ; i = (i + 1) % classSlots {
		slot := classes[3*i : 3*i+3]
		if slot[2] == 0 {
			return ClassRare
		}
		if uint32(slot[0])|uint32(slot[1])<<8 == hash>>16 {
			return slot[2]
		}
	}
}

// Words yields the hash of each word of text that may have a class, and 1 for digits, 2
// for a word in Latin letters.
func Words(text []byte, yield func(hash uint32)) {
	var w Word
	for at := 0; w.Read(text, at); at = int(w.End) {
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
