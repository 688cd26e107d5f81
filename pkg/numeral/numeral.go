// Package numeral reads the numbers of Arabic text, in any of its digits and in
// words, and writes them. It reports both readings of an ambiguous number and
// never guesses: 1,234 and 1.234 are a thousand in one country and a little
// more than one in another.
//
// [Find] and [Parse] read. [AppendDigits], [AppendWords], [AppendCount] and
// [AppendOrdinal] write. [Words], [Compose] and [Decimal] are the steps of reading,
// for callers that split text into words themselves, as the packages date and
// orthography do. No package calls AppendOrdinal yet: it is for Go programs.
package numeral

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/lexicon"
	"github.com/nass-ar/nass/pkg/span"
)

// A Number is one number in a text.
type Number struct {
	span.Span
	Value     Value
	Other     Value // the second reading of an ambiguous number
	Ambiguous bool
	Ordinal   bool // رابع, الحادي عشر
	Words     bool // written in words, wholly or in part (27 مليار)
}

// A Value is a fraction Num/Den in lowest terms, so that ثلث and 0.1 are exact.
// The zero Value is not a number; the number zero is 0/1.
type Value struct{ Num, Den int64 }

// Float returns the nearest float64.
func (v Value) Float() float64 { return float64(v.Num) / float64(max(v.Den, 1)) }

func (v Value) reduced() Value {
	a, b := v.Num, v.Den
	for b != 0 {
		a, b = b, a%b
	}
	if a < 0 {
		a = -a
	}
	if a > 1 {
		v.Num, v.Den = v.Num/a, v.Den/a
	}
	return v
}

// Find appends the numbers of text to dst, in order and disjoint, and returns
// the longer slice. Digits inside a Latin word are not a number. Find allocates
// only to grow dst.
func Find(dst []Number, text []byte) []Number {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if !startsWord(text, i) {
			i += size
			continue
		}
		if n, ok := number(text, i); ok {
			dst = append(dst, n)
			i = n.End
			continue
		}
		if lexicon.Skeleton(r) == 0 {
			i += size
			continue
		}
		script := r
		for i < len(text) { // the rest of a word that is no number
			r, size := utf8.DecodeRune(text[i:])
			if c := lexicon.Skeleton(r); c == 0 {
				if _, digit := arabic.DigitValue(r); !digit || script >= 0x600 {
					break
				}
			}
			i += size
		}
	}
	return dst
}

// Parse reads text as one number and nothing else, spaces around it apart.
func Parse(text []byte) (Number, bool) {
	i, j := 0, len(text)
	for i < j && text[i] == ' ' {
		i++
	}
	for i < j && text[j-1] == ' ' {
		j--
	}
	n, ok := number(text[:j], i)
	return n, ok && n.Start == i && n.End == j
}

// startsWord reports whether a word or number may begin at text[i]. Digits
// may follow Arabic letters (و3, بـ5), not Latin ones.
func startsWord(text []byte, i int) bool {
	r, _ := utf8.DecodeLastRune(text[:i])
	if _, digit := arabic.DigitValue(r); digit {
		return false
	}
	if i == 0 || lexicon.Skeleton(r) == 0 {
		return r != '.' && r != ',' || i < 2 || !endsInDigit(text[:i-1])
	}
	next, _ := utf8.DecodeRune(text[i:])
	_, digit := arabic.DigitValue(next)
	return digit && r >= 0x600
}

func endsInDigit(text []byte) bool {
	r, _ := utf8.DecodeLastRune(text)
	_, digit := arabic.DigitValue(r)
	return digit
}

