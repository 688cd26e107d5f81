package orthography

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// damageRules repair the lines that are damaged.
func damageRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "mojibake",
			Title: "text decoded with the wrong encoding",
			Doc: `A program decoded UTF-8 as Windows-1252, Windows-1256, Mac OS Roman, code page 437 or 850, once or twice,
or decoded Windows-1256 or ISO 8859-6 as Windows-1252. The rule restores a line that has no Arabic words as it is, and
has them under one of these readings. If two readings are equally good, it only reports the line. No other rule changes
such a line, because it could not be restored afterwards. normalize repairs it only by name: a text about encodings
quotes such lines. Source: the WHATWG Encoding Standard's index tables; the frequency of pairs of letters in Arabic.`,
			Group: Bytes, Level: rule.Error, Fix: rule.Lossy, Reported: Check, Anywhere: true,
			Bad:     "Ø§Ù„Ø³Ù„Ø§Ù…",
			Good:    "السلام",
			Find:    &rule.Finder{Triggers: everyMisread, At: undoMisreading},
			Reports: &rule.Finder{Triggers: firstMisread, At: tellMisreading},
		},
		{
			Name:  "visual-order",
			Title: "text stored in visual order",
			Doc: `PDF extraction writes the letters of a line from left to right, so the line is stored backwards. The rule
reverses a line if its presentation forms join in the wrong direction, or if its letters, of which ة is first in
words and ال last, make Arabic words backwards. It treats a lam-alef as one letter, keeps numbers and Latin words as
they are, mirrors the brackets and expands the forms. normalize repairs it only by name: some tools reverse only a part of the
text, and the rule cannot recognize that part. Source: The Unicode Standard, 9.2 (joining); the frequency of pairs of
letters in Arabic.`,
			Group: Bytes, Level: rule.Error, Fix: rule.Lossy, Reported: Check,
			Bad:     "مﻼﺴﻟا",
			Good:    "السلام",
			Find:    &rule.Finder{Triggers: visualTriggers, At: reverseLine},
			Reports: &rule.Finder{Triggers: visualTriggers, At: tellVisual},
		},
		{
			Name:  "lam-alef",
			Title: "lam-alef stored in the wrong order",
			Doc: `PDF extraction turns the letters of the ligature لا round, and those of لى and لله, so الأول becomes األول
and إلى becomes إىل. No Arabic word begins with األ, اإل or اآل. The rule repairs a line that has such a word: those
words, and others of the line that are no words as they are. normalize repairs it only by name: inside a word, only
a list of words and the patterns of nouns show what was turned. Source: usage; 5 such lines in 33 million words of
newspapers and encyclopedia articles.`,
			Group: Bytes, Level: rule.Error, Fix: rule.Lossy, Reported: Check,
			Bad:     "في القرن األول",
			Good:    "في القرن الأول",
			Find:    &rule.Finder{Triggers: turnedTriggers, At: turnRound},
			Reports: &rule.Finder{Triggers: tellTurnedTriggers, At: tellTurned},
		},
	}
}

// damaged holds of a line that is not the text that somebody wrote: it was
// decoded with the wrong encoding, or is stored backwards. No rule but those
// that repair such a line may change it, or it cannot be repaired any more: half
// of each ح in UTF-8 read as Windows-1256 is a soft hyphen.
var damaged = &rule.Fact{Any: []*rule.Fact{
	{Of: misreadLine, Triggers: firstMisread},
	{Of: func(line []byte) bool {
		s := lookFor(line, false)
		return s != 0 && (backwards(line, s) || turned(line, s))
	}, Triggers: []rule.Trigger{
		{At: forms}, {At: oneOf("ةى"), Before: wordy.Not(), After: letters}, {At: oneOf("ى"), After: oneOf("لت")}, {Before: oneOf("ا"), At: oneOf("أإآ"), After: oneOf("ل")},
	}},
}}

// A reading is a way in which a program misread the bytes of a text.
type reading struct {
	name string
	took *charmap.Charmap // the encoding that the program decoded them with
	were *charmap.Charmap // the one that they were in; nil is UTF-8
}

