package orthography

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

var encodingRules = []*rule.Rule{
	{
		Name:  "byte-order-mark",
		Title: "byte order mark",
		Doc: `U+FEFF begins files that some editors save; joined with other files it ends up inside the text, where it breaks
searching and splitting. Unicode has deprecated every other use of it. Source: The Unicode Standard, 23.8.`,
		Group: Encoding, Level: rule.Warning, Fix: rule.Safe, In: everywhere, Anywhere: true,
		Bad:  "\uFEFFبوتين يصل إلى أستانا",
		Good: "بوتين يصل إلى أستانا",
		Find: remove(oneOf("\uFEFF"), nil),
	},
	{
		Name:  "mojibake",
		Title: "text read in the wrong encoding",
		Doc: `UTF-8 or Windows-1256 that a program took for Windows-1252, or UTF-8 that it took for Windows-1256, is put back. Only
whole stretches are, and only when every letter of the result is Arabic, so that French and German words stay. Not in a
profile: a text about encodings quotes such strings. Source: the WHATWG Encoding Standard's index tables.`,
		Group: Encoding, Level: rule.Error, Fix: rule.Lossy, Anywhere: true,
		Bad:  "Ø§Ù„Ø³Ù„Ø§Ù…",
		Good: "السلام",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{{At: arabic.Ranges(arabic.Range{Lo: '\u00A1', Hi: '\u00FF'})}, {At: oneOf("طظ"), After: mojibakeTails}},
			At:       repairEncoding,
		},
	},
	{
		Name:  "keyboard-layout",
		Title: "Arabic typed on a Latin keyboard",
		Doc: `A line typed without switching the keyboard to Arabic is read by the keys that were struck: the US layout's against
Arabic 101. Lines with Arabic letters, and lines whose words look like words of a Latin script, stay. Never in a profile.`,
		Group: Encoding, Level: rule.Warning, Fix: rule.Lossy, Anywhere: true,
		Bad:  "hgsghl ugd;l",
		Good: "السلام عليكم",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{{At: keyboardKeys, Before: oneOf("\n \t")}},
			At:       retypeLine,
		},
	},
	{
		Name:  "html-entities",
		Title: "HTML character reference",
		Doc: `Text cut out of a page keeps &quot; and &#1575;. The rule writes the character; references to line breaks and control
characters stay. Not in a profile: in HTML source the references are right. Source: the HTML Standard, 13.5.`,
		Group: Encoding, Level: rule.Warning, Fix: rule.Lossy, Anywhere: true,
		Bad:  "قال: &quot;نعم، وصلنا",
		Good: "قال: \"نعم، وصلنا",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{{At: oneOf("&"), After: arabic.Union(latin, oneOf("#"))}},
			At:       unescape,
		},
	},
	{
		Name:  "invalid-utf8",
		Title: "bytes that are not UTF-8",
		Doc: `The bytes are passed through untouched, since only their author can tell what they were. A file with many of them is
in another encoding: see --encoding. Source: The Unicode Standard, table 3-7.`,
		Group: Encoding, Level: rule.Error, In: rule.Check, Anywhere: true,
		Bad:  "قال \xE2\x80 نعم",
		Good: "قال نعم",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{{Invalid: true}},
			At:       invalidRun,
			Message: func(found string) string {
				return fmt.Sprintf("bytes that are not UTF-8: % X", found)
			},
		},
	},
	{
		Name:  "replacement-character",
		Title: "U+FFFD stands for a character that was lost",
		Doc: `A program that could not decode a byte wrote U+FFFD over it. What was there is gone from this file; look for it in the
source. Source: The Unicode Standard, 5.22.`,
		Group: Encoding, Level: rule.Error, In: rule.Check, Anywhere: true,
		Bad:  "السلا\uFFFD عليكم",
		Good: "السلام عليكم",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{{At: oneOf("\uFFFD")}},
			At: func(t *rule.Text, i int) (span.Edit, bool) {
				r, size := t.Next(i)
				if p, _ := t.Prev(i); r != '\uFFFD' || size != 3 || p == '\uFFFD' && bytes.HasSuffix(t.Bytes()[:i], replacement) {
					return span.Edit{}, false
				}
				return cut(i, t.SkipAfter(i, oneOf("\uFFFD"))), true
			},
		},
	},
	{
		Name:  "visual-order",
		Title: "letters stored in the order they are drawn",
		Doc: `PDF extraction gives presentation forms from left to right: the line backwards. The rule reverses a line whose forms
join the wrong way round, a lam-alef as one letter, numbers and Latin words as they are, and mirrors its brackets. The shapes,
which gave the order away, are then expanded. Not in a profile: the half-mended text that
some tools leave cannot be told from the rest. Source: The Unicode Standard, 9.2 (joining).`,
		Group: Encoding, Level: rule.Error, Fix: rule.Lossy,
		Bad:  "مﻼﺴﻟا",
		Good: "السلام",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{{At: forms}},
			At:       reverseLine,
		},
	},
	{
		Name:  "presentation-forms",
		Title: "presentation form instead of a letter",
		Doc: `U+FB50-FDFF and U+FE70-FEFE give one shape of a letter or a ligature a code point of its own, for old displays. Search
and fonts expect the letter. Forms in visual order stay (see visual-order), and so do honorifics and words written as one
sign (see ligatures). This is not NFKC: ², ½ and the like stay. Source: The Unicode Standard, 9.2; UnicodeData.txt.`,
		Group: Encoding, Level: rule.Warning, Fix: rule.Safe, In: everywhere,
		Bad:  "ﻗﺎﻝ مصدر",
		Good: "قال مصدر",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{{At: letterForms}},
			At:       expandForms,
		},
	},
	{
		Name:  "ligatures",
		Title: "word or phrase written as one sign",
		Doc: `ﷲ, ﷺ, ﷽ and their like (U+FDF0-FDFD) are spelled out. Not in a profile: the honorific is right as it is, and NFKC, which
expands it too, is not what a text editor wants. Source: UnicodeData.txt.`,
		Group: Encoding, Level: rule.Info, Fix: rule.Lossy,
		Bad:   "محمد ﷺ",
		Good:  "محمد صلى الله عليه وسلم",
		Folds: wordForms(),
	},
	{
		Name:  "composition",
		Title: "letter and marks not in normal form C",
		Doc: `A hamza or madda typed as a mark of its own is composed with its letter, and the marks of a letter are put in canonical
order, so that equal texts are equal bytes. This is NFC for the Arabic script and for Latin with accents. Source: UAX #15.`,
		Group: Encoding, Level: rule.Info, Fix: rule.Safe, In: rule.Standard | rule.Encoding | rule.Check,
		Bad:  "قرا\u0653ن",
		Good: "قرآن",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{
				{At: composing},
				{At: combining, Before: combining},
			},
			At: compose,
		},
	},
}

