package orthography

import (
	_ "embed" // for slips.txt
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

func slipRules() []*rule.Rule {
	return []*rule.Rule{
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
	sign    int // the letter at which a trigger looks for the slip
}

// slips are the slips by the word that is wrong.
var slips = sync.OnceValue(func() map[string]slip {
	all := make(map[string]slip, strings.Count(slipList, "\n"))
	for line := range strings.Lines(slipList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		wrong, next, _ := strings.Cut(fields[0], " ")
		all[wrong] = slipOf(wrong, strings.TrimSuffix(fields[1], " "+next), next)
	}
	return all
})

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
	s := slip{right, next, at, len(w) - at - same, string(r[at : len(r)-same]), len(w) - 1}
	for _, rare := range rareLetters {
		if i := slices.Index(w, rare); i >= 0 {
			s.sign = i
			break
		}
	}
	for _, sign := range []int{s.sign, s.sign - 1, s.sign + 1} {
		if sign == 0 || !slices.Contains(frequentSigns, string(w[sign-1:min(sign+2, len(w))])) {
			s.sign = sign
			break
		}
	}
	return s
}

// frequentSigns are letters between those beside them which frequent words have too: إلى
// على, أثناء, الذي, أكثر, أيضا. A letter beside the rare one shows the slip.
var frequentSigns = []string{"لى", "اء", "لذي", "الذ", "كثر", "يضا"}

// rareLetters are letters of slips that few words have, the rarest first.
const rareLetters = "ظآؤئضثذخشءىكأ"

// slipTriggers match the rarest letter of each slip between those beside it. A slip
// without a rare letter needs a blank after it.
func slipTriggers() []rule.Trigger {
	var out []rule.Trigger
	noWord, noLetter, ends := wordy.Not(), letters.Not(), arabic.Union(blank, edge)
	alone, marked := map[rune]*arabic.Set{}, map[rune]*arabic.Set{} // sets of a letter, and of it and the diacritics
	// The other marks are in no slip, and their last bytes are those of letters.
	diacritics := arabic.Ranges(arabic.Range{Lo: '\u064B', Hi: '\u0652'})
	places := map[string]int{} // of a letter after another, in out
	for _, wrong := range slices.Sorted(maps.Keys(slips())) {
		w, i := []rune(wrong), slips()[wrong].sign
		for _, r := range w[max(i-1, 0):min(i+2, len(w))] {
			if alone[r] == nil {
				alone[r] = oneOf(string(r))
				marked[r] = arabic.Union(alone[r], diacritics)
			}
		}
		trigger := rule.Trigger{At: alone[w[i]], Before: noWord, After: noLetter}
		if i > 0 {
			trigger.Before = marked[w[i-1]]
		}
		if i < len(w)-1 {
			trigger.After = marked[w[i+1]]
		} else if !strings.ContainsRune(rareLetters, w[i]) {
			trigger.After = ends
		}
		key := string(w[max(i-1, 0) : i+1])
		if at, ok := places[key]; ok {
			out[at].After = arabic.Union(out[at].After, trigger.After)
			continue
		}
		places[key] = len(out)
		out = append(out, trigger)
	}
	return out
}

// correct finds the slip of which the sign is at i, and changes the letters that
// are wrong. Diacritics on the others stay.
func correct(t *rule.Line, i int) (rule.Match, bool) {
	word := span.Span{Start: t.SkipNear(i, -wordMost-1, wordy), End: t.SkipNear(i, wordMost+1, wordy)}
	if word.Len() > wordMost {
		return rule.Match{}, false
	}
	written := t.Bytes()[word.Start:word.End]
	s, ok := slips()[string(written)]
	if !ok {
		var room [wordMost]byte
		if plain := bareBytes(&room, t, word.Start, word.End); len(plain) < len(written) {
			s, ok = slips()[string(plain)]
		}
	}
	if !ok || nthLetter(t, word, s.sign) != i || !follows(t, word.End, s.next) {
		return rule.Match{}, false
	}
	if r, _ := t.Prev(word.End); marks.Has(r) && strings.HasSuffix(s.right, tanween) {
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