var readings = []reading{
	{"UTF-8 read as Windows-1252", charmap.Windows1252, nil},
	{"UTF-8 read as Windows-1256", charmap.Windows1256, nil},
	{"UTF-8 read as Mac OS Roman", charmap.Macintosh, nil},
	{"UTF-8 read as code page 437", charmap.CodePage437, nil},
	{"UTF-8 read as code page 850", charmap.CodePage850, nil},
	{"Windows-1256 read as Windows-1252", charmap.Windows1252, charmap.Windows1256},
	{"ISO 8859-6 read as Windows-1252", charmap.Windows1252, charmap.ISO8859_6},
}

// misreadMost is how often a text may have been misread, one time after
// another.
const misreadMost = 3

// A misreading is what happened to a line that was decoded with the wrong
// encoding.
type misreading struct {
	what      string      // happened
	edits     []span.Edit // that undo it; nil if it is not certain what does
	span.Span             // what was misread
}

// misreadLine reports whether the line was decoded with the wrong encoding.
func misreadLine(line []byte) bool {
	return mayBeMisread(line) && misread(line) != nil
}

// mayBeMisread reports whether the line has characters outside ASCII, and no
// Arabic letter that UTF-8 read as Windows-1256 does not have there. It says no
// to an Arabic line at the first word.
func mayBeMisread(line []byte) bool {
	odd, whole, torn := false, 0, 0
	for i := 0; i < len(line); {
		if line[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(line[i:])
		i += size
		odd = true
		if !arabic.IsLetter(r) {
			continue
		}
		c, ok := charmap.Windows1256.EncodeRune(r)
		if !ok {
			return false
		}
		next, n := utf8.DecodeRune(line[i:])
		tail, ok := byteOf(next, charmap.Windows1256)
		switch {
		case n > 0 && ok && c >= 0xC2 && tail >= 0x80 && tail < 0xC0:
			whole++
			i += n
		case c == 0xD8 || c == 0xD9:
			torn++
		case c < 0xC0: // in a sequence of three bytes
		default:
			return false
		}
	}
	return odd && torn <= whole
}

// misread returns how the line was misread, or nil. It weighs every reading, and
// the one under which the line is the likeliest Arabic holds.
func misread(line []byte) *misreading {
	var best *misreading
	var text []byte
	most, sure := 0, true
	for i := range readings {
		r := &readings[i]
		cur, edits, rounds := r.undoAll(line)
		if edits == nil {
			continue
		}
		w := heftOf(cur)
		gain := w.gain
		if r.were == nil {
			gain += pairBits * w.letters // UTF-8 has a form of its own, which proves much
		}
		switch {
		case best != nil && r.were != nil && max(most, gain)-min(most, gain) < sureGain && !bytes.Equal(cur, text):
			sure = false
		case gain > most:
			sure = true
		}
		if gain > most {
			most, text = gain, cur
			best = &misreading{what: r.name, edits: edits, Span: span.Span{Start: edits[0].Start, End: edits[len(edits)-1].End}}
			if rounds > 1 {
				best.what += fmt.Sprintf(", %d times", rounds)
			}
		}
	}
	if !sure {
		best.what, best.edits = "Windows-1256 or ISO 8859-6 read as Windows-1252", nil
	}
	return best
}

// undoAll undoes the reading, again and again, until the line is Arabic. It
// returns the text, the edits that lead to it and how often it was misread; nil
// edits if it never becomes Arabic.
func (r *reading) undoAll(line []byte) (text []byte, edits []span.Edit, rounds int) {
	text = line
	for rounds < misreadMost {
		step, left := r.undo(text)
		if len(step) == 0 {
			return nil, nil, 0
		}
		edits = span.Compose(nil, edits, step, text)
		text = span.Apply(nil, text, step)
		rounds++
		w := heftOf(text)
		switch {
		case r.were != nil && w.letters >= 4 && w.arabic():
			return text, edits, rounds
		case r.were == nil && w.letters >= 2 && 2*left <= w.letters && !mayBeMisread(text):
			return text, edits, rounds
		}
		if r.were != nil {
			break
		}
	}
	return nil, nil, 0
}

// sureGain is by how many bits a reading must be better than the next one.
const sureGain = 6

// undo returns the edits that give the characters of the line the bytes they
// had, and read these as they were meant.
func (r *reading) undo(line []byte) (edits []span.Edit, left int) {
	var made []byte // of the last of edits
	end := func() {
		if len(made) > 0 {
			edits[len(edits)-1].New = string(made)
			made = made[:0]
		}
	}
	add := func(start, stop int, c rune) {
		if n := len(edits); len(made) == 0 || edits[n-1].End != start {
			end()
			edits = append(edits, span.Edit{Span: span.Span{Start: start}})
		}
		made = utf8.AppendRune(made, c)
		edits[len(edits)-1].End = stop
	}
	for i := 0; i < len(line); {
		c, size := r.byteAt(line, i)
		switch {
		case size == 0:
			_, size = utf8.DecodeRune(line[i:])
			left++
		case c < utf8.RuneSelf:
		case r.were != nil:
			if to := r.were.DecodeByte(c); to != utf8.RuneError && string(to) != string(line[i:i+size]) {
				add(i, i+size, to)
			}
		default:
			before, _ := utf8.DecodeLastRune(made)
			if to, stop := r.utf8At(line, i, before); stop > i {
				add(i, stop, to)
				i = stop
				continue
			}
			left++
		}
		i += size
	}
	end()
	return edits, left
}

// utf8At returns the character of UTF-8 whose bytes the program took for the
// characters from i on, and where they end; they end at i if there is none. The
// character that the reading gives before is known.
func (r *reading) utf8At(line []byte, i int, before rune) (rune, int) {
	var b [utf8.UTFMax]byte
	n, end := 0, i
	for n < len(b) && end < len(line) {
		c, size := r.byteAt(line, end)
		if c == ' ' && before == 'Ù' && (string(b[:n]) == "\xC5" || string(b[:n]) == "\xE2\x80") {
			c = 0xA0 // Š or † after Ù, half of ي or ن, whose NO-BREAK SPACE became a space
		}
		if size == 0 || c < utf8.RuneSelf {
			break
		}
		b[n] = c
		n++
		end += size
		if to, size := utf8.DecodeRune(b[:n]); size == n && to != utf8.RuneError {
			return to, end
		}
	}
	return 0, i
}

// byteAt returns the byte that the program took for the character at i, and the
// length of the character; 0 if no byte is taken for it.
func (r *reading) byteAt(line []byte, i int) (byte, int) {
	if line[i] < utf8.RuneSelf {
		return line[i], 1
	}
	c, size := utf8.DecodeRune(line[i:])
	b, ok := byteOf(c, r.took)
	if !ok {
		return 0, 0
	}
	return b, size
}

// byteOf returns the byte that m decodes as r. The bytes that m does not define
// are decoded as C1 controls, and some programs decode all of 0x80-0x9F so.
func byteOf(r rune, m *charmap.Charmap) (byte, bool) {
	if r >= 0x80 && r <= 0x9F {
		return byte(r), true
	}
	if r == utf8.RuneError {
		return 0, false
	}
	return m.EncodeRune(r)
}

// A heft says how much a text is Arabic.
type heft struct {
	gain    int // bits by which its letters are likelier than any letters
	letters int // of words in Arabic
	mixed   int // letters of Latin beside them
	odd     int // characters that neither language has
}

// arabic reports whether the text is Arabic and little else.
func (w heft) arabic() bool {
	return w.gain >= sureGain && 4*w.mixed <= w.letters && 2*w.odd <= w.letters
}

// pairIndex is where a letter is in letterPairs, from 1; 0 is no letter of Arabic.
var pairIndex = func() (index [256]uint8) {
	for i, r := range []rune(pairLetters) {
		if i > 0 {
			index[r-0x600] = uint8(i)
		}
	}
	return index
}()

// pairBits is what a letter costs that could be any.
const pairBits = 5

// slipMost is what a pair of letters costs at most: one slip is no other language.
const slipMost = 2 * pairBits

// pairCost returns what it costs that a letter stands after another one.
func pairCost(before, after uint8) int {
	return min(int(letterPairs[before][after]-'a'), slipMost)
}

// heftOf weighs a text.
func heftOf(text []byte) (w heft) {
	before := ' '
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if !arabic.IsLetter(r) {
			if r >= utf8.RuneSelf && arabic.KindOf(r) == arabic.Other && !signs.Has(r) {
				w.odd++
				w.gain -= pairBits
			}
			before = r
			i += size
			continue
		}
		if isLatin(before) {
			w.mixed++
		}
		start := i
		i = w.word(text, i)
		if isArabicWord(text[start:i]) {
			w.gain += pairBits
		}
		if before, _ = utf8.DecodeRune(text[i:]); isLatin(before) {
			w.mixed++
		}
	}
	return w
}

