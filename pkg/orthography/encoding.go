package orthography

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

func encodingRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "byte-order-mark",
			Title: "byte order mark",
			Doc: `Some editors save U+FEFF at the start of a file. When files are joined, it ends up inside the text, where
it breaks search and word splitting. Unicode has deprecated every other use of it, so the rule deletes it everywhere.
Source: The Unicode Standard, 23.8.`,
			Group: Bytes, Level: rule.Warning, Fix: rule.Safe, In: everywhere, Anywhere: true, Unless: []*rule.Fact{latinText},
			Bad:  "\uFEFFبوتين يصل إلى أستانا",
			Good: "بوتين يصل إلى أستانا",
			Find: remove(oneOf("\uFEFF"), nil),
		},

		{
			Name:  "html-entities",
			Title: "HTML character reference",
			Doc: `Text copied from a web page keeps references such as &quot; and &#1575;. The rule replaces a reference with
its character. References to line breaks and control characters stay. normalize repairs them only by name: in HTML
source the references are correct. Source: the HTML Standard, 13.5.`,
			Group: Bytes, Level: rule.Warning, Fix: rule.Lossy, Reported: Check, Anywhere: true,
			Bad:  "قال: &quot;نعم، وصلنا",
			Good: "قال: \"نعم، وصلنا",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("&"), After: arabic.Union(latin, oneOf("#"))}},
				At:       unescape,
			},
		},
		{
			Name:  "excel-escape",
			Title: "control character escaped by a spreadsheet",
			Doc: `Excel files write a control character of a cell as _x000D_, with its number in hexadecimal. A converter
that does not decode it leaves it in the text, most often at the end of a line. The rule deletes it, or writes a space
between two words. _x005F_ escapes such a string that was meant, and both stay. Source: ECMA-376, part 1, 22.9.2.19
(ST_Xstring).`,
			Group: Bytes, Level: rule.Warning, Fix: rule.Lossy, Reported: Check, Anywhere: true,
			Bad:  "قال الوزير_x000D_",
			Good: "قال الوزير",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("_"), After: oneOf("x")}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					line := t.Bytes()
					wide, ok := excelEscape(line[i:])
					return instead(t, i, min(i+excelSize, len(line)), wide), ok && !bytes.HasSuffix(line[:i], excelQuote)
				},
			},
		},
		{
			Name:  "invalid-utf8",
			Title: "bytes that are not UTF-8",
			Doc: `The bytes are kept unchanged, because only the author knows what they were. A file with many of them is in
another encoding: see --encoding. Source: The Unicode Standard, table 3-7.`,
			Group: Bytes, Level: rule.Error, In: Check, Anywhere: true,
			Bad:  "قال \xE2\x80 نعم",
			Good: "قال نعم",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{Invalid: true}},
				At:       invalidRun,
			},
		},
		{
			Name:  "replacement-character",
			Title: "replacement character (U+FFFD)",
			Doc: `A program wrote U+FFFD because it could not decode a byte. The original character is lost in this file;
look for it in the source of the text. Source: The Unicode Standard, 5.22.`,
			Group: Bytes, Level: rule.Error, In: Check, Anywhere: true,
			Bad:  "السلا\uFFFD عليكم",
			Good: "السلام عليكم",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("\uFFFD")}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					if p, _ := t.Prev(i); p == '\uFFFD' && bytes.HasSuffix(t.Bytes()[:i], replacement) {
						return rule.Match{}, false
					}
					return cut(i, t.SkipAfter(i, oneOf("\uFFFD"))), true
				},
			},
		},

		{
			Name:  "presentation-forms",
			Title: "presentation form instead of a letter",
			Doc: `U+FB50-FDFF and U+FE70-FEFE encode each shape of a letter or a ligature as a separate code point, for old
displays. Search and fonts expect the letters, and the rule writes them. Forms in visual order stay (see visual-order),
and so does the joined form of a letter by itself, which shows that form.
Honorifics and words written as one character stay too (see ligatures). The rule is not NFKC: it keeps ², ½ and similar
characters. Source: The Unicode Standard, 9.2; UnicodeData.txt.`,
			Group: Bytes, Level: rule.Warning, Fix: rule.Safe, In: everywhere,
			Bad:  "ﻗﺎﻝ مصدر",
			Good: "قال مصدر",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: letterForms}},
				At:       expandForms,
			},
		},
		{
			Name:  "ligatures",
			Title: "word or phrase written as one character",
			Doc: `The rule spells out ﷲ, ﷺ, ﷽ and similar characters (U+FDF0-FDFD), so that a search for their words finds
them. After an alef that begins the word, ﷲ is لله: people type اﷲ and fonts show one alef. In other profiles the
honorific is correct as it is. Source: UnicodeData.txt.`,
			Group: Bytes, Level: rule.Info, Fix: rule.Lossy, In: Search,
			Bad:  "محمد ﷺ",
			Good: "محمد صلى الله عليه وسلم",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: wordForms}},
				At:       spellOut,
			},
		},
		{
			Name:  "composition",
			Title: "letter and diacritics not in normal form C",
			Doc: `The rule composes a letter with a hamza or madda that was typed as a separate mark. With mark-order, this is
NFC for the Arabic script and for Latin letters with accents: equal texts then have equal bytes. Check reports only the
first place of a text. Source: UAX #15.`,
			Group: Bytes, Level: rule.Info, Fix: rule.Safe, In: Standard | Encoding | Check, Once: true,
			Bad:  "قرا\u0653ن",
			Good: "قرآن",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{
					{At: composing},
					{At: combining, Before: combining},
				},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					if onlyOrders(t.Bytes()[clusterAt(t, i):t.SkipNear(i, clusterMost+1, combining)]) {
						return rule.Match{}, false
					}
					m, ordered, ok := normalForm(t, i)
					return m, ok && !ordered
				},
			},
		},
	}
}

