package orthography

import (
	"bytes"
	"strings"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// bracketSpace deletes the space on the inner side of the bracket or quotation
// mark at i, and adds the one that is missing on its outer side.
func bracketSpace(t *rule.Line, i int) (rule.Match, bool) {
	r, _ := t.Next(i)
	switch {
	case r == '"':
		return quoteSpace(t, i)
	case !pairsNear(t, i):
		return rule.Match{}, false
	case opening.Has(r):
		return openingSpace(t, i)
	}
	return closingSpace(t, i)
}

// A bracket is an opening or closing mark of a pair, with what is around it.
type bracket struct {
	start, end int    // of the mark
	before     string // the word before it
	quotes     bool   // it is a quotation mark
	prev, next rune
}

func bracketAt(t *rule.Line, i int) bracket {
	r, size := t.Next(i)
	b := bracket{start: i, end: i + size, before: bareWord(t, t.WordBefore(i), i), quotes: !strings.ContainsRune("()[]", r)}
	b.prev, _ = t.Prev(i)
	b.next, _ = t.Next(b.end)
	return b
}

func openingSpace(t *rule.Line, i int) (rule.Match, bool) {
	r, _ := t.Next(i)
	b := bracketAt(t, i)
	if end := t.SkipAfter(b.end, blank); end > b.end {
		inside, _ := t.Next(end)
		isFace := r == '(' && strings.ContainsRune(eyes, b.prev)
		// A quotation mark after a letter and before a blank closes, whatever
		// its shape says.
		closes := b.quotes && (solid.Has(b.prev) && !isProclitic(b.before) || !solid.Has(b.prev) && !beforeQuote.Has(b.prev))
		return cut(b.end, end), !closing.Has(inside) && !wide(t, b.end, end) && !closes && !isFace
	}
	if !endsWord(b.prev) || len(b.before) <= 2 || isProclitic(b.before) || b.quotes && afterQuote.Has(b.next) {
		return rule.Match{}, false
	}
	if q, _ := t.Prev(t.WordBefore(i)); digits.Has(q) {
		return rule.Match{}, false
	}
	end := t.WordAfter(b.end)
	c, _ := t.Next(end)
	addsEnding := c == ')' && (b.next == arabic.TatweelSign || isEnding(t.Bytes()[b.end:end])) // (ـة)
	return put(i, i, " "), !addsEnding && !(r == '[' && note(t, b.end, ']')) &&
		!(r == '(' && (isFunction(b.before) || isNote(t, b)))
}

func closingSpace(t *rule.Line, i int) (rule.Match, bool) {
	r, _ := t.Next(i)
	b := bracketAt(t, i)
	if start := t.SkipBefore(i, blank); start < i {
		inside, _ := t.Prev(start)
		opens := b.quotes && !afterQuote.Has(b.next)
		return cut(start, i), !opening.Has(inside) && !wide(t, start, i) && !opens && !strings.ContainsRune(eyes, inside)
	}
	if !letters.Has(b.next) || b.quotes && isProclitic(b.before) || isEnding(t.Bytes()[t.SkipBefore(i, inBracket):i]) {
		return rule.Match{}, false
	}
	// An era or a unit: (1999)م
	isUnit := r == ')' && digits.Has(b.prev) && b.next != 'و' &&
		t.Letters(span.Span{Start: b.end, End: t.WordAfter(b.end)}, 2) < 2
	return put(b.end, b.end, " "), !isUnit && !(r == ']' && isMnemonic(t, i))
}

// endsWord reports whether r ends an Arabic word that goes no further.
func endsWord(r rune) bool { return r != arabic.TatweelSign && isWordy(r) }

// eyes are what makes a face of the bracket after it, as in :(
const eyes = ":;-="

// isNote reports whether the parenthesis b opens the number of a footnote: a mark or the
// end of the line is behind it. Before another word, it may count: تتلقى(984) بلاغا.
func isNote(t *rule.Line, b bracket) bool {
	if !digits.Has(b.next) || !note(t, b.end, ')') || isEnumerated(b.before) {
		return false
	}
	n, size := t.Next(t.SkipAfter(b.end, digits) + 1)
	return size == 0 || !blank.Has(n) && !letters.Has(n)
}

// note reports whether a number or a letter, and the bracket that closes it,
// stand at i: the mark of a footnote belongs to its word.
func note(t *rule.Line, i int, closer rune) bool {
	end := t.SkipAfter(i, digits)
	if end == i {
		_, size := t.Next(i)
		end += size
	}
	n, _ := t.Next(end)
	return n == closer && count(t, i, end) <= 3
}

// Where a straight quotation mark that opens can begin, and one that closes end.
var (
	beforeQuote = arabic.Union(blank, edge, oneOf(":(«وبلـ"))
	afterQuote  = arabic.Union(blank, edge, oneOf(".،؛؟!…)»"))
	insideQuote = arabic.Union(solid, oneOf(".،؛؟!…)»"))
)

// quoteSpace closes a straight quotation mark up to what it encloses, where the
// marks of the line pair up, and this pair has both its blanks outside.
func quoteSpace(t *rule.Line, i int) (rule.Match, bool) {
	start, end, ok := quotePair(t, i)
	if !ok {
		return rule.Match{}, false
	}
	if p, _ := t.Prev(i); !blank.Has(p) && p != '\n' {
		if n, _ := t.Next(i + 1); solid.Has(n) {
			return gluedQuote(t, start, end, i)
		}
	}
	space := span.Span{Start: i + 1, End: t.SkipAfter(i+1, blank)}
	if i == end {
		space = span.Span{Start: t.SkipBefore(i, blank), End: i}
	}
	p, _ := t.Prev(start)
	n, _ := t.Next(end + 1)
	if word := bareWord(t, t.WordBefore(start), start); isWordy(p) && word != "" && !isProclitic(word) {
		return rule.Match{}, false
	}
	if !beforeQuote.Has(p) || !afterQuote.Has(n) || space.Len() == 0 || space.Start == start+1 && space.End == end || wide(t, space.Start, space.End) {
		return rule.Match{}, false
	}
	return rule.Match{Span: space}, !inCode(t, start, end)
}

// gluedQuote separates the straight quotation mark at i, one of the pair at start and
// end, from the word on its outer side: قال "نعم"وخرج.
func gluedQuote(t *rule.Line, start, end, i int) (rule.Match, bool) {
	p, _ := t.Prev(start)
	n, _ := t.Next(end + 1)
	first, _ := t.Next(start + 1)
	last, _ := t.Prev(end)
	if end == start+1 || blank.Has(first) || blank.Has(last) || first == '"' || last == '"' || inCode(t, start, end) {
		return rule.Match{}, false
	}
	if i == start {
		word := bareWord(t, t.WordBefore(i), i)
		return put(i, i, " "), endsWord(p) && len(word) > 2 && !isProclitic(word) && !isDialect(word) && (afterQuote.Has(n) || letters.Has(n))
	}
	word := bareWord(t, i+1, t.WordAfter(i+1))
	return put(i+1, i+1, " "), beforeQuote.Has(p) && letters.Has(n) && !isEnding(word) && (len(word) > 2 || word == "و")
}

// inCode reports whether the pair of straight quotation marks at start and end
// may be one of JSON, CSV or markup.
func inCode(t *rule.Line, start, end int) bool {
	solid := t.SkipBefore(start, blank)
	p, size := t.Prev(solid)
	switch p {
	case ',', '=', '{', '[':
		return true
	case ':':
		if q, _ := t.Prev(solid - size); q == '"' {
			return true
		}
	}
	switch n, _ := t.Next(end + 1); n {
	case ',':
		return true
	case ':':
		value := nextSolid(t, end+2)
		return p == '\n' && (value == '"' || value == '{' || value == '[' || western.Has(value))
	}
	return false
}

// pairMostInLine is how far apart, in bytes, the marks of a pair stand.
const pairMostInLine = 2000

// pairsNear reports whether the bracket or quotation mark at i has its partner on
// the line, with no other of their kind between: the press types » for « and
// “ for ” often enough that shape alone tells nothing.
func pairsNear(t *rule.Line, i int) bool {
	r, size := t.Next(i)
	line := t.Bytes()
	own, other := line[i:i+size], partner(r)
	// Most partners stand near.
	if opens(r) {
		rest := line[i+size : min(len(line), i+pairNear)]
		if end := bytes.Index(rest, other); end >= 0 {
			return !bytes.Contains(rest[:end], own)
		}
	} else {
		rest := line[max(0, i-pairNear):i]
		if start := bytes.LastIndex(rest, other); start >= 0 {
			return !bytes.Contains(rest[start:], own)
		}
	}
	all := bracketsOf(t)
	n, ok := all.find(i)
	if !ok {
		return false
	}
	if opens(r) {
		n = all.marks[n].next
	} else {
		n = all.marks[n].before
	}
	if n < 0 {
		return false
	}
	at := all.marks[n].at
	return bytes.HasPrefix(line[at:], other) && at >= i-pairMostInLine && at+len(other) <= i+pairMostInLine
}

var (
	solid     = arabic.Union(wordy, digits, latin) // what a mark can open or close against
	inBracket = oneOf("()[]«»“”\n").Not()
)