var (
	replacement = []byte("\uFFFD")
	// letterForms are the presentation forms that stand for letters of a
	// running word.
	letterForms = func() *arabic.Set {
		var ranges []arabic.Range
		for _, f := range arabic.Forms() {
			if !f.Word {
				ranges = append(ranges, arabic.Range{Lo: f.Rune, Hi: f.Rune})
			}
		}
		return arabic.Ranges(ranges...)
	}()
	// combining are the marks whose order and composition the rule settles,
	// and composing those that compose with a letter before them.
	combining = arabic.Union(marks, arabic.Ranges(arabic.Range{Lo: '\u0300', Hi: '\u036F'}))
	composing = arabic.Union(oneOf("\u0653\u0654\u0655"), arabic.Ranges(arabic.Range{Lo: '\u0300', Hi: '\u036F'}))
)

// cut is the edit that deletes line[start:end].
func cut(start, end int) span.Edit { return span.Edit{Span: span.Span{Start: start, End: end}} }

// put is the edit that writes s over line[start:end].
func put(start, end int, s string) span.Edit {
	return span.Edit{Span: span.Span{Start: start, End: end}, New: s}
}

// remove finds the runs of a set, and deletes them where ok says so; a nil ok
// is always so. ok is asked about each code point.
func remove(set *arabic.Set, ok func(t *rule.Text, i, end int) bool) *rule.Finder {
	return &rule.Finder{
		Triggers: []rule.Trigger{{At: set}},
		At: func(t *rule.Text, i int) (span.Edit, bool) {
			r, size := t.Next(i)
			if size == 0 || !set.Has(r) || ok != nil && !ok(t, i, i+size) {
				return span.Edit{}, false
			}
			return cut(i, i+size), true
		},
	}
}

func invalidRun(t *rule.Text, i int) (span.Edit, bool) {
	bad := func(r rune, size int) bool { return r == utf8.RuneError && size == 1 }
	if r, size := t.Next(i); !bad(r, size) {
		return span.Edit{}, false
	}
	if r, size := t.Prev(i); bad(r, size) {
		return span.Edit{}, false
	}
	end := i
	for {
		r, size := t.Next(end)
		if !bad(r, size) {
			return cut(i, end), true
		}
		end++
	}
}

