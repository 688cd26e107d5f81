package rule

import (
	"slices"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/span"
)

// A Line is one line under a rule's eyes, without its newline and a carriage
// return before that, even one that an edit has brought to the line's end.
// What it works out about the line it keeps until the line changes.
type Line struct {
	line   []byte
	runs   []span.Span
	ran    bool        // whether runs are the line's
	accept *accepted   // words in which no rule acts; nil: none
	guard  guard       // of the words around one edit
	beside []span.Edit // in those words
	known  []Known     // of each line of the text
	facts  []Known     // of this line
	memos  []memo
	runner *Runner // nil without an engine

	stretches [8]stretch // the last long ones, that rules ask about again and again
	stretched int        // how many there have been in the line
}

// A stretch is a part of the line whose code points are all of a set, and the
// ones beside it are not.
type stretch struct {
	set *arabic.Set
	span.Span
}

// A Fact is something that holds of a line as a whole, such as its language.
type Fact struct {
	Of func(line []byte) bool
	// Triggers, if there are any, say that the fact holds of no line in which none
	// of them stands. An engine looks for those of rules' Unless with its own ones,
	// so it does not ask Of about other lines.
	Triggers []Trigger
	// Any are facts of which one must hold, instead of Of and Triggers.
	Any []*Fact
	// Parts, if set, returns a part of text, whole lines, in which no rule acts if the
	// fact is known to hold of the text: the first that begins at from or after it; an
	// empty one if there are no more. from is 0 or the end of such a part. An edit that
	// would give the text another part is not made.
	Parts func(text []byte, from int) span.Span
}

// Known says whether a fact holds, whatever Fact.Of says of the line: of each line
// of a text, if the text as a whole shows it.
type Known struct {
	Fact  *Fact
	Holds bool
}

// A Memo names something that rules compute about parts of a line and keep
// until the line changes, with its scratch memory. New makes the value that
// holds it, and Clear makes that value ready for another line.
type Memo struct {
	New   func() any
	Clear func(kept any)
}

type memo struct {
	of    *Memo
	kept  any
	stale bool // of another line
}

// Memo returns the value that the rules keep under m for the current line.
func (t *Line) Memo(m *Memo) any {
	for i := range t.memos {
		known := &t.memos[i]
		if known.of != m {
			continue
		}
		if known.stale {
			m.Clear(known.kept)
			known.stale = false
		}
		return known.kept
	}
	kept := m.New()
	t.memos = append(t.memos, memo{of: m, kept: kept})
	return kept
}

// NewLine returns the Line of one line of text, for what asks a rule without an
// engine. The bytes must not change while the Line is in use. known is what the text
// of the line shows.
func NewLine(line []byte, known ...Known) *Line {
	t := &Line{known: known}
	t.set(line)
	return t
}

// set gives the text another line.
func (t *Line) set(line []byte) {
	t.line, t.ran, t.facts = trimCR(line), false, t.facts[:0]
	t.stretched = 0
	t.guard.forget()
	for i := range t.memos {
		t.memos[i].stale = true
	}
}

// Bytes returns the line. It must not be changed or kept.
func (t *Line) Bytes() []byte { return t.line }

// Is reports whether f holds of the line.
func (t *Line) Is(f *Fact) bool {
	for _, k := range t.known {
		if k.Fact == f {
			return k.Holds
		}
	}
	if f.Any != nil {
		return slices.ContainsFunc(f.Any, t.Is)
	}
	if t.runner != nil && t.runner.lacks(f) {
		return false
	}
	for _, k := range t.facts {
		if k.Fact == f {
			return k.Holds
		}
	}
	is := t.mayBe(f) && f.Of(t.line)
	t.facts = append(t.facts, Known{f, is})
	return is
}

// mayBe reports whether one of the fact's triggers stands in the line.
func (t *Line) mayBe(f *Fact) bool {
	if f.Triggers == nil {
		return true
	}
	on := Finder{Triggers: f.Triggers}
	if t.runner != nil {
		if n := slices.Index(t.runner.e.gates, f); n >= 0 {
			return slices.ContainsFunc(t.runner.hits, func(h hit) bool {
				return h.step == len(t.runner.e.steps)+n && on.stands(t, h.at)
			})
		}
	}
	for i := 0; i < len(t.line); {
		if on.stands(t, i) {
			return true
		}
		_, size := t.Next(i)
		i += size
	}
	return false
}

