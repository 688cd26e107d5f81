package orthography

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

// finalLetterRules report what is left of a fault where the line shows no more.
func finalLetterRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "final-letter-first",
			Title: "word that begins with ة or ى",
			Doc: `ة and ى only end words. The word before has lost its last letter to this one, or ى was typed for ي, or the
line is a part of a text in visual order. The rule only reports the word, because only the author knows which. For a
whole line in visual order, see visual-order. Source: usage; 35 such words in 33 million words of newspapers and
encyclopedia articles.`,
			Group: Letters, Level: rule.Warning, In: Check,
			Bad:  "قد ىكون هنا",
			Good: "قد يكون هنا",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{Before: wordy.Not(), At: oneOf("ةى"), After: letters}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					return report(i, t.WordAfter(i), ""), true
				},
			},
		},
	}
}

// A sight is what one look at a line shows of how it is stored.
type sight uint8

const (
	shaped sight = 1 << iota // it has presentation forms
	ahead                    // a word begins with a letter that only ends words
	inside                   // ل or ت follows ى in a word
	twin                     // an alef follows an alef, or a word is اهلل
	behind                   // two words end in لا, and none begins with ال
)

// sighted are the bytes that look stops at: the last ones of ا ى ة and ه, and the
// first one of presentation forms.
var sighted = [256]bool{0xA7: true, 0x89: true, 0xA9: true, 0x87: true, 0xEF: true}

// shows have a bit in common for three bytes of which the first is one of sighted
// and shows something without a word in لا: ا before an alef, ه before ل, ة or ى
// before a letter, and any form.
var shows = func() (shows [3][256]byte) {
	const alefs, allah, final, form = 1, 2, 4, 8
	shows[0][0xA7], shows[1][0xD8] = alefs, alefs
	for _, c := range []byte{0xA2, 0xA3, 0xA5, 0xA7} {
		shows[2][c] = alefs
	}
	shows[0][0x87], shows[1][0xD9] = allah, allah
	shows[2][0x84] |= allah
	shows[0][0x89], shows[0][0xA9] = final, final
	shows[1][0xD8] |= final
	shows[1][0xD9] |= final
	shows[0][0xEF] = form
	for c := range 256 {
		shows[1][c] |= form
		shows[2][c] |= form | final
	}
	return shows
}()

// mayShow reports whether byte i of the line is worth a look.
func mayShow(line []byte, i int, words bool) bool {
	if words || i+2 >= len(line) {
		return sighted[line[i]]
	}
	return shows[0][line[i]]&shows[1][line[i+1]]&shows[2][line[i+2]] != 0
}

// look returns what one pass over the line shows. Nearly no line of Arabic shows
// anything.
func look(line []byte) sight { return lookFor(line, true) }

// lookFor returns what look does; without words, but for what two words in لا show.
func lookFor(line []byte, words bool) (s sight) {
	article, ends := false, 0
	for i, c := range line {
		if !mayShow(line, i, words) {
			continue
		}
		if c == 0xEF {
			s |= shaped
			continue
		}
		if i == 0 {
			continue
		}
		rest := line[i+1:]
		switch r := rune(line[i-1]&0x1F)<<6 | rune(c&0x3F); {
		case r == 'ى' || r == 'ة':
			s |= lookFinal(line, i-1, r)
		case r == 'ه':
			if bytes.HasPrefix(rest, allahTail) && bytes.HasSuffix(line[:i-1], alef) {
				s |= twin
			}
		case r != 'ا':
		case len(rest) > 1 && rest[0] == 0xD8 && (rest[1] == 0xA2 || rest[1] == 0xA3 || rest[1] == 0xA5 || rest[1] == 0xA7):
			s |= twin
		case bytes.HasPrefix(rest, lam):
			article = article || i < 2 || line[i-2] < utf8.RuneSelf
		case i > 4 && (len(rest) == 0 || rest[0] < utf8.RuneSelf) && bytes.HasSuffix(line[:i-1], lam) && line[i-4] >= utf8.RuneSelf:
			ends++
		}
	}
	if ends > 1 && !article {
		s |= behind
	}
	return s
}

