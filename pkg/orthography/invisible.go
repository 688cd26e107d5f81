package orthography

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
)

func invisibleRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "control-characters",
			Title: "control character",
			Doc: `U+0000-001F, except the tab and the line ends, and U+007F control devices. In a text they are invisible,
break search and stop some programs. The rule deletes them. It also deletes the rest of a terminal control sequence,
such as ESC [ 31 m, because its letters would stay as text. Between two words, a character that separates (VT, FF,
U+001C-001F) or that replaces a lost character (SUB) becomes a space. On a line without Arabic, VT and FF stay: they end
pages of plain text. The rule only reports U+0080-009F: most of them,
including U+0085, are bytes of Windows-1256 that were decoded as ISO 8859-1. The message names the character of that
byte. Source: ECMA-48, 5.4; The Unicode Standard, 23.1.`,
			Group: Invisible, Level: rule.Error, Fix: rule.Safe, In: everywhere, Anywhere: true,
			Bad:  "قال\x1A الوزير",
			Good: "قال الوزير",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: controls}},
				At:       removeControls,
			},
			Reports: &rule.Finder{
				Triggers: []rule.Trigger{{At: highControls}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					r, size := t.Next(i)
					if p, _ := t.Prev(i); highControls.Has(p) {
						return rule.Match{}, false
					}
					return report(i, t.SkipAfter(i+size, highControls), fmt.Sprintf("control character %U; byte %X of Windows-1256 is %c",
						r, r, charmap.Windows1256.DecodeByte(byte(r)))), true
				},
			},
		},
		{
			Name:  "tag-characters",
			Title: "invisible tag characters",
			Doc: `U+E0000-E007F repeat ASCII as invisible characters. Programs, including language models, read the text that
they spell; people cannot see it. The rule deletes them everywhere except in the flag of a region: U+1F3F4, the tags of
the region code and U+E007F. Source: UTS #51, C.1; The Unicode Standard, 23.9.`,
			Group: Invisible, Level: rule.Warning, Fix: rule.Safe, In: everywhere, Anywhere: true,
			Bad:  "قال\U000E0068\U000E0069 الوزير",
			Good: "قال الوزير",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: tags}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					p, _ := t.Prev(i)
					if tags.Has(p) {
						return rule.Match{}, false
					}
					end := t.SkipAfter(i, tags)
					if p == blackFlag {
						i = flagEnd(t, i)
					}
					return cut(i, end), i < end
				},
			},
		},
		{
			Name:  "bidi-override",
			Title: "bidi override (U+202D or U+202E)",
			Doc: `An override displays text in another order than its own, which makes forged source code and file names
possible. The rule reports every override, including those that bidi-controls deletes. Source: UAX #9; UTR #36, 3.2;
CVE-2021-42574.`,
			Group: Invisible, Level: rule.Error, In: Check, Anywhere: true,
			Bad:  "ملف \u202Ecod.exe",
			Good: "ملف cod.exe",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: overrides}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					_, size := t.Next(i)
					return cut(i, i+size), true
				},
			},
		},
		{
			Name:  "bidi-controls",
			Title: "unnecessary bidi control",
			Doc: `Editors and messengers add embeddings, isolates and direction marks to text that looks the same without
them. The rule deletes a control without its partner, a pair around text of one direction, and a mark between Arabic
letters or at the edge of a line. A pair around mixed text stays. A mark between the parts of a date or a number stays
too. Source: UAX #9.`,
			Group: Invisible, Level: rule.Warning, Fix: rule.Safe, In: everywhere,
			Bad:  "قال \u200Fالرئيس نعم",
			Good: "قال الرئيس نعم",
			Find: remove(bidiControls, needless),
		},
		{
			Name:  "zero-width",
			Title: "invisible character in Arabic text",
			Doc: `Persian separates a suffix from its word with U+200C. In an Arabic word, U+200C and U+200D only break
search, and the rule deletes them. After the heh of a Hijri year, U+200D shapes the letter as a tatweel does, and the
rule writes a tatweel. U+200B and U+2060 allow or prevent a line break, as U+FEFF once did; Arabic does not use them.
Lines in other languages keep these characters, and an emoji sequence keeps its joiner. The rule also deletes
invisible characters of other scripts (U+034F, U+115F, U+1160, U+180E, U+FFA0, U+FFF9-FFFB), except beside letters of
those scripts. U+2800 and U+3164 look like spaces and become a space between two words. Source: The Unicode Standard,
18.6, 23.2 and 23.8.`,
			Group: Invisible, Level: rule.Warning, Fix: rule.Safe, In: everywhere,
			Bad:  "كتاب\u200Cها",
			Good: "كتابها",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: zeroWidth}, {At: oneOf(string(zwj)), Before: wordy}, {At: fillers}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					r, size := t.Next(i)
					switch {
					case r == zwj:
						return removeJoiner(t, i, i+size)
					case fillers.Has(r):
						return removeFillers(t, i)
					}
					p, _ := t.Prev(i)
					n, _ := t.Next(i + size)
					if !isWordy(p) && !isWordy(n) && !(plainEdge.Has(p) && plainEdge.Has(n)) {
						return rule.Match{}, false
					}
					return cut(i, i+size), !t.Is(foreign) && !inForeignStretch(t, i)
				},
			},
		},
		{
			Name:  "soft-hyphen",
			Title: "soft hyphen in an Arabic word",
			Doc: `Arabic does not hyphenate words. A soft hyphen comes from a converter, is invisible and breaks search.
Source: The Unicode Standard, 23.2.`,
			Group: Invisible, Level: rule.Warning, Fix: rule.Safe, In: everywhere,
			Bad:  "كل\u00ADمة",
			Good: "كلمة",
			Find: remove(oneOf("\u00AD"), func(t *rule.Line, i, end int) bool {
				p, _ := t.Prev(i)
				n, _ := t.Next(end)
				return isWordy(p) || isWordy(n)
			}),
		},
		{
			Name:  "no-break-space",
			Title: "no-break or typographic space",
			Doc: `Web pages use U+00A0 for layout (12,042 times in 9 million words of newspapers). Tools that split words at
U+0020 miss it. The rule replaces it and the spaces of other widths with U+0020. Disable the rule where these spaces are
deliberate, as they are between the parts of words in Persian: text in other languages keeps them. Source: The Unicode
Standard, 6.2.`,
			Group: Invisible, Level: rule.Warning, Fix: rule.Safe, In: everywhere, Unless: []*rule.Fact{foreign},
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
}

