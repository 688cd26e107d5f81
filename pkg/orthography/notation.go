package orthography

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

// Notation: signs and digits that are no prose, or the prose of another
// language. What is here tells them from the line alone.

// otherScript holds of a line whose words outside brackets are mostly of another
// script, as in a list of English terms with their Arabic glosses. Its punctuation,
// its spacing and its dates are those of its own language, and the Arabic in it is an
// example.
var otherScript = &rule.Fact{Of: isOtherScript}

func isOtherScript(line []byte) bool {
	if 9*countForeign(line) <= len(line) {
		return false // a letter of Arabic has two bytes
	}
	theirs, ours, depth := 0, 0, 0
	for token := range bytes.FieldsSeq(line) {
		if bytes.IndexByte(token, '@') >= 0 || bytes.Contains(token, []byte("//")) {
			continue // an address is in no language
		}
		own, others := 0, 0
		for _, r := range string(token) {
			switch {
			case r == '(' || r == '[':
				depth++
			case r == ')' || r == ']':
				depth = max(0, depth-1)
			case depth > 0:
			case letters.Has(r):
				own++
			case isLatin(r) || r >= '\u0370' && unicode.IsLetter(r):
				others++
			}
		}
		if own > 1 {
			ours++
		} else if others > 1 && own == 0 {
			theirs++
		}
	}
	return theirs > 2*ours
}

// countForeign returns about how many letters of the line are of other scripts, by the
// bytes that begin them.
func countForeign(line []byte) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	n, done := foreignInBlocks(line)
	line = line[done:]
	for len(line) >= 8 {
		var sums uint64 // a byte for each of eight columns
		for range min(len(line)/8, 31) {
			w := binary.LittleEndian.Uint64(line)
			line = line[8:]
			other := w&(0xFC*ones) ^ 0xD8*ones // 0 for a byte from 0xD8 to 0xDB
			other |= other&^tops + 0x7F*ones   // its top bit is 0 for it
			sums += (w<<1&^w | w&(w<<1)&other) & tops >> 7
		}
		n += int(sums * ones >> 56)
	}
	for _, c := range line {
		if c >= '@' && c < utf8.RuneSelf || c >= 0xC0 && c&0xFC != 0xD8 {
			n++
		}
	}
	return n
}

// leaderLeast is the number of dots that lead from a title to its page, or are a
// blank to fill in.
const leaderLeast = 8

// isNoNumber reports whether the digits of line[start:end] are signs of another
// kind: zeros typed as dots (٠٠٠), fives that laugh in the Gulf (٥٥٥٥٥), and
// a letter's ornament (يـ۶ـني).
func isNoNumber(t *rule.Line, start, end int) bool {
	p, size := t.Prev(start)
	n, _ := t.Next(end)
	inWord := wordy.Has(p) && !isProclitic(bareWord(t, t.WordBefore(start), start))
	if wordy.Has(p) && n == arabic.TatweelSign || inWord && p == arabic.TatweelSign && letters.Has(n) && !keepsTatweel(bareWord(t, t.WordBefore(start-size), start)) {
		return true
	}
	value, length := allAlike(t, start, end)
	switch {
	case touches(t, start, end, besideZeros):
		return false
	case value == 0 && length > 1 && !inWord:
		q, _ := t.Prev(t.SkipBefore(start, blank)) // of 10 000 or 00 40
		return !digits.Has(q) && !digits.Has(nextSolid(t, end))
	case value == 0:
		return inWord && p != arabic.TatweelSign
	case value == 5:
		return length >= 5 || length > 2 && (p == 'ه' || n == 'ه')
	}
	return false
}

// besideZeros are what joins zeros to the number beside them.
var besideZeros = arabic.Union(numberParts, oneOf("ر"))

// allAlike returns the value of the digits of line[start:end], and how many they
// are, if all of them have the same value; otherwise -1.
func allAlike(t *rule.Line, start, end int) (value, length int) {
	value = -1
	for i := start; i < end; length++ {
		r, size := t.Next(i)
		v, ok := arabic.DigitValue(r)
		if !ok || length > 0 && int(v) != value || length > numberMost {
			return -1, 0
		}
		value = int(v)
		i += size
	}
	return value, length
}