// shows reports whether one of the facts is known to hold of each line of the text.
func (t *Line) shows(facts []*Fact) bool {
	for _, k := range t.known {
		if k.Holds && slices.Contains(facts, k.Fact) {
			return true
		}
	}
	return false
}

// Allows reports whether the rule applies to lines such as t, as far as Rule.Anywhere
// and Rule.Unless say.
func (t *Line) Allows(r *Rule) bool {
	if !r.Anywhere && !t.Is(HasArabic) {
		return false
	}
	for _, f := range r.Unless {
		if t.Is(f) {
			return false
		}
	}
	return true
}

// HasArabic holds of a line with a code point of the Arabic script.
var HasArabic = &Fact{Of: func(line []byte) bool {
	for i := 0; i < len(line); {
		c := line[i]
		if c < 0xD8 {
			i++
			continue
		}
		if c <= 0xDB && i+1 < len(line) && line[i+1]&0xC0 == 0x80 {
			return true
		}
		r, size := utf8.DecodeRune(line[i:])
		if arabic.KindOf(r) != arabic.Other {
			return true
		}
		i += size
	}
	return false
}}

// Runs returns the protected runs of the line, which no edit enters.
func (t *Line) Runs() []span.Span {
	if !t.ran {
		t.runs, t.ran = t.accept.protected(t.runs[:0], t.line), true
	}
	return t.runs
}

// nearMost is how far, in bytes, the words around an edit are looked at. What
// goes on longer is no word.
const nearMost = 1 << 7

// start is where the word around or before byte i begins. No run goes across a
// space.
func (t *Line) start(i int) int {
	least := max(0, i-nearMost)
	for i > least && t.line[i-1] > ' ' {
		i--
	}
	return i
}

// end is where the word around or after byte i ends.
func (t *Line) end(i int) int {
	most := min(len(t.line), i+nearMost)
	for i < most && t.line[i] > ' ' {
		i++
	}
	return i
}

// runsFrom are the line's protected runs but those that end before byte i.
func (t *Line) runsFrom(i int) []span.Span {
	runs := t.Runs()
	n, _ := slices.BinarySearchFunc(runs, i, func(r span.Span, i int) int { return r.End - i })
	return runs[n:]
}

// clear reports whether s stays out of every protected run.
func (t *Line) clear(s span.Span) bool {
	for _, r := range t.runsFrom(s.Start) {
		if s.End <= r.Start {
			break
		}
		if s.Overlaps(r) {
			return false
		}
	}
	return true
}

// allows reports whether e may be made together with taken, the edits before
// it. It asks the guard about the words that e touches, and those that edits
// of taken join to them.
func (t *Line) allows(taken []span.Edit, e span.Edit) bool {
	if t.ran && len(t.runs) == 0 {
		return true
	}
	word := span.Span{Start: t.start(e.Start), End: t.end(e.End)}
	if e.Start-word.Start == nearMost || word.End-e.End == nearMost {
		// No word is that long, and the runs of the line tell what there is to
		// keep: a part of the line may show others.
		near, n := t.runsFrom(word.Start), 0
		for ; n < len(near) && near[n].Start <= word.End; n++ {
			if e.Overlaps(near[n]) {
				return false
			}
			word.Start, word.End = min(word.Start, near[n].Start), max(word.End, near[n].End)
		}
		if n == 0 {
			return true
		}
		t.guard.keep(t.accept, t.line, word, near[:n])
	}
	n := len(taken)
	for ; n > 0; n-- {
		p := &taken[n-1]
		if p.Start >= word.Start {
			continue
		}
		apart := p.End < word.Start || p.End == word.Start && p.New != "" && p.New[len(p.New)-1] <= ' '
		if apart || e.Start-word.Start >= nearMost {
			break
		}
		word.Start = t.start(p.Start)
	}
	if !t.guard.watch(t.accept, t.line, word) {
		return true
	}
	t.beside = append(append(t.beside[:0], taken[n:]...), e)
	for i := range t.beside {
		t.beside[i].Start -= word.Start
		t.beside[i].End -= word.Start
	}
	return t.guard.allows(t.beside)
}

