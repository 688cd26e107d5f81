package crf

// The model sees two words on each side and no more of the tags than the one before. What
// a whole name needs beyond that is looked for here, in the tags of the sentence: a bonus
// for what they speak for, and the sentence is tagged again.

// A head is the word for the kind of a place or body, see words.txt, or a title.
type head uint8

const (
	headType   head = 3      // bits of the type of the name
	headInside head = 1 << 2 // the head is a part of the name
	headSet    head = 1 << 3 // it is a head
)

func (h head) typ() Type { return Type(h & headType) }

// Bonuses, in steps of Step, chosen on the odd lines of nine kinds of text of
// testdata/entities.
const (
	insideBonus   = 192 // a head goes with the name behind it
	definiteBonus = 64  // and with what is no name, but definite or rare
	outsideBonus  = 96  // a name of the head's type begins behind it
	andBonus      = 128 // what wa- joins to a name is of its type
	placeBonus    = 64  // a place of the lists is one behind a preposition
	rareBonus     = 16  // and so is a rare word
	latinBonus    = 128 // Latin words are a name: more than one, or listed
)

// rareCount is the logarithm of the uses of a rare word in the raw text.
const rareCount = 6

// joined returns the types that a word without its wa- may be a name of, a bit each.
func (m *Model) joined(f *word) (types uint8) {
	s, k := f.rest(0)
	if s.n == 0 || k != 1 || f.code[0] != waw {
		return 0
	}
	known := m.lookup(s.hash())
	for typ := PER; typ <= ORG; typ++ {
		votes := known.votes >> (4 * typ) & 15
		if known.gaz&gazetteers[typ].whole != 0 || votes >= 4 || known.count <= rareCount {
			types |= 1 << typ
		}
	}
	return types
}

// context adds to the scores of a sentence of the unit, its tokens from up to to, what
// the words and names around each token speak for. It reports whether it added any.
func (t *Tagger) context(from, to int) bool {
	c := contexts{t: t, known: t.known[from:to], tags: t.tags[from:to]}
	for i, tag := range c.tags {
		switch head := c.word(i).head; {
		case tag == 0:
			c.alone(i)
		case tag%2 == 1 && head&headInside != 0:
			c.gain(i, begin(head.typ()), insideBonus)
			c.goOn(i+1, head.typ())
		}
	}
	return c.some
}

// contexts works on the sentence whose words are those of the tagger.
type contexts struct {
	t     *Tagger
	known []known
	tags  []uint8
	some  bool
}

// Tags that names of a type begin and go on with.
func begin(typ Type) int  { return 1 + 2*int(typ) }
func inside(typ Type) int { return 2 + 2*int(typ) }

// gain adds a bonus to a tag of token i.
func (c *contexts) gain(i, tag int, bonus int16) {
	if e := &c.known[i].emit[tag]; *e != barred {
		*e += bonus
		c.some = true
	}
}

// alone looks at token i, which is in no name.
func (c *contexts) alone(i int) {
	x := c.word(i)
	if i > 0 {
		if before := c.tags[i-1]; before != 0 && x.joined>>((before-1)/2)&1 != 0 {
			c.gain(i, begin(Type((before-1)/2)), andBonus)
		}
		if c.word(i - 1).towards {
			switch {
			case x.gaz&uint16(gazetteers[LOC].whole) != 0:
				c.gain(i, begin(LOC), placeBonus)
			case x.rare && x.flags&(flagLetter|flagLatin) == flagLetter:
				c.gain(i, begin(LOC), rareBonus)
			}
		}
	}
	if c.isLatinName(i) {
		for typ := PER; typ <= ORG; typ++ {
			c.gain(i, begin(typ), latinBonus)
		}
	}
	if x.head == 0 || i+1 == len(c.tags) {
		return
	}
	typ, y := x.head.typ(), c.word(i+1)
	switch next := c.tags[i+1]; {
	case x.head&headInside != 0 && next%2 == 1:
		c.gain(i, begin(typ), insideBonus)
		c.gain(i+1, inside(typ), insideBonus)
		c.goOn(i+2, typ)
	case x.head&headInside != 0:
		if y.mayBeName(typ) || y.flags&flagLetter != 0 && y.barred == 0 && y.base != y.bare {
			c.gain(i, begin(typ), definiteBonus)
			c.gain(i+1, inside(typ), definiteBonus)
		}
	case next == 0 && y.mayBeName(typ) || next%2 == 1 && next != uint8(begin(typ)):
		c.gain(i+1, begin(typ), outsideBonus)
		c.rest(i+2, typ, outsideBonus)
	}
}

// goOn gives a name that goes on at token i, behind a head, the head's type, and the
// adjective behind it too.
func (c *contexts) goOn(i int, typ Type) {
	end := c.rest(i, typ, insideBonus)
	if end < len(c.tags) && c.tags[end] == 0 && c.word(end).tail {
		c.gain(end, inside(typ), insideBonus)
	}
}

// isLatinName reports whether a Latin name begins at token i: two words with capital and
// small letters, or one that is listed. One word alone may be a term: Settings, NULL.
func (c *contexts) isLatinName(i int) bool {
	x := c.word(i)
	if x.flags&flagLatin == 0 || c.known[i].flags&flagRun != 0 {
		return false
	}
	goesOn := i+1 < len(c.tags) && c.known[i+1].flags&flagRun != 0
	return c.t.phrase[i]&phraseListed != 0 || goesOn && x.key.form&(formUpper|formLower) == formUpper|formLower
}

// rest gives a name that goes on at token i the tags of another type, and returns where it
// ends.
func (c *contexts) rest(i int, typ Type, bonus int16) int {
	for ; i < len(c.tags) && c.tags[i] != 0 && c.tags[i]%2 == 0; i++ {
		c.gain(i, inside(typ), bonus)
	}
	return i
}

func (c *contexts) word(i int) *wordType { return &c.t.types[c.t.words[i]] }

// mayBeName reports whether a word that is in no name may be one of a type: it is rare, or
// in a list of them.
func (x *wordType) mayBeName(typ Type) bool {
	return x.flags&flagLetter != 0 && x.barred == 0 && (x.rare || x.gaz&uint16(gazetteers[typ].whole) != 0)
}
