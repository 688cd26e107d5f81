package orthography

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/rule"
)

// turned reports whether a word of the line shows that the letters of its
// ligatures are turned round.
func turned(line []byte, s sight) bool { return firstTurned(line, s) >= 0 }

// firstTurned returns where the first such word begins, or -1.
func firstTurned(line []byte, s sight) int {
	if s&(twin|inside) == 0 {
		return -1
	}
	start := -1 // of the word that is read
	for i := 0; i <= len(line); {
		r, size := utf8.DecodeRune(line[i:])
		if i < len(line) && isWordy(r) {
			if start < 0 {
				start = i
			}
		} else {
			if start >= 0 {
				if _, ok := turnCertain(line[start:i]); ok {
					return start
				}
			}
			start = -1
		}
		i += max(size, 1)
	}
	return -1
}

// turnedLine holds of a line with a lam-alef, or a ligature like it, that is
// turned round.
var turnedLine = &rule.Fact{Of: func(line []byte) bool { return turned(line, lookFor(line, false)) }}

// turnRound puts the ligatures of the word around i in the right order.
func turnRound(t *rule.Line, i int) (rule.Match, bool) {
	if !t.Is(turnedLine) {
		return rule.Match{}, false
	}
	word := t.Word(i)
	if fixed, ok := turnCertain(t.Bytes()[word.Start:word.End]); ok {
		return put(word.Start, word.End, fixed), true
	}
	was := string(t.Bytes()[word.Start:word.End])
	if fixed := turnLikely(was); fixed != was {
		return put(word.Start, word.End, fixed), true
	}
	return rule.Match{}, false
}

// tellTurned tells of a line at the first word that shows it.
func tellTurned(t *rule.Line, i int) (rule.Match, bool) {
	if !t.Is(turnedLine) {
		return rule.Match{}, false
	}
	word := t.Word(i)
	if word.Start != firstTurned(t.Bytes(), twin|inside) {
		return rule.Match{}, false
	}
	return report(word.Start, word.End, ""), true
}

var (
	turnedTriggers = []rule.Trigger{
		{At: alefs, After: oneOf("ل")}, {At: oneOf("ى"), After: oneOf("لت")}, {At: oneOf("ه"), Before: oneOf("ا"), After: oneOf("ل")},
	}
	// tellTurnedTriggers stand in each word that shows it, and hardly anywhere
	// else.
	tellTurnedTriggers = []rule.Trigger{
		{At: alefs, Before: oneOf("ا")}, {At: oneOf("ى"), After: oneOf("لت")}, {At: oneOf("ه"), Before: oneOf("ا"), After: oneOf("ل")},
	}
	alefs = oneOf("اأإآ")
)

// turnCertain returns the word with its ligatures in the right order, and whether
// it is a word that only a program can have written.
func turnCertain(word []byte) (string, bool) {
	if fixed, ok := turnedWords()[string(word)]; ok {
		return fixed, true
	}
	head := 0
	for range 2 {
		if r, size := utf8.DecodeRune(word[head:]); oneLetterHeads.Has(r) {
			head += size
		}
	}
	rest, ok := bytes.CutPrefix(word[head:], alef)
	r, size := utf8.DecodeRune(rest)
	if !ok || !alefs.Has(r) || !bytes.HasPrefix(rest[size:], lam) {
		return "", false
	}
	tail := string(rest[size+len(lam):])
	if utf8.RuneCountInString(tail) < 2 || r == 'ا' && !derived(tail) {
		return "", false
	}
	return string(word[:head]) + "ال" + string(r) + turnInside(tail, false), true
}

// oneLetterHeads are written onto the article.
var oneLetterHeads = oneOf("وفبك")

// turnedWords are words that such a program writes in place of the most frequent
// words with other ligatures.
var turnedWords = sync.OnceValue(func() map[string]string {
	words := map[string]string{}
	for wrong, right := range map[string]string{"إىل": "إلى", "عىل": "على", "حىت": "حتى"} {
		for _, p := range []string{"", "و", "ف"} {
			words[p+wrong] = p + right
		}
	}
	for _, p := range []string{"", "و", "ف", "ب", "ت", "وب"} {
		words[p+"اهلل"] = p + "الله"
	}
	return words
})

// derived reports whether a noun that begins with a bare alef may go on like
// this: ا + افتعال, استفعال, انفعال. Other words in اال are typing errors.
func derived(tail string) bool {
	if slices.ContainsFunc(derivedStarts, func(s string) bool { return strings.HasPrefix(tail, s) }) {
		return true
	}
	first, size := utf8.DecodeRuneInString(tail)
	return strings.HasPrefix(tail[size:], "ت") && !strings.ContainsRune("ماأإآلوتي", first)
}

var derivedStarts = []string{
	"تحاد", "تصال", "تفاق", "تجاه", "تهام", "متحان", "متياز", "متداد", "متثال", "متناع", "نفجار", "نفصال", "نفتاح", "نسحاب",
	"نسجام", "نخفاض", "نخراط", "نقسام", "نقالب", "نضمام", "نضباط", "نهيار", "نطالق", "نطباع", "ندماج", "نعكاس", "نحراف", "نشقاق",
	"صطناع", "صطفاف", "ضطراب", "ضطهاد", "زدهار", "زدواج", "طالع", "دعاء", "ثنين", "سم",
}

// turnLikely returns a word of a line whose ligatures are turned round, in the
// right order. It leaves a word as it is if it may be right.
func turnLikely(word string) string {
	bare, head := word, ""
	for _, p := range []string{"و", "ف"} {
		if tail, ok := strings.CutPrefix(word, p); ok && !isTurned(word) {
			bare, head = tail, p
		}
	}
	switch {
	case isTurned(bare):
		return head + turnInside(bare, true)
	case strings.HasPrefix(bare, "لأل") && !strings.HasPrefix(bare, "لألمان"), strings.HasPrefix(bare, "لإل"):
		return head + turnInside(bare, true)
	case strings.Contains(bare, "اال") && !strings.HasPrefix(bare, "اال"):
		return head + strings.ReplaceAll(bare, "اال", "الا")
	}
	return word
}

// turnInside turns each alef and lam of the word that are not its article. Not
// all says that only those are turned that are not of the pattern فعال, فعالة,
// فعالي, where alef and lam stand in this order.
func turnInside(word string, all bool) string {
	var out strings.Builder
	article := strings.HasPrefix(word, "ال") || strings.HasPrefix(word, "بال") || strings.HasPrefix(word, "كال")
	for i := 0; i < len(word); {
		r, size := utf8.DecodeRuneInString(word[i:])
		after, ok := strings.CutPrefix(word[i+size:], "ل")
		switch {
		case !ok || !alefs.Has(r) || all && article && i < 4 && r == 'ا':
			article = article && r != 'ا'
		case all || r == 'ا' && after != "" && !strings.HasPrefix(after, "ة") && !strings.HasPrefix(after, "ه") && !strings.HasPrefix(after, "ي"):
			out.WriteString("ل" + string(r))
			i += size + len("ل")
			continue
		}
		out.WriteRune(r)
		i += size
	}
	return out.String()
}

// startsWord reports whether no part of a word stands before byte i.
func startsWord(line []byte, i int) bool {
	r, _ := utf8.DecodeLastRune(line[:i])
	return !isWordy(r)
}