// number reads the longest number that begins at text[off], in digits or in
// words; proclitics (و، ف، ب، ل، ك) before it belong to the word but not to
// the number's span.
func number(text []byte, off int) (Number, bool) {
	if n, ok := digits(text, off); ok {
		var words [4]Word
		k, end := collect(words[:], nil, text, n.End)
		if k > 0 && words[0].Role == Scale && words[0].Times != 2 {
			at := n.End
			i := 0
			scale := int64(1)
			for i < k && words[i].Role == Scale && words[i].Times != 2 && !words[i].Waw && scale < 1e9 {
				scale *= words[i].Value
				at = end[i]
				i++
			}
			if i < k && words[i].Waw && words[i].Role == Fraction && words[i].Times > 0 {
				f := Value{int64(words[i].Times), words[i].Value}
				n.Value = Value{n.Value.Num*f.Den + f.Num*n.Value.Den, n.Value.Den * f.Den}
				at = end[i]
			}
			n.Value = Value{n.Value.Num * scale, n.Value.Den}.reduced()
			n.Other = Value{n.Other.Num * scale, n.Other.Den}.reduced()
			n.End, n.Words = at, true
		}
		return n, true
	}
	var words [24]Word
	var start int
	k, end := collect(words[:], &start, text, off)
	v, ordinal, used := Compose(words[:k])
	if used == 0 {
		return Number{}, false
	}
	return Number{Span: span.Span{Start: start, End: end[used-1]}, Value: v, Ordinal: ordinal, Words: true}, true
}

// collect fills words with the number words that follow one another from
// text[off]; end holds where each one ends, and start where the first begins
// without its proclitics.
func collect(words []Word, start *int, text []byte, off int) (n int, end [24]int) {
	at := off
	for n < len(words) {
		i := at
		for i < len(text) && text[i] == ' ' && (n > 0 || start == nil) {
			i++
		}
		if i == at && n > 0 && i < len(text) {
			break
		}
		k, letters, e := scanWord(text, i)
		if k == 0 {
			break
		}
		w, skip, ok := peel(k, letters)
		if !ok && k == waw { // a و that stands apart
			j := e
			for j < len(text) && text[j] == ' ' {
				j++
			}
			if k, letters, e2 := scanWord(text, j); k != 0 && n > 0 {
				if w, skip, ok = peel(k, letters); ok && !w.Waw {
					w.Waw, e = true, e2
				} else {
					ok = false
				}
			}
		}
		if !ok {
			break
		}
		if n == 0 && start != nil {
			*start = skipLetters(text, i, skip)
			w.Waw = false
		}
		words[n], end[n] = w, e
		at = e
		n++
	}
	return n, end
}

var waw = lexicon.KeyOf("و")

// scanWord is the key of the Arabic word at text[i], its letters and its end.
func scanWord(text []byte, i int) (k lexicon.Key, letters, end int) {
	for i < len(text) {
		r, size := utf8.DecodeRune(text[i:])
		c := lexicon.Skeleton(r)
		if c == 0 || r < 0x600 && c != lexicon.Skip {
			break
		}
		i += size
		if c == lexicon.Skip {
			continue
		}
		if letters < lexicon.MaxKey {
			k |= lexicon.Key(c) << (5 * letters)
		}
		letters++
	}
	if letters > lexicon.MaxKey {
		k = 0
	}
	return k, letters, i
}

func skipLetters(text []byte, i, n int) int {
	for n > 0 && i < len(text) {
		r, size := utf8.DecodeRune(text[i:])
		if lexicon.Skeleton(r) != lexicon.Skip {
			n--
		}
		i += size
	}
	return i
}

// peel looks up a word of so many letters, with its proclitics taken off. skip is
// how many letters before the number are proclitics, the article not counted.
func peel(k lexicon.Key, letters int) (w Word, skip int, ok bool) {
	words := Words()
	if w, ok = words[k]; ok {
		return w, 0, true
	}
	p := lexicon.PeelKey(k, letters)
	for p.Next() {
		if w, ok = words[p.Rest]; !ok {
			continue
		}
		w.Waw, w.Al = p.Off&lexicon.Wa != 0, p.Off&lexicon.Al != 0
		if p.Short {
			return w, p.Dropped, true
		}
		return w, p.Before(), true
	}
	return Word{}, 0, false
}