var (
	replacement = []byte("\uFFFD")
	// letterForms are the presentation forms that stand for letters of a
	// running word.
	letterForms = func() *arabic.Set {
		var ranges []arabic.Range
		for _, f := range arabic.Forms() {
			if !f.Word {
				ranges = with(ranges, f.Rune)
			}
		}
		return arabic.Ranges(ranges...)
	}()
	// combining are the marks whose order and composition the rule settles,
	// and composing those that compose with a letter before them.
	combining = arabic.Union(marks, arabic.Ranges(arabic.Range{Lo: '\u0300', Hi: '\u036F'}))
	composing = arabic.Union(oneOf("\u0653\u0654\u0655"), arabic.Ranges(arabic.Range{Lo: '\u0300', Hi: '\u036F'}))
)

// excelSize is the length of an escape of Excel, and excelQuote the one that
// keeps the next from being one.
const excelSize = len("_x000D_")

var excelQuote = []byte("_x005F")

// excelEscape reports whether s begins with the escape of a control character, and
// whether that separates words.
func excelEscape(s []byte) (wide, ok bool) {
	if len(s) < excelSize || s[1] != 'x' || s[excelSize-1] != '_' {
		return false, false
	}
	n, err := strconv.ParseUint(string(s[2:excelSize-1]), 16, 16)
	r := rune(n)
	return r == '\t' || r == '\n' || r == '\r' || dividers.Has(r), err == nil && (r < ' ' || r == 0x7F)
}

// cut is the match that deletes line[start:end].
func cut(start, end int) rule.Match { return rule.Match{Span: span.Span{Start: start, End: end}} }

// put is the match that writes s over line[start:end].
func put(start, end int, s string) rule.Match {
	return rule.Match{Span: span.Span{Start: start, End: end}, New: s}
}

// report is the match that says something of line[start:end].
func report(start, end int, message string) rule.Match {
	return rule.Match{Span: span.Span{Start: start, End: end}, Message: message}
}

// remove finds the runs of a set, and deletes them where ok says so; a nil ok
// is always so. ok is asked about each code point.
func remove(set *arabic.Set, ok func(t *rule.Line, i, end int) bool) *rule.Finder {
	return &rule.Finder{
		Triggers: []rule.Trigger{{At: set}},
		At: func(t *rule.Line, i int) (rule.Match, bool) {
			_, size := t.Next(i)
			if ok != nil && !ok(t, i, i+size) {
				return rule.Match{}, false
			}
			return cut(i, i+size), true
		},
	}
}

