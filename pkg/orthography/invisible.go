package orthography

import (
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

var invisibleRules = []*rule.Rule{
	{
		Name:  "bidi-override",
		Title: "U+202D or U+202E forces the direction of what follows",
		Doc: `An override makes text show other than it reads, which is how source code and file names are forged. It is reported
wherever it stands, whatever bidi-controls makes of it. Source: UAX #9; UTR #36, 3.2; CVE-2021-42574.`,
		Group: Invisible, Level: rule.Error, In: rule.Check, Anywhere: true,
		Bad:  "ملف \u202Ecod.exe",
		Good: "ملف cod.exe",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{{At: overrides}},
			At: func(t *rule.Text, i int) (span.Edit, bool) {
				r, size := t.Next(i)
				return cut(i, i+size), overrides.Has(r)
			},
		},
	},
	{
		Name:  "bidi-controls",
		Title: "needless direction control",
		Doc: `Editors and messengers sprinkle embeddings, isolates and marks over text that shows the same without them. Those that
are unpaired, that wrap a stretch of one direction, or stand between Arabic letters go, and so does a mark at the edge of
a line; a pair around mixed text, and a mark between the parts of a date or a number, stay. Source: UAX #9.`,
		Group: Invisible, Level: rule.Warning, Fix: rule.Safe, In: everywhere,
		Bad:  "قال \u200Fالرئيس نعم",
		Good: "قال الرئيس نعم",
		Find: remove(bidiControls, needless),
	},
	{
		Name:  "zero-width",
		Title: "zero-width character in an Arabic word",
		Doc: `U+200C is how Persian parts a suffix from its word; inside an Arabic word it only breaks the search. U+200B and U+2060
mark places to break or keep a line, and so did U+FEFF; Arabic has no use for them. Persian, Urdu and Kurdish lines keep theirs, and an emoji
sequence its joiner. Source: The Unicode Standard, 23.2.`,
		Group: Invisible, Level: rule.Warning, Fix: rule.Safe, In: everywhere,
		Bad:  "كتاب\u200Cها",
		Good: "كتابها",
		Find: remove(oneOf("\u200B\u200C\u2060\uFEFF"), func(t *rule.Text, i, end int) bool {
			p, _ := t.Prev(i)
			n, _ := t.Next(end)
			if !isWordy(p) && !isWordy(n) && !(plainEdge.Has(p) && plainEdge.Has(n)) {
				return false
			}
			return !t.Is(foreign)
		}),
	},
	{
		Name:  "soft-hyphen",
		Title: "soft hyphen in an Arabic word",
		Doc: `Arabic does not hyphenate: a soft hyphen comes from a converter, is not seen and breaks the search. Source: The Unicode
Standard, 23.2.`,
		Group: Invisible, Level: rule.Warning, Fix: rule.Safe, In: everywhere,
		Bad:  "كل\u00ADمة",
		Good: "كلمة",
		Find: remove(oneOf("\u00AD"), func(t *rule.Text, i, end int) bool {
			p, _ := t.Prev(i)
			n, _ := t.Next(end)
			return isWordy(p) || isWordy(n)
		}),
	},
	{
		Name:  "no-break-space",
		Title: "no-break or typographic space",
		Doc: `Web pages use U+00A0 for layout (12,042 in 9 million words of newspapers), where every tool that splits words at U+0020
misses it; the other widths of space are treated alike. Disable the rule where they are deliberate. Source: The Unicode
Standard, 6.2.`,
		Group: Invisible, Level: rule.Warning, Fix: rule.Safe, In: everywhere,
		Bad:  "كلمة\u00A0كلمة",
		Good: "كلمة كلمة",
		Folds: []rule.Fold{
			{From: '\u00A0', To: " "}, {From: '\u202F', To: " "}, {From: '\u2000', To: " "}, {From: '\u2001', To: " "},
			{From: '\u2002', To: " "}, {From: '\u2003', To: " "}, {From: '\u2004', To: " "}, {From: '\u2005', To: " "},
			{From: '\u2006', To: " "}, {From: '\u2007', To: " "}, {From: '\u2008', To: " "}, {From: '\u2009', To: " "},
			{From: '\u200A', To: " "}, {From: '\u205F', To: " "}, {From: '\u3000', To: " "},
		},
	},
}

var (
	overrides    = oneOf("\u202D\u202E")
	bidiControls = arabic.Ranges(
		arabic.Range{Lo: arabic.ALM, Hi: arabic.ALM}, arabic.Range{Lo: arabic.LRM, Hi: arabic.RLM},
		arabic.Range{Lo: arabic.LRE, Hi: arabic.RLO}, arabic.Range{Lo: arabic.LRI, Hi: arabic.PDI})
	// around are what a direction mark's effect is looked for across.
	around = arabic.Union(bidiControls, blank)
	// plainEdge are what a zero-width character between has nothing to part.
	plainEdge = oneOf("\n \u00A0\u200B\u200C\u2060،؛؟.,:!()«»\"“”")
)

// pairMost is how far from its start, in bytes, a pair of controls ends. Past
// that it counts as unpaired, so that a line of controls takes linear time.
const pairMost = 2000

// needless reports whether the direction control at line[i:end] changes
// nothing that a reader sees.
func needless(t *rule.Text, i, end int) bool {
	r, _ := t.Next(i)
	if r == arabic.LRM || r == arabic.RLM || r == arabic.ALM {
		p, _ := t.Prev(t.SkipBefore(i, around))
		n, _ := t.Next(t.SkipAfter(end, around))
		return p == '\n' || n == '\n' || isWordy(p) && isWordy(n)
	}
	from, to := pairOf(t, i, end, r)
	return from < 0 || !mixed(t, from, to)
}

// pairOf is what the pair of the control r at line[i:end] wraps; from is -1
// when it has none.
func pairOf(t *rule.Text, i, end int, r rune) (from, to int) {
	isolate := r >= arabic.LRI
	depth := 1
	line := t.Bytes()
	if r != arabic.PDF && r != arabic.PDI {
		for j := end; j < len(line) && j-end < pairMost; {
			c, size := t.Next(j)
			if c >= arabic.LRE && c <= arabic.PDI && (c >= arabic.LRI) == isolate {
				if c == arabic.PDF || c == arabic.PDI {
					depth--
				} else {
					depth++
				}
				if depth == 0 {
					return end, j
				}
			}
			j += size
		}
		return -1, 0
	}
	for j := i; j > 0 && i-j < pairMost; {
		c, size := t.Prev(j)
		if c >= arabic.LRE && c <= arabic.PDI && (c >= arabic.LRI) == isolate {
			if c == arabic.PDF || c == arabic.PDI {
				depth++
			} else {
				depth--
			}
			if depth == 0 {
				return j, i
			}
		}
		j -= size
	}
	return -1, 0
}

// mixed reports whether the order of line[from:to] depends on a direction
// around it: it has digits or Latin, and something else beside them.
func mixed(t *rule.Text, from, to int) bool {
	strong, weak := false, false
	for j := from; j < to; {
		r, size := t.Next(j)
		j += size
		switch {
		case isLatin(r) || digits.Has(r):
			strong = true
		case isWordy(r) || !bidiControls.Has(r) && r != ' ' && r < utf8.RuneError:
			weak = true
		}
	}
	return strong && weak
}