// word adds the word that begins at i, and returns where it ends.
func (w *heft) word(text []byte, i int) int {
	last := uint8(0)
	final := false // a mark was read that ends a word
	for i < len(text) {
		r, size := utf8.DecodeRune(text[i:])
		switch arabic.KindOf(r) {
		case arabic.Letter:
			at := uint8(0)
			if r >= 0x600 && r <= 0x6FF {
				at = pairIndex[r-0x600]
			}
			if at == 0 || final {
				w.gain -= pairBits
			} else {
				w.gain += pairBits - pairCost(last, at)
			}
			w.letters++
			last, final = at, false
		case arabic.Mark:
			final = r == '\u064C' || r == '\u064D' // DAMMATAN, KASRATAN
		case arabic.Tatweel:
		default:
			w.gain += pairBits - pairCost(last, 0)
			return i
		}
		i += size
	}
	w.gain += pairBits - pairCost(last, 0)
	return i
}

// signs are the characters outside ASCII that any text may have.
var signs = oneOf("\u00A0\u00AB\u00BB\u00B0\u00B1\u00B7\u00D7\u00F7\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026\u20AC\u00A3\u00A9\u00AE\u2122" +
	"\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF")

// misreadOf keeps how the line was misread.
var misreadOf = &rule.Memo{New: func() any { return new(kept) }, Clear: func(k any) { *k.(*kept) = kept{} }}