var (
	// controls are C0 without the tab and the ends of lines, and DEL; dividers
	// are those of them that separate.
	controls = arabic.Ranges(arabic.Range{Lo: 0, Hi: '\b'}, arabic.Range{Lo: '\v', Hi: '\f'},
		arabic.Range{Lo: 0x0E, Hi: 0x1F}, arabic.Range{Lo: 0x7F, Hi: 0x7F})
	pageEnds     = oneOf("\v\f") // VT, FF
	dividers     = oneOf("\v\f\x1A\x1C\x1D\x1E\x1F")
	highControls = arabic.Ranges(arabic.Range{Lo: 0x80, Hi: 0x9F})
	parameters   = arabic.Ranges(arabic.Range{Lo: '0', Hi: '?'}) // of a control sequence

	tags = arabic.Ranges(arabic.Range{Lo: 0xE0000, Hi: 0xE007F})
	// tagCodes are the letters and digits among the tags.
	tagCodes = arabic.Ranges(arabic.Range{Lo: 0xE0030, Hi: 0xE0039}, arabic.Range{Lo: 0xE0061, Hi: 0xE007A})

	zeroWidth = oneOf("\u200B\u200C\u2060\uFEFF")
	fillers   = oneOf("\u034F\u115F\u1160\u180E\u2800\u3164\uFFA0\uFFF9\uFFFA\uFFFB")
	// blankFillers are those that are as wide as a letter.
	blankFillers = oneOf("\u2800\u3164")
	braille      = arabic.Ranges(arabic.Range{Lo: 0x2801, Hi: 0x28FF})

	// apart are what a word already stands apart from.
	apart = arabic.Union(blank, edge, oneOf("\t\r\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000"))
	// closes are what no space stands before.
	closes = arabic.Union(closing, oneOf("،؛؟.,:;!?%٪"))

	overrides    = oneOf("\u202D\u202E")
	bidiControls = arabic.Ranges(
		arabic.Range{Lo: arabic.ALM, Hi: arabic.ALM}, arabic.Range{Lo: arabic.LRM, Hi: arabic.RLM},
		arabic.Range{Lo: arabic.LRE, Hi: arabic.RLO}, arabic.Range{Lo: arabic.LRI, Hi: arabic.PDI})
	// around are what a direction mark's effect is looked for across.
	around = arabic.Union(bidiControls, blank)
	// plainEdge are what a zero-width character between has nothing to part.
	plainEdge = oneOf("\n \u00A0\u200B\u200C\u2060،؛؟.,:!()«»\"“”")
)

const (
	zwj       = '\u200D'     // ZERO WIDTH JOINER
	blackFlag = '\U0001F3F4' // WAVING BLACK FLAG
	tagEnd    = '\U000E007F' // CANCEL TAG
)