// inTarget reports whether i stands in the target of a link, as Markdown and HTML
// write it: ](/a-٣) or href="/a-٣".
func inTarget(t *rule.Line, i int) bool {
	from := t.SkipNear(i, -pairNear, solidRun)
	before := t.Bytes()[from:i]
	if at := bytes.LastIndex(before, []byte("](")); at >= 0 {
		return bytes.IndexByte(before[at:], ')') < 0
	}
	if at := bytes.LastIndex(before, []byte("=\"")); at >= 0 {
		value := before[at+2:]
		return bytes.IndexByte(value, '"') < 0 && bytes.IndexByte(value, '/') >= 0
	}
	return false
}

// solidRun is everything but what parts the words of a line.
var solidRun = arabic.Union(blank, edge, oneOf("\t")).Not()

// outsideArabic reports whether the mark at line[start:end], with blanks around it
// of which the first begin at start, stands between terms of mathematics or code: a
// name of a letter or two, a number or an operator. So i = 0 ... n and f : X → Y.
func outsideArabic(t *rule.Line, start, end int) bool {
	if !blank.Has(after(t, end)) {
		return false
	}
	p, size := t.Prev(start)
	if closing.Has(p) {
		start -= size
		p, _ = t.Prev(start)
	}
	next := t.SkipAfter(end, blank)
	n := after(t, next)
	const most = 3 // bytes of a name: two letters of ASCII, or one of Greek
	return (digits.Has(p) || mathLetters.Has(p) || variables.Has(p) && start-t.SkipNear(start, -most, variables) < most) &&
		(digits.Has(n) || mathLetters.Has(n) || operators.Has(n) || variables.Has(n) && t.SkipNear(next, most, variables)-next < most)
}

// variables are the letters that mathematics names things by.
var variables = arabic.Union(latin, arabic.Ranges(arabic.Range{Lo: '\u0391', Hi: '\u03C9'})) // Greek

// mathLetters are the letters of mathematics, which no prose has: 𝒞, 𝐱.
var mathLetters = arabic.Ranges(arabic.Range{Lo: '\U0001D400', Hi: '\U0001D7FF'})

// operators are the signs that a term begins with or stands beside.
var operators = oneOf("=<>+-*/{}&|~→∞√−±")

// isMnemonic reports whether the bracket that ends at i closes one Latin letter
// that no word stands before: [d]حذف.
func isMnemonic(t *rule.Line, i int) bool {
	letter, size := t.Prev(i)
	open, _ := t.Prev(i - size)
	before, _ := t.Prev(i - size - 1)
	return open == '[' && isLatin(letter) && !solid.Has(before)
}

// proseGap holds of a line whose only gap of three spaces or more is no layout: the
// line is longer than a verse, and the gap does not part it into two columns.
// A line with more such gaps is a row of a table.
var proseGap = &rule.Fact{Of: isProseGap}

// verseMost is how many letters a verse has at most.
const verseMost = 80

// verse holds of a line whose only ellipsis has blanks on both sides and parts it into
// the halves of a verse.
var verse = &rule.Fact{Of: isVerse}

// halfLeast is how many letters half a verse has at least.
const halfLeast = 15

func isVerse(line []byte) bool {
	for _, mark := range []string{" … ", " ... "} {
		at := bytes.Index(line, []byte(mark))
		if at < 0 || bytes.Contains(line[at+1:], []byte(mark)) {
			continue
		}
		t := rule.NewLine(line)
		left := t.Letters(span.Span{Start: 0, End: at}, verseMost+1)
		right := t.Letters(span.Span{Start: at + len(mark), End: len(line)}, verseMost+1)
		shorter := min(left, right)
		return shorter >= halfLeast && left+right <= verseMost && 3*shorter >= 2*max(left, right)
	}
	return false
}

func isProseGap(line []byte) bool {
	line = bytes.Trim(line, " \t\u00A0")
	at := bytes.Index(line, []byte("   "))
	if at < 0 || bytes.IndexByte(line, '\t') >= 0 || bytes.IndexByte(line, '|') >= 0 {
		return false
	}
	rest := bytes.TrimLeft(line[at:], " ")
	if bytes.Contains(rest, []byte("   ")) {
		return false
	}
	t := rule.NewLine(line)
	const most = 3*verseMost + 1 // which are enough
	left := t.Letters(span.Span{Start: 0, End: at}, most)
	right := t.Letters(span.Span{Start: len(line) - len(rest), End: len(line)}, most)
	shorter, longer := min(left, right), max(left, right)
	return left+right > verseMost && (3*shorter < 2*longer || left+right > 3*verseMost)
}
