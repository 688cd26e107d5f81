package orthography

import (
	_ "embed" // for slips.txt
	"strings"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

var slipRules = []*rule.Rule{
	{
		Name:  "common-slip",
		Title: "misspelled word",
		Doc: `Some misspellings are never another word: الى for إلى, او for أو, لاكن for لكن, ذالك for ذلك, هذة for هذه, شئ
for شيء, جدآ for جدًا, انشاء الله for إن شاء الله. The rule knows a closed list of them, with و or ف before them where that is
no other word either. Check only reports them. It leaves a word that Latin letters follow: that is a name with its original.
Source: slips.txt, with the counts of each spelling in newspapers and an encyclopedia.`,
		Group: Letters, Level: rule.Info, Fix: rule.Lossy, Reported: Check,
		Bad:  "ذهبت الى المدرسة",
		Good: "ذهبت إلى المدرسة",
		Find: &rule.Finder{
			Triggers: slipTriggers(),
			At:       correct,
		},
	},
}

//go:embed slips.txt
var slipList string

// A slip is what should be written for a word: other letters for some of its own.
type slip struct {
	right   string
	next    string // the word that must follow; may be empty
	at      int    // letters before the first that is wrong
	drop    int    // letters that are wrong
	instead string
}

// slips are the slips by the word that is wrong.
var slips = func() map[string]slip {
	all := map[string]slip{}
	for line := range strings.Lines(slipList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		wrong, next, _ := strings.Cut(fields[0], " ")
		all[wrong] = slipOf(wrong, strings.TrimSuffix(fields[1], " "+next), next)
	}
	return all
}()

func slipOf(wrong, right, next string) slip {
	w, r := []rune(wrong), []rune(right)
	at := 0
	for at < min(len(w), len(r)) && w[at] == r[at] {
		at++
	}
	same := 0 // at the end
	for same < min(len(w), len(r))-at && w[len(w)-1-same] == r[len(r)-1-same] {
		same++
	}
	return slip{right, next, at, len(w) - at - same, string(r[at : len(r)-same])}
}

// slipTriggers match the last letter of a slip after the one before it. That is
// rarer than any beginning of a word.
func slipTriggers() []rule.Trigger {
	before := map[rune]string{}
	for wrong := range slips {
		last, size := utf8.DecodeLastRuneInString(wrong)
		second, _ := utf8.DecodeLastRuneInString(wrong[:len(wrong)-size])
		before[last] += string(second)
	}
	var out []rule.Trigger
	for last, seconds := range before {
		out = append(out, rule.Trigger{At: oneOf(string(last)), Before: arabic.Union(oneOf(seconds), marks, tatweel), After: letters.Not()})
	}
	return out
}

// correct finds the slip of which the last letter is at i, and changes the letters
// that are wrong. Diacritics on the others stay.
func correct(t *rule.Line, i int) (rule.Match, bool) {
	word := t.Word(i)
	_, size := t.Next(i)
	if word.Len() > wordMost || t.Letters(span.Span{Start: i + size, End: word.End}, 1) > 0 {
		return rule.Match{}, false
	}
	s, ok := slips[bareWord(t, word.Start, word.End)]
	if !ok || !follows(t, word.End, s.next) || strings.HasSuffix(s.right, tanween) && word.End > i+size {
		return rule.Match{}, false
	}
	start := nthLetter(t, word, s.at)
	m := put(start, start, s.instead)
	if s.drop > 0 {
		last := nthLetter(t, word, s.at+s.drop-1)
		_, size := t.Next(last)
		m.End = last + size
	}
	m.Message = "misspelled word; the right spelling is " + s.right
	if s.next != "" {
		m.Message += " " + s.next
	}
	return m, true
}

// follows reports whether the word that begins after a blank at end is next or, for
// an empty next, that Latin letters do not gloss the word before.
func follows(t *rule.Line, end int, next string) bool {
	r, size := t.Next(end)
	n, _ := t.Next(end + size)
	if next == "" {
		return !((blank.Has(r) || opening.Has(r)) && isLatin(n))
	}
	return blank.Has(r) && bareWord(t, end+size, t.WordAfter(end+size)) == next
}

// nthLetter returns the place of the letter of the word before which n stand.
func nthLetter(t *rule.Line, word span.Span, n int) int {
	i := word.Start
	for i < word.End {
		r, size := t.Next(i)
		if r != arabic.TatweelSign && !arabic.IsMark(r) {
			if n == 0 {
				break
			}
			n--
		}
		i += size
	}
	return i
}