func invalidRun(t *rule.Line, i int) (rule.Match, bool) {
	bad := func(r rune, size int) bool { return r == utf8.RuneError && size == 1 }
	end := i
	for {
		r, size := t.Next(end)
		if !bad(r, size) {
			shown, more := t.Bytes()[i:end], ""
			if len(shown) > 16 {
				shown, more = shown[:16], " …"
			}
			return report(i, end, fmt.Sprintf("bytes that are not UTF-8: % X%s", shown, more)), true
		}
		end++
	}
}

// clusterMost is how long, in bytes, a letter with its marks is: thirty marks on
// a letter are no text, and norm would break them up.
const clusterMost = 60

// clusterAt returns where the letter with the mark at i begins.
func clusterAt(t *rule.Line, i int) int {
	start := t.SkipNear(i, -clusterMost-1, combining)
	_, size := t.Prev(start)
	return start - size
}

// onlyOrders reports whether normal form C surely changes no more of the cluster than
// the order of its marks: it is a letter of Arabic with marks that do not compose.
func onlyOrders(cluster []byte) bool {
	r, size := utf8.DecodeRune(cluster)
	if r < '\u0621' || r > '\u064A' {
		return false
	}
	for rest := cluster[size:]; len(rest) > 0; rest = rest[size:] {
		if r, size = utf8.DecodeRune(rest); !marks.Has(r) || composing.Has(r) {
			return false
		}
	}
	return true
}

// normalForm puts the letter and marks around the mark at i in normal form C, and
// reports whether that only orders the marks. It answers at the first mark of the
// letter's that a trigger can stand at.
func normalForm(t *rule.Line, i int) (_ rule.Match, ordered, ok bool) {
	end := t.SkipNear(i, clusterMost+1, combining)
	if end-i > clusterMost {
		return rule.Match{}, false, false
	}
	cluster := t.Bytes()[clusterAt(t, i):end]
	if len(cluster) > clusterMost {
		return rule.Match{}, false, false
	}
	var sorted [clusterMost]byte
	if change, ok := sortVowels(sorted[:copy(sorted[:], cluster)]); ok {
		if !change {
			return rule.Match{}, false, false
		}
		return put(end-len(cluster), end, string(sorted[:len(cluster)])), true, true
	}
	if !utf8.Valid(cluster) || norm.NFC.IsNormal(cluster) {
		return rule.Match{}, false, false
	}
	m := put(end-len(cluster), end, string(norm.NFC.Bytes(cluster)))
	return m, sameRunes(string(cluster), m.New), true
}

// sortVowels puts the marks of the cluster in the order of normal form C if it is a
// letter of Arabic with marks of U+064B-0652: their combining classes grow with the code
// point, and none of them composes. It reports whether the cluster is that, and whether
// the order has changed.
func sortVowels(cluster []byte) (change, ok bool) {
	if r, size := utf8.DecodeRune(cluster); r < '\u0621' || r > '\u064A' || size != 2 {
		return false, false
	}
	for i := 2; i < len(cluster); i += 2 {
		if cluster[i] != 0xD9 || i+1 == len(cluster) || cluster[i+1] < 0x8B || cluster[i+1] > 0x92 {
			return change, false
		}
		for j := i + 1; j > 3 && cluster[j] < cluster[j-2]; j -= 2 {
			cluster[j], cluster[j-2] = cluster[j-2], cluster[j]
			change = true
		}
	}
	return change, true
}

// sameRunes reports whether a and b, of clusterMost bytes at most, have the same code
// points in any order.
func sameRunes(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	var x, y [clusterMost]rune
	p, q := x[:0], y[:0]
	for _, r := range a {
		p = append(p, r)
	}
	for _, r := range b {
		q = append(q, r)
	}
	slices.Sort(p)
	slices.Sort(q)
	return slices.Equal(p, q)
}