// misread are the ways in which bytes were misread: what they were, and what
// the program took them for.
var misread = []struct {
	took *charmap.Charmap
	were *charmap.Charmap // nil: UTF-8
}{
	{charmap.Windows1252, nil},
	{charmap.Windows1256, nil},
	{charmap.Windows1252, charmap.Windows1256},
}

// mojibakeTails are what follows ط or ظ when UTF-8 is read as Windows-1256.
var mojibakeTails = oneOf("\u00A1\u00A2\u00A3\u00A4\u00A5\u00A6\u00A7\u00A8\u00A9\u00AA\u00AB\u00AC\u00AD\u00AE\u00AF\u00B0\u00B1\u00B2\u00B3\u00B4\u00B5\u00B6\u00B7\u00B8\u00B9\u00BA\u00BB\u00BC\u00BD\u00BE\u00BF" +
	"\u2020\u2021\u02C6\u2030\u2039\u0152\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u2122\u0153\u201E\u2026\u201A\u0192\u20AC")

// repairEncoding reads the stretch without ASCII that begins at i in the
// encoding that its bytes were in.
func repairEncoding(t *rule.Text, i int) (span.Edit, bool) {
	if p, _ := t.Prev(i); p >= utf8.RuneSelf || isLatin(p) {
		return span.Edit{}, false
	}
	line := t.Bytes()
	end := i
	for end < len(line) && line[end] >= utf8.RuneSelf {
		end++
	}
	if end < len(line) && isLatin(rune(line[end])) {
		return span.Edit{}, false
	}
	for _, m := range misread {
		raw, ok := encode(line[i:end], m.took)
		if !ok {
			continue
		}
		least := 2
		var fixed string
		if m.were == nil {
			fixed = string(raw)
			if m.took == charmap.Windows1256 {
				least = 3
			}
		} else {
			// Arabic in a single-byte encoding: the word alone proves little.
			if least = 3; t.Is(misreadLine) {
				least = 1
			}
			b, err := m.were.NewDecoder().Bytes(raw)
			if err != nil {
				continue
			}
			fixed = string(b)
		}
		if arabicText(fixed, least) {
			return put(i, end, fixed), true
		}
	}
	return span.Edit{}, false
}

// misreadLine holds of a line with a word that can only be Windows-1256 read
// as Windows-1252.
var misreadLine = &rule.Fact{Of: func(line []byte) bool {
	for _, w := range bytes.Fields(line) {
		if raw, ok := encode(w, charmap.Windows1252); ok && w[0] >= utf8.RuneSelf {
			if b, err := charmap.Windows1256.NewDecoder().Bytes(raw); err == nil && arabicText(string(b), 3) {
				return true
			}
		}
	}
	return false
}}

// encode is text in the charmap, and whether all of it exists there. C1
// control characters are the bytes that the charmap leaves out.
func encode(text []byte, m *charmap.Charmap) ([]byte, bool) {
	var raw []byte
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		c, ok := m.EncodeRune(r)
		if r == utf8.RuneError || !ok && (r < 0x80 || r > 0x9F) {
			return nil, false
		}
		if !ok {
			c = byte(r)
		}
		raw = append(raw, c)
	}
	return raw, true
}

// arabicText reports whether s is valid UTF-8, holds at least that many Arabic
// letters, and nothing that is neither Arabic nor punctuation.
func arabicText(s string, least int) bool {
	n := 0
	for _, r := range s {
		switch k := arabic.KindOf(r); {
		case r == utf8.RuneError, r < ' ':
			return false
		case k == arabic.Letter:
			n++
		case k != arabic.Other, unicode.IsPunct(r), r == arabic.NBSP, r == arabic.ZWNJ, arabic.IsBidiControl(r):
		default:
			return false
		}
	}
	return n >= least
}

// keyboard is what the keys of the US layout type on Arabic 101.
var keyboard = strings.NewReplacer(
	"q", "ض", "w", "ص", "e", "ث", "r", "ق", "t", "ف", "y", "غ", "u", "ع", "i", "ه", "o", "خ", "p", "ح", "[", "ج", "]", "د",
	"a", "ش", "s", "س", "d", "ي", "f", "ب", "g", "ل", "h", "ا", "j", "ت", "k", "ن", "l", "م", ";", "ك", "'", "ط",
	"z", "ئ", "x", "ء", "c", "ؤ", "v", "ر", "b", "لا", "n", "ى", "m", "ة", ",", "و", ".", "ز", "/", "ظ", "`", "ذ",
	"Q", "\u064E", "W", "\u064B", "E", "\u064F", "R", "\u064C", "T", "لإ", "Y", "إ", "U", "‘", "I", "÷", "O", "×", "P", "؛",
	"A", "\u0650", "S", "\u064D", "F", "]", "D", "[", "G", "لأ", "H", "أ", "J", "\u0640", "K", "،", "L", "/",
	"Z", "~", "X", "\u0652", "V", "{", "C", "}", "B", "لآ", "N", "آ", "M", "’", "?", "؟", "~", "\u0651",
)