// instead is the edit that deletes line[i:end], or writes a space over it where
// it is wide and stands between two words that would run together.
func instead(t *rule.Line, i, end int, wide bool) rule.Match {
	p, _ := t.Prev(i)
	n, _ := t.Next(end)
	if wide && !apart.Has(p) && !apart.Has(n) && !opening.Has(p) && !closes.Has(n) {
		return put(i, end, " ")
	}
	return cut(i, end)
}

// sequenceMost is how many bytes the parameters of a control sequence have.
const sequenceMost = 32

// removeControls deletes the run of controls at i, and of the control sequence
// that its last one may begin, the rest.
func removeControls(t *rule.Line, i int) (rule.Match, bool) {
	if p, _ := t.Prev(i); controls.Has(p) {
		return rule.Match{}, false
	}
	r, _ := t.Next(i)
	if !t.Is(rule.HasArabic) && t.SkipAfter(i, pageEnds) == t.SkipAfter(i, controls) {
		return rule.Match{}, false
	}
	wide := false
	end := i
	for controls.Has(r) {
		wide = wide || dividers.Has(r)
		end++
		r, _ = t.Next(end)
	}
	if last, _ := t.Prev(end); last == '\x1B' && r == '[' {
		final := t.SkipNear(end+1, sequenceMost, parameters)
		if r, _ := t.Next(final); r < utf8.RuneSelf && isLatin(r) {
			end = final + 1
		}
	}
	return instead(t, i, end, wide), true
}

// flagEnd is where the flag of a region ends whose tags begin at i; i where
// they make none.
func flagEnd(t *rule.Line, i int) int {
	end := t.SkipNear(i, 7*utf8.UTFMax, tagCodes)
	r, size := t.Next(end)
	if end-i < 3*utf8.UTFMax || r != tagEnd {
		return i
	}
	return end + size
}

// removeJoiner deletes the joiner at line[i:end] inside a word. After the heh
// of a Hijri year it is how some keyboards shape that: a tatweel does so too,
// and is seen by programs.
func removeJoiner(t *rule.Line, i, end int) (rule.Match, bool) {
	p, size := t.Prev(i)
	n, _ := t.Next(end)
	if p == 'ه' && n != arabic.TatweelSign {
		at := i - size
		if q, n := t.Prev(at); blank.Has(q) {
			at -= n
		}
		if q, _ := t.Prev(at); digits.Has(q) {
			return put(i, end, string(arabic.TatweelSign)), !t.Is(foreign)
		}
	}
	// In the Quran it is the seat of a hamza between two letters.
	isSeat := bytes.ContainsFunc(t.Bytes()[end:t.SkipAfter(end, marks)], seated.Has)
	return cut(i, end), isWordy(p) && isWordy(n) && !isSeat && !t.Is(foreign)
}

// removeFillers deletes the run of fillers at i, unless a letter of another
// script stands beside it.
func removeFillers(t *rule.Line, i int) (rule.Match, bool) {
	p, _ := t.Prev(i)
	if fillers.Has(p) {
		return rule.Match{}, false
	}
	end, wide := i, false
	r, size := t.Next(i)
	for fillers.Has(r) {
		wide = wide || blankFillers.Has(r)
		end += size
		r, size = t.Next(end)
	}
	return instead(t, i, end, wide), !ownScript(p) && !ownScript(r)
}

// ownScript reports whether r is of a script that may need a filler.
func ownScript(r rune) bool {
	return r >= utf8.RuneSelf && (braille.Has(r) || (unicode.IsLetter(r) || unicode.IsMark(r)) && !isWordy(r) && !isLatin(r))
}

// pairMost is how far from its start, in bytes, a pair of controls ends. Past
// that it counts as unpaired, so that a line of controls takes linear time.
const pairMost = 2000

// needless reports whether the direction control at line[i:end] changes
// nothing that a reader sees.
func needless(t *rule.Line, i, end int) bool {
	r, _ := t.Next(i)
	if r == arabic.LRM || r == arabic.RLM || r == arabic.ALM {
		p, _ := t.Prev(t.SkipBefore(i, around))
		n, _ := t.Next(t.SkipAfter(end, around))
		return p == '\n' || n == '\n' || isWordy(p) && isWordy(n)
	}
	c := controlsOf(t)
	n, ok := c.find(i)
	if !ok || c.marks[n].mate < 0 {
		return true
	}
	first, last := n, c.marks[n].mate
	if first > last {
		first, last = last, first
	}
	if c.marks[last].at-c.marks[first].at >= pairMost+len("\u202A") {
		return true
	}
	// Its order depends on a direction around it where it has digits or Latin,
	// and something else beside them.
	from, to := c.before[first], c.before[last]
	return from.strong == to.strong || from.weak == to.weak
}