// A guard keeps the protected runs of a word. It holds scratch.
type guard struct {
	accept     *accepted
	word       span.Span // of the line
	line       []byte    // the word
	runs, left []span.Span
	made       []byte
}

// forget has the guard look at its word again.
func (g *guard) forget() { g.word, g.runs = span.Span{}, g.runs[:0] }

// watch gives the guard a word of the line, and reports whether there is a run
// to keep.
func (g *guard) watch(accept *accepted, line []byte, word span.Span) bool {
	if g.word != word {
		g.accept, g.word, g.line = accept, word, line[word.Start:word.End]
		g.runs = accept.protected(g.runs[:0], g.line)
	}
	return len(g.runs) > 0
}

// keep gives the guard a part of the line of which the runs are known.
func (g *guard) keep(accept *accepted, line []byte, word span.Span, runs []span.Span) {
	g.accept, g.word, g.line, g.runs = accept, word, line[word.Start:word.End], g.runs[:0]
	for _, r := range runs {
		g.runs = append(g.runs, span.Span{Start: r.Start - word.Start, End: r.End - word.Start})
	}
}

// allows reports whether edits stay out of every run of the line, and leave
// each of them inside one. Without the second, an edit beside a run could end
// it, and the next rule would go on inside: 5@name is no mention any more.
func (g *guard) allows(edits []span.Edit) bool {
	g.made = span.Apply(g.made[:0], g.line, edits)
	g.left = g.accept.protected(g.left[:0], g.made)
	left, shift := g.left, 0
	for _, r := range g.runs {
		for len(edits) > 0 && edits[0].End <= r.Start {
			shift += len(edits[0].New) - edits[0].Len()
			edits = edits[1:]
		}
		if len(edits) > 0 && edits[0].Overlaps(r) {
			return false
		}
		for len(left) > 0 && left[0].End < r.End+shift {
			left = left[1:]
		}
		if len(left) == 0 || left[0].Start > r.Start+shift {
			return false
		}
	}
	return true
}

// Next returns the code point at i and its length in bytes: '\n' and 0 at the
// end of the line, utf8.RuneError and 1 at an invalid byte.
func (t *Line) Next(i int) (rune, int) { return next(t.line, i) }

// Prev returns the code point that ends at i and its length in bytes: '\n' and
// 0 at the start of the line.
func (t *Line) Prev(i int) (rune, int) { return prev(t.line, i) }

// next is [Line.Next] of any bytes.
func next(line []byte, i int) (rune, int) {
	if i >= len(line) {
		return '\n', 0
	}
	c := line[i]
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	if c >= 0xC2 && c < 0xE0 && i+1 < len(line) && line[i+1]&0xC0 == 0x80 {
		return rune(c&0x1F)<<6 | rune(line[i+1]&0x3F), 2
	}
	return utf8.DecodeRune(line[i:])
}

// prev is [Line.Prev] of any bytes.
func prev(line []byte, i int) (rune, int) {
	if i <= 0 {
		return '\n', 0
	}
	c := line[i-1]
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	if i > 1 && c&0xC0 == 0x80 && line[i-2] >= 0xC2 && line[i-2] < 0xE0 {
		return rune(line[i-2]&0x1F)<<6 | rune(c&0x3F), 2
	}
	return utf8.DecodeLastRune(line[:i])
}

// SkipAfter returns the end of the longest run of code points of set that
// begins at i.
func (t *Line) SkipAfter(i int, set *arabic.Set) int {
	for most := min(i+longMost, len(t.line)); i < most; {
		r, size := t.Next(i)
		if !set.Has(r) {
			return i
		}
		i += size
	}
	if i >= len(t.line) {
		return i
	}
	return t.stretchAt(i, set).End
}