var keyboardKeys = oneOf("qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOPASDFGHJKLZXCVBNM?~")

func retypeLine(t *rule.Text, i int) (span.Edit, bool) {
	line := t.Bytes()
	if len(bytes.TrimSpace(line[:i])) > 0 || i == len(line) || !keyboardKeys.Has(rune(line[i])) {
		return span.Edit{}, false
	}
	odd, all, lower := 0, 0, 0
	for _, word := range bytes.Fields(line) {
		letters, vowels, inner := 0, 0, 0
		for j, c := range word {
			switch {
			case c >= utf8.RuneSelf || c < ' ':
				return span.Edit{}, false
			case c|0x20 >= 'a' && c|0x20 <= 'z':
				letters++
				if c >= 'a' {
					lower++
				}
				if strings.IndexByte("aeiouyAEIOUY", c) >= 0 {
					vowels++
				}
			case strings.IndexByte(";[]`", c) >= 0 && j+1 < len(word):
				inner++
			case c >= '0' && c <= '9':
				continue
			}
		}
		if letters == 0 {
			continue
		}
		all++
		if vowels == 0 || inner > 0 || bytes.HasPrefix(word, []byte("hg")) || vowels*5 < letters {
			odd++
		}
	}
	if all == 0 || odd*2 < all+1 || lower < all {
		return span.Edit{}, false
	}
	return put(i, len(line), keyboard.Replace(string(line[i:]))), true
}

func unescape(t *rule.Text, i int) (span.Edit, bool) {
	line := t.Bytes()
	if i >= len(line) || line[i] != '&' {
		return span.Edit{}, false
	}
	end := bytes.IndexByte(line[i:min(len(line), i+32)], ';')
	if end < 0 {
		return span.Edit{}, false
	}
	ref := string(line[i : i+end+1])
	s := html.UnescapeString(ref)
	if s == ref || strings.ContainsFunc(s, unicode.IsControl) || s == "" {
		return span.Edit{}, false
	}
	// "&amp" without its stop is HTML too, but its tail must not go unread.
	if strings.HasSuffix(s, ";") && len(s) > 1 {
		return span.Edit{}, false
	}
	return put(i, i+end+1, s), true
}

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

func expandForms(t *rule.Text, i int) (span.Edit, bool) {
	r, _ := t.Next(i)
	if p, _ := t.Prev(i); !letterForms.Has(r) || letterForms.Has(p) {
		return span.Edit{}, false
	}
	line := t.Bytes()
	word := t.Word(i)
	if visual(line[word.Start:word.End]) {
		return span.Edit{}, false
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

// reverseLine reverses a line in visual order. It answers at the line's first
// form only.
func reverseLine(t *rule.Text, i int) (span.Edit, bool) {
	line := t.Bytes()
	if bytes.ContainsFunc(line[:i], letterForms.Has) {
		return span.Edit{}, false
	}
	if r, _ := t.Next(i); !letterForms.Has(r) || !visual(line) {
		return span.Edit{}, false
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

// compose puts the letter and marks around the mark at i in normal form C. It
// answers at the first mark of the letter's that a trigger can stand at.
func compose(t *rule.Text, i int) (span.Edit, bool) {
	r, _ := t.Next(i)
	if p, _ := t.Prev(i); !composing.Has(r) && !(combining.Has(r) && combining.Has(p)) {
		return span.Edit{}, false
	}
	start := t.SkipBefore(i, combining)
	end := t.SkipAfter(i, combining)
	if _, size := t.Prev(start); size > 0 {
		start -= size
	}
	line := t.Bytes()
	// Thirty marks on a letter are no text, and norm would break them up.
	if cluster := line[start:end]; len(cluster) <= 60 && utf8.Valid(cluster) && !norm.NFC.IsNormal(cluster) {
		return put(start, end, string(norm.NFC.Bytes(cluster))), true
	}
	return span.Edit{}, false
}