type kept struct {
	known bool
	*misreading
}

// misreadingOf returns how the line was misread, or nil.
func misreadingOf(t *rule.Line) *misreading {
	k := t.Memo(misreadOf).(*kept)
	if !k.known {
		k.known = true
		if mayBeMisread(t.Bytes()) {
			k.misreading = misread(t.Bytes())
		}
	}
	return k.misreading
}

// undoMisreading writes the characters that the ones at i were meant to be.
func undoMisreading(t *rule.Line, i int) (rule.Match, bool) {
	if m := misreadingOf(t); m != nil {
		n, ok := slices.BinarySearchFunc(m.edits, i, func(e span.Edit, i int) int { return e.Start - i })
		if ok {
			return put(i, m.edits[n].End, m.edits[n].New), true
		}
	}
	return rule.Match{}, false
}

// first returns where the first character is that tells of the misreading.
func (m *misreading) first(line []byte) int {
	for i := m.Start; i < m.End; {
		r, size := utf8.DecodeRune(line[i:])
		if r == 'ط' || r == 'ظ' || misreadFirst.Has(r) {
			return i
		}
		i += size
	}
	return m.Start
}

// tellMisreading tells of the line at the first character that was misread.
func tellMisreading(t *rule.Line, i int) (rule.Match, bool) {
	m := misreadingOf(t)
	if m == nil || m.first(t.Bytes()) != i {
		return rule.Match{}, false
	}
	return report(i, m.End, fmt.Sprintf("text decoded with the wrong encoding (%s)", m.what)), true
}

// misreadFirst are the characters outside ASCII that a misread line has and a
// line of Arabic hardly ever.
var misreadFirst = arabic.Union(arabic.Ranges(arabic.Range{Lo: '\u00C0', Hi: '\u00FF'}), oneOf("\u0178\u256A\u2518")) // Ÿ, and two box drawings

// misreadTails follow ط and ظ when UTF-8 is read as Windows-1256.
var misreadTails = func() *arabic.Set {
	var tails []arabic.Range
	for c := byte(0x80); c < 0xC0; c++ {
		r := charmap.Windows1256.DecodeByte(c)
		tails = with(tails, r)
	}
	return arabic.Ranges(tails...)
}()

// misreadable are the characters outside ASCII that programs took bytes for.
var misreadable = func() *arabic.Set {
	ranges := []arabic.Range{{Lo: '\u0080', Hi: '\u009F'}}
	for i := range readings {
		for c := 0x80; c < 0x100; c++ {
			if r := readings[i].took.DecodeByte(byte(c)); r != utf8.RuneError {
				ranges = with(ranges, r)
			}
		}
	}
	return arabic.Ranges(ranges...)
}()

var (
	// everyMisread stands wherever a stretch that was misread may begin.
	everyMisread = []rule.Trigger{{At: misreadable}}
	// firstMisread stands, in a line that was misread, at the first of misreadFirst.
	firstMisread = []rule.Trigger{{At: misreadFirst}, {At: oneOf("طظ"), After: misreadTails}}
)
