package orthography

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

// order weighs how the presentation forms of a word join: forwards and
// backwards are the joins that fit its order and the opposite one.
func order(text []byte) (forwards, backwards int) {
	var prev arabic.Form
	known := false
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		f, ok := arabic.FormOf(r)
		if ok && known {
			if joins(prev.Shape, f.Shape) {
				forwards++
			}
			if joins(f.Shape, prev.Shape) {
				backwards++
			}
		}
		prev, known = f, ok
	}
	return forwards, backwards
}

// joins reports whether a letter in shape b can follow one in shape a.
func joins(a, b arabic.Shape) bool {
	onward := a == arabic.Initial || a == arabic.Medial
	return onward == (b == arabic.Medial || b == arabic.Final)
}

func visual(text []byte) bool {
	forwards, backwards := order(text)
	return backwards > forwards
}

func expandForms(t *rule.Line, i int) (rule.Match, bool) {
	if p, _ := t.Prev(i); letterForms.Has(p) {
		return rule.Match{}, false
	}
	line := t.Bytes()
	word := t.Word(i)
	if visual(line[word.Start:word.End]) {
		return rule.Match{}, false
	}
	end := t.SkipAfter(i, letterForms)
	var out []byte
	for j := i; j < end; {
		r, size := t.Next(j)
		f, _ := arabic.FormOf(r)
		out = append(out, f.Base...)
		j += size
	}
	return put(i, end, string(out)), true
}

// wordForms are the folds of the signs that stand for words.
func wordForms() []rule.Fold {
	folds := []rule.Fold{{From: '\uFDFD', To: "بسم الله الرحمن الرحيم"}}
	for _, f := range arabic.Forms() {
		if f.Word && f.Rune >= '\uFDF0' && f.Rune <= '\uFDFF' {
			folds = append(folds, rule.Fold{From: f.Rune, To: f.Base})
		}
	}
	return folds
}

// visualLine holds of a line in visual order.
var visualLine = &rule.Fact{Of: visual}

// firstForm is where the first form of the line stands, more by two; 0 is not
// known yet.
var firstForm = &rule.Memo{New: func() any { return new(int) }, Clear: func(kept any) { *kept.(*int) = 0 }}

// reverseLine reverses a line in visual order. It answers at the line's first
// form only.
func reverseLine(t *rule.Line, i int) (rule.Match, bool) {
	line := t.Bytes()
	first := t.Memo(firstForm).(*int)
	if *first == 0 {
		*first = bytes.IndexFunc(line, letterForms.Has) + 2
	}
	if *first-2 != i || !t.Is(visualLine) {
		return rule.Match{}, false
	}
	var units []string
	for j := 0; j < len(line); {
		r, size := utf8.DecodeRune(line[j:])
		end := j + size
		switch {
		case isLatin(r) || digits.Has(r):
			// A number or a Latin phrase reads from left to right as it is.
			for end < len(line) {
				next, n := utf8.DecodeRune(line[end:])
				if isLatin(next) || digits.Has(next) {
					end += n
					continue
				}
				after, _ := utf8.DecodeRune(line[end+n:])
				if next < utf8.RuneSelf && next > ' ' && (isLatin(after) || digits.Has(after)) || next == ' ' && isLatin(r) && isLatin(after) {
					end += n
					continue
				}
				break
			}
			units = append(units, string(line[j:end]))
		case marks.Has(r) && len(units) > 0:
			// A mark is drawn with the letter that it follows once reversed.
			units = append(units, string(line[j:end]))
		default:
			units = append(units, mirror(string(line[j:end])))
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
	return put(0, len(line), strings.Join(units, "")), true
}

var mirrored = strings.NewReplacer("(", ")", ")", "(", "[", "]", "]", "[", "{", "}", "}", "{", "«", "»", "»", "«", "<", ">", ">", "<")

func mirror(s string) string { return mirrored.Replace(s) }