// lookFinal returns what ى or ة shows, which is the letter r at byte i.
func lookFinal(line []byte, i int, r rune) sight {
	rest := line[i+len("ة"):]
	switch {
	case !beginsLetter(rest):
	case startsWord(line, i):
		return ahead
	case r == 'ى' && (bytes.HasPrefix(rest, lam) || bytes.HasPrefix(rest, teh)):
		return inside
	}
	return 0
}

var (
	alef      = []byte("ا")
	lam       = []byte("ل")
	teh       = []byte("ت")
	allahTail = []byte("لل")
)

// beginsLetter reports whether a letter of Arabic begins the text.
func beginsLetter(text []byte) bool {
	return len(text) > 1 && (text[0] == 0xD8 && text[1] >= 0xA1 || text[0] == 0xD9 && text[1] >= 0x81 && text[1] <= 0x8A)
}

// backwards reports whether the line is stored in visual order: its forms join in
// the wrong direction, or its letters are likelier in the opposite order.
func backwards(line []byte, s sight) bool {
	if s&shaped != 0 && visual(line) {
		return true
	}
	if s&(ahead|behind) == 0 {
		return false
	}
	line = twoEnds(line)
	is := heftOf(line)
	if 2*is.gain > is.letters {
		return false // it is Arabic as it is
	}
	was := heftOf([]byte(reverse(line)))
	least := max(backwardsGain, was.letters/2)
	if s&ahead == 0 {
		least += was.letters // poems have lines of words that end in لا
	}
	return was.letters >= 5 && was.gain-is.gain >= least
}

// twoEnds returns the first and the last words of a long line, which show its order as
// well as the whole does, and are the same words in the opposite order.
func twoEnds(line []byte) []byte {
	if len(line) <= 3*endMost {
		return line
	}
	head, tail := line[:endMost], line[len(line)-endMost:]
	if i := bytes.LastIndexByte(head, ' '); i > 0 {
		head = head[:i]
	}
	if i := bytes.IndexByte(tail, ' '); i >= 0 {
		tail = tail[i:]
	}
	return slices.Concat(head, oneSpace, tail)
}

// endMost is how many bytes of each end of a long line show its order.
const endMost = 256

// backwardsGain is by how many bits a line must be likelier backwards.
const backwardsGain = 10

// reversedLine keeps what a line in visual order says, and where the first
// character is that shows the order.
var reversedLine = &rule.Memo{New: func() any { return new(reversed) }, Clear: func(k any) { *k.(*reversed) = reversed{} }}

type reversed struct {
	asked   bool
	article bool // the line has one: its words in لا show nothing, as in most lines
	known   bool
	first   int // -1: the line is not in visual order
}

// anArticle begins a word in nearly every line of Arabic.
var anArticle = []byte(" ال")

// visualAt reports whether the line is in visual order and byte i is the first
// that shows it.
func visualAt(t *rule.Line, i int) bool {
	k := t.Memo(reversedLine).(*reversed)
	line := t.Bytes()
	if !k.asked {
		k.asked, k.article = true, bytes.Contains(line, anArticle)
	}
	if r, _ := t.Next(i); r == 'ا' && k.article {
		return false
	}
	if !k.known {
		show := visualTriggers
		if k.article {
			show = visualTriggers[:len(visualTriggers)-1]
		}
		k.known, k.first = true, -1
		if s := lookFor(line, !k.article); s != 0 && backwards(line, s) {
			k.first = 0
			for k.first < len(line) && !slices.ContainsFunc(show, func(g rule.Trigger) bool { return standsAt(t, &g, k.first) }) {
				_, size := t.Next(k.first)
				k.first += size
			}
		}
	}
	return k.first == i
}