// SkipBefore returns the start of the longest run of code points of set that
// ends at i.
func (t *Line) SkipBefore(i int, set *arabic.Set) int {
	for least := max(i-longMost, 0); i > least; {
		r, size := t.Prev(i)
		if !set.Has(r) {
			return i
		}
		i -= size
	}
	if i <= 0 {
		return i
	}
	return t.stretchAt(i, set).Start
}

// SkipNear goes from i over code points of set, forward until it has gone most
// bytes or, where most is negative, backward.
func (t *Line) SkipNear(i, most int, set *arabic.Set) int {
	if most < 0 {
		least, far := i+most, max(i+most, i-longMost)
		for i > least {
			r, size := t.Prev(i)
			if size == 0 || !set.Has(r) {
				break
			}
			if i -= size; i <= far && i > least {
				for i = max(t.stretchAt(i, set).Start, least); !t.begins(i); {
					i--
				}
				break
			}
		}
		return i
	}
	far := min(i+most, i+longMost)
	for most += i; i < most; {
		r, size := t.Next(i)
		if size == 0 || !set.Has(r) {
			break
		}
		if i += size; i >= far && i < most {
			for i = min(t.stretchAt(i, set).End, most); !t.begins(i); {
				i++
			}
			break
		}
	}
	return i
}

// begins reports whether a code point begins or the line ends at i.
func (t *Line) begins(i int) bool { return i <= 0 || i >= len(t.line) || utf8.RuneStart(t.line[i]) }

// longMost is how long, in bytes, a run is that is not remembered.
const longMost = 32

// stretchAt is the longest stretch of code points of set around i. Rules ask
// about a run at each place in it: what was walked over once is not walked over
// again.
func (t *Line) stretchAt(i int, set *arabic.Set) span.Span {
	for n := range min(t.stretched, len(t.stretches)) {
		if k := &t.stretches[n]; k.set == set && k.Start <= i && i <= k.End {
			return k.Span
		}
	}
	k := &t.stretches[t.stretched%len(t.stretches)]
	t.stretched++
	*k = stretch{set, span.Span{Start: i, End: i}}
	for {
		r, size := t.Prev(k.Start)
		if size == 0 || !set.Has(r) {
			break
		}
		k.Start -= size
	}
	for {
		r, size := t.Next(k.End)
		if size == 0 || !set.Has(r) {
			break
		}
		k.End += size
	}
	return k.Span
}

// wordy are the code points of an Arabic word.
var wordy = func() *arabic.Set {
	var ranges []arabic.Range
	for r := rune(0x600); r <= 0x8FF; r++ {
		switch arabic.KindOf(r) {
		case arabic.Letter, arabic.Mark, arabic.Tatweel:
			ranges = append(ranges, arabic.Range{Lo: r, Hi: r})
		}
	}
	return arabic.Union(arabic.Ranges(ranges...), arabic.Ranges(
		arabic.Range{Lo: '\uFB50', Hi: '\uFDFB'}, arabic.Range{Lo: '\uFE70', Hi: '\uFEFC'}))
}()

// wordMost is how far, in bytes, a word goes.
const wordMost = 1 << 10

// Word returns the span of the Arabic word that contains byte i or ends at i:
// letters with their diacritics and tatweels. The span is empty if no word is
// there, and extends at most a KiB to either side.
func (t *Line) Word(i int) span.Span { return span.Span{Start: t.WordBefore(i), End: t.WordAfter(i)} }

// WordAfter returns the end of the Arabic word that begins at i.
func (t *Line) WordAfter(i int) int { return t.SkipNear(i, wordMost, wordy) }

// WordBefore returns the start of the Arabic word that ends at i.
func (t *Line) WordBefore(i int) int { return t.SkipNear(i, -wordMost, wordy) }

// Letters returns the number of Arabic letters in the span, counting up to
// most.
func (t *Line) Letters(s span.Span, most int) int {
	n := 0
	for i := s.Start; i < s.End && n < most; {
		r, size := t.Next(i)
		if arabic.IsLetter(r) {
			n++
		}
		i += size
	}
	return n
}