// standsAt reports whether the trigger stands at byte i.
func standsAt(t *rule.Line, g *rule.Trigger, i int) bool {
	r, size := t.Next(i)
	before, _ := t.Prev(i)
	after, _ := t.Next(i + size)
	return g.At.Has(r) && (g.Before == nil || g.Before.Has(before)) && (g.After == nil || g.After.Has(after))
}

// visualTriggers stand in every line that is in visual order.
var visualTriggers = []rule.Trigger{
	{At: forms},
	{At: oneOf("ةى"), Before: wordy.Not(), After: letters},
	{At: oneOf("ا"), Before: oneOf("ل"), After: arabic.Ranges(arabic.Range{Lo: 0, Hi: 0x7F})},
}

func reverseLine(t *rule.Line, i int) (rule.Match, bool) {
	if !visualAt(t, i) {
		return rule.Match{}, false
	}
	return put(0, len(t.Bytes()), reverse(t.Bytes())), true
}

func tellVisual(t *rule.Line, i int) (rule.Match, bool) {
	if !visualAt(t, i) {
		return rule.Match{}, false
	}
	return report(0, len(t.Bytes()), ""), true
}

// reverse returns a line in visual order as it is read.
func reverse(line []byte) string {
	var units []string
	for j := 0; j < len(line); {
		r, size := utf8.DecodeRune(line[j:])
		end := j + size
		switch {
		case isLatin(r) || digits.Has(r):
			end = leftToRight(line, j)
			units = append(units, string(line[j:end]))
		case letters.Has(r) && keepsOrder(line, j) > 0:
			end = keepsOrder(line, j)
			units = append(units, string(line[j:end]))
		default:
			units = append(units, mirrored.Replace(string(line[j:end])))
		}
		j = end
	}
	slices.Reverse(units)
	for j, u := range units {
		if r, _ := utf8.DecodeRuneInString(u); letterForms.Has(r) {
			f, _ := arabic.FormOf(r)
			units[j] = f.Base
		}
	}
	return strings.Join(units, "")
}

// leftToRight returns the end of the number or the Latin phrase that begins at
// i, which reads from left to right as it is.
func leftToRight(line []byte, i int) int {
	first, size := utf8.DecodeRune(line[i:])
	end := i + size
	for end < len(line) {
		next, n := utf8.DecodeRune(line[end:])
		after, _ := utf8.DecodeRune(line[end+n:])
		switch {
		case isLatin(next) || digits.Has(next):
		case next < utf8.RuneSelf && next > ' ' && (isLatin(after) || digits.Has(after)):
		case next == ' ' && isLatin(first) && isLatin(after):
		default:
			return end
		}
		end += n
	}
	return end
}

// ligatureMost is how many letters a ligature has.
const ligatureMost = 3

// keepsOrder returns the end of the ligature that begins at i, which the program
// wrote as base letters in the order in which they are read, or 0. The shape of
// the letter to the left of it, which is read after it, tells: it joins to the
// last letter of the ligature or it does not.
func keepsOrder(line []byte, i int) int {
	left, _ := utf8.DecodeLastRune(line[:i])
	f, ok := arabic.FormOf(left)
	if !ok {
		return 0
	}
	first, _ := utf8.DecodeRune(line[i:])
	last, n, end := first, 0, i
	for end < len(line) {
		r, size := utf8.DecodeRune(line[end:])
		if !letters.Has(r) {
			break
		}
		last = r
		n++
		end += size
	}
	joined := f.Shape == arabic.Medial || f.Shape == arabic.Final
	if n < 2 || n > ligatureMost || joinsOnward(first) == joined || joinsOnward(last) != joined {
		return 0
	}
	return end
}

// joinsOnward reports whether the letter joins to the one after it.
func joinsOnward(r rune) bool { return !rightJoining.Has(r) }

var rightJoining = oneOf("ءآأؤإاةدذرزوى")

var mirrored = strings.NewReplacer("(", ")", ")", "(", "[", "]", "]", "[", "{", "}", "}", "{", "«", "»", "»", "«", "<", ">", ">", "<")
