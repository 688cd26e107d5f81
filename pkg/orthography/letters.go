package orthography

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/lexicon"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

func letterRules() []*rule.Rule {
	return []*rule.Rule{
		{
			Name:  "lookalike-letters",
			Title: "look-alike letter",
			Doc: `Persian and Urdu keyboards type ی ک ھ ہ ۃ ە. These letters look like ي ك ه ة, but a search for ي ك ه ة does
not find them. The rule writes the Arabic letters. A final ی becomes ى in words that end in ى, and ي in all other words.
The letters پ چ ژ گ ڤ spell foreign names in Arabic too, and stay. The name علی becomes علي, not على, beside بن,
الإمام, محمد and the like. Lines in other languages keep all their letters, and so do words of other languages in an
Arabic line: in brackets after بالفارسية, and with a letter such as ێ that no Arabic word has. A line of which nothing
shows that it is Arabic, such as کتاب, stays, unless other words of the file were typed on such a keyboard and are
certainly Arabic. A ہ between or after Arabic letters is ornament (see ornament). Source: The Unicode Standard, 9.2, table 9-8 ff.`,
			Group: Letters, Level: rule.Warning, Fix: rule.Safe, In: everywhere,
			Bad:  "دول آسیا الوسطى",
			Good: "دول آسيا الوسطى",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: lookalikes}},
				At:       ownLetter,
			},
		},
		{
			Name:  "ornament",
			Title: "ornament in a word",
			Doc: `People decorate words with a ہ between or after the letters, with lines (U+0332, U+0336, U+0360), and with
letters of several languages that look like Arabic ones. A search does not find such a word. The rule only reports it,
because what the writer would have typed is a guess. Source: reports of users of other tools (linuxscout/pyarabic#60).`,
			Group: Letters, Level: rule.Info, In: Check,
			Bad:  "الہلہغہة",
			Good: "اللغة",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("ہ")}, {At: ornamentLines, Before: letters}, {At: foreignLetters}},
				At:       ornament,
			},
		},
		{
			Name:  "hamzat-wasl",
			Title: "hamza on a hamzat wasl",
			Doc: `The alef of ابن, اسم, اثنان, of imperatives such as اقرأ and of the verbal nouns of forms VII, VIII and X
(انتخاب، اقتصاد، استخدام) is a hamzat wasl and is written without a hamza. The rule only reports it, because it is a
question of spelling, and names keep the spelling of their owners. Source: any school grammar; Wright, A Grammar of the
Arabic Language, I, §18.`,
			Group: Letters, Level: rule.Info, In: Check,
			Bad:  "إقرأ المزيد",
			Good: "اقرأ المزيد",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{waslTrigger()},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					i -= len("إ")
					start := t.WordBefore(i)
					before := t.Bytes()[start:i]
					if len(before) > 0 && !isProclitic(before) {
						return rule.Match{}, false
					}
					var room [wordMost]byte
					end := t.WordAfter(i)
					return cut(start, end), bareAlef(bareBytes(&room, t, i+len("إ"), end), bytes.HasSuffix(before, lam))
				},
			},
		},
		{
			Name:  "hamza-seat",
			Title: "final hamza after ى instead of on it",
			Doc: `ىء at the end of a word is an old typewriter's ئ: قارىء is قارئ. After a long vowel, the hamza is a
separate letter and the ى is a ي: شىء is شيء. سىء is سيئ. Words with a long vowel are a closed list. Off by default:
Egyptian books print it on purpose. Source: the Cairo Academy's rules for the hamza (1980).`,
			Group: Letters, Level: rule.Info, Fix: rule.Lossy,
			Bad:  "قارىء",
			Good: "قارئ",
			Find: &rule.Finder{
				Triggers: []rule.Trigger{{At: oneOf("ى"), After: oneOf("ء")}},
				At: func(t *rule.Line, i int) (rule.Match, bool) {
					if r, _ := t.Next(t.SkipAfter(i+4, marks)); letters.Has(r) {
						return rule.Match{}, false
					}
					switch stem := bareWord(t, t.WordBefore(i), i); {
					case peeled(stem, isBad):
						return put(i, i+4, "يئ"), true
					case stem == "ج" || stem == "وج" || stem == "ط" || peeled(stem, isLongYeh):
						return put(i, i+2, "ي"), true
					}
					return put(i, i+4, "ئ"), true
				},
			},
		},
	}
}

var lookalikes = oneOf("یکڪھہۃە")

// ownLetter is the Arabic letter that a look-alike stands for.
func ownLetter(t *rule.Line, i int) (rule.Match, bool) {
	r, size := t.Next(i)
	if word := t.Word(i); isForeignWord(t, word) || r == 'ہ' && isOrnament(t, word, i) || inForeignStretch(t, i) {
		return rule.Match{}, false
	}
	own := ""
	switch r {
	case 'ک', 'ڪ':
		own = "ك"
	case 'ھ', 'ہ', 'ە':
		own = "ه"
	case 'ۃ':
		own = "ة"
	case 'ی':
		own = "ي"
		end := t.SkipAfter(i+size, marks)
		if r, _ := t.Next(end); !isWordy(r) && endsInMaksura(bareWord(t, t.WordBefore(i), i)) && !isAli(t, i, end) {
			own = "ى"
		}
	}
	return put(i, i+size, own), true
}

// isAli reports whether the word that ends at end in the ی at i is the name علي.
// It is a name with a shadda, between or beside names, and before a blessing.
func isAli(t *rule.Line, i, end int) bool {
	start := t.WordBefore(i)
	stem := bareWord(t, start, i)
	if stem != "عل" && stem != "وعل" && stem != "لعل" && stem != "بعل" {
		return false
	}
	if bytes.Contains(t.Bytes()[i:end], []byte("\u0651")) { // ARABIC SHADDA
		return true
	}
	if rest := t.Bytes()[end:]; bytes.HasPrefix(rest, []byte(" (ع)")) || bytes.HasPrefix(rest, []byte("(ع)")) {
		return true
	}
	before := wordBeside(t, t.SkipBefore(start, blank), false)
	next := wordBeside(t, t.SkipAfter(end, blank), true)
	switch {
	case isBlessing(before): // صل علی محمد
		return false
	case isAfterAli(next):
		return true
	}
	// سلّم محمد علی الناس is على.
	return isBeforeAli(before) && (!strings.HasPrefix(next, "ال") || isAliTitle(next))
}

// wordBeside is the word that begins or ends at i, in the letters of Arabic.
func wordBeside(t *rule.Line, i int, after bool) string {
	if after {
		return asArabic.Replace(bareWord(t, i, t.WordAfter(i)))
	}
	return asArabic.Replace(bareWord(t, t.WordBefore(i), i))
}

// ornamentLines are the lines that are drawn through or below letters.
var ornamentLines = oneOf("\u0332\u0336\u0360") // COMBINING LOW LINE, LONG STROKE OVERLAY, DOUBLE TILDE

// isOrnament reports whether the ہ at i stands between or after Arabic letters in a
// word without another foreign letter. A line with ی or ک comes from a keyboard
// that has ہ for ه.
func isOrnament(t *rule.Line, word span.Span, i int) bool {
	return i > word.Start && t.SkipAfter(word.Start, ornamented) >= word.End && !bytes.ContainsAny(t.Bytes(), "یکھۃ")
}

var ornamented = arabic.Union(arabic.Ranges(arabic.Range{Lo: '\u0621', Hi: '\u063A'}, arabic.Range{Lo: '\u0640', Hi: '\u0652'}), oneOf("ہ"))

// ornament finds an ornamented word at its first ornament.
func ornament(t *rule.Line, i int) (rule.Match, bool) {
	r, size := t.Next(i)
	word := t.Word(i)
	switch {
	case r == 'ہ':
		first := bytes.Index(t.Bytes()[word.Start:word.End], []byte("ہ")) + word.Start
		return cut(word.Start, word.End), i == first && isOrnament(t, word, i)
	case ornamentLines.Has(r):
		_, letter := t.Prev(i)
		start, end := i-letter, i+size
		if p, _ := t.Prev(start); ornamentLines.Has(p) {
			return rule.Match{}, false
		}
		for end-start < wordMost {
			n, size := t.Next(end)
			if !isWordy(n) && !ornamentLines.Has(n) {
				break
			}
			end += size
		}
		return cut(start, end), true
	}
	// A word that no language has.
	if t.SkipAfter(word.Start, notForeign) != i || word.Len() > wordMost {
		return rule.Match{}, false
	}
	var w strange
	w.read(t.Bytes(), word.Start)
	return cut(word.Start, word.End), w.could == 0 && t.SkipAfter(t.SkipAfter(i+size, foreignLetters), notForeign) < word.End
}

// endsInMaksura reports whether the word that begins with stem ends in ى and
// not in ي. Of its letters, others may be look-alikes too.
func endsInMaksura(stem string) bool {
	stem = asArabic.Replace(stem)
	if isMaksura(stem) {
		return true
	}
	for p := lexicon.PeelWord(stem); p.Next(); {
		rest := stem[len("و")*p.Dropped:]
		if p.Short {
			rest = "ال" + rest
		}
		if p.Short == (p.Off&lexicon.Al != 0) && isMaksura(rest) {
			return true
		}
	}
	return false
}

// asArabic writes the letters of Arabic for look-alikes inside a word.
var asArabic = strings.NewReplacer("ی", "ي", "ک", "ك", "ڪ", "ك", "ھ", "ه", "ہ", "ه", "ۃ", "ة")

// asArabicPairs are the same, by letter.
var asArabicPairs = [][2]rune{{'ی', 'ي'}, {'ک', 'ك'}, {'ڪ', 'ك'}, {'ھ', 'ه'}, {'ہ', 'ه'}, {'ۃ', 'ة'}}

// bare is a word without marks and tatweel.
func bare(s string) string {
	if !strings.ContainsFunc(s, isBeside) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isBeside(r) {
			return -1
		}
		return r
	}, s)
}

// isBeside reports whether r is a mark or a tatweel, which are no letters of a word.
func isBeside(r rune) bool { return r == arabic.TatweelSign || arabic.IsMark(r) }

// wordMost is how long, in bytes, a word is that a list may hold.
const wordMost = 64

// bareWord is the word at line[start:end] without marks and tatweel, or the
// beginning of one that is in no list.
func bareWord(t *rule.Line, start, end int) string {
	var room [wordMost]byte
	return string(bareBytes(&room, t, start, end))
}

// bareBytes is bareWord where the word does not last: it is in room, or a part of the
// line if it has neither marks nor tatweel.
func bareBytes(room *[wordMost]byte, t *rule.Line, start, end int) []byte {
	i := start
	for i < end && i-start < wordMost {
		r, size := t.Next(i)
		if isBeside(r) {
			break
		}
		i += size
	}
	line := t.Bytes()
	if i == end && end-start <= wordMost {
		return line[start:end]
	}
	n := copy(room[:], line[start:i])
	for i < end && n < wordMost {
		r, size := t.Next(i)
		if !isBeside(r) {
			n += copy(room[n:], line[i:i+size])
		}
		i += size
	}
	return room[:n]
}

// isBad recognizes the stem of سيئ.
func isBad(stem string) bool { return stem == "س" }

// peeled reports whether is holds of the word, or of what is left of it after its
// proclitics and the س of the future.
func peeled(word string, is func(string) bool) bool {
	ok := func(rest string) bool {
		future, cut := strings.CutPrefix(rest, "س")
		return is(rest) || cut && future != "" && is(future)
	}
	if ok(word) {
		return true
	}
	for p := lexicon.PeelWord(word); p.Next(); {
		if ok(word[len("و")*p.Dropped:]) {
			return true
		}
	}
	return false
}

// wasl are the beginnings, after the alef, of words whose alef is a hamzat wasl.
var wasl = byStart("ستخد", "ستقب", "ستثم", "ستشه", "ستشا", "ستطاع", "ستعم", "ستعد", "ستفا", "ستكم", "ستمر", "ستهد", "ستنك", "ستنا", "ستضا",
	"ستلا", "ستلم", "ستبد", "ستبع", "ستجا", "ستجو", "ستحق", "ستخر", "ستدع", "ستقل", "ستقر", "ستغل", "ستغر", "ستعا", "ستعر", "ستيرا", "ستيلا", "ستيعا",
	"جتما", "جتمع", "نتخاب", "نتخب", "قتصاد", "قتراح", "قترح", "قتحم", "قتحام", "تفاق", "تفق", "تصال", "تصل", "تحاد", "تخذ", "تخاذ", "تجاه", "تهام", "تهم",
	"ختيار", "ختار", "ختبار", "ختلاف", "ختلف", "ختفا", "حتفال", "حتفل", "حتلال", "حتل", "حتيا", "حتجاج", "حتجا", "حترام", "حترم", "حتمال", "عتبار", "عتبر", "عتقال", "عتقل",
	"عتداء", "عتراف", "عترف", "عتراض", "عتماد", "عتمد", "عتذار", "عتذر", "رتفاع", "رتفع", "رتباط", "رتبط", "رتكاب", "رتكب", "نتقال", "نتقل", "نتقاد", "نتقد", "نتصار", "نتصر", "نتظار", "نتظر",
	"نتشار", "نتشر", "نتماء", "نتهاء", "نتهى", "نتهاك", "نسحاب", "نسحب", "نفجار", "نفجر", "نخفاض", "نخفض", "نضمام", "نضم", "نطلاق", "نطلق", "نعقاد", "نعقد", "نقلاب", "نهيار", "نهار", "ندلاع", "ندلع", "بتكار", "بتعاد",
	"متحان", "متلاك", "متلك", "فتتاح", "فتتح", "فتراض", "كتشاف", "كتشف", "كتمال", "ثنان", "ثنين", "ثنتا", "ثنتين", "ثنا عشر", "قرأ", "قرؤوا", "مرأة")

// waslTrigger matches the letter after the hamza of such a word, before one of those that
// follow it, from which marks and tatweel may part it. Most words with a hamza, such as إن and
// إلى, have others.
func waslTrigger() rule.Trigger {
	firsts, seconds := "بس", "نم" // of ابن and اسم
	for start := range wasl() {
		_, size := utf8.DecodeRuneInString(start)
		firsts, seconds = firsts+start[:size], seconds+start[size:]
	}
	between := arabic.Union(tatweel, arabic.Ranges(arabic.Range{Lo: '\u064B', Hi: '\u065F'}, arabic.Range{Lo: '\u0670', Hi: '\u0670'}))
	return rule.Trigger{Before: oneOf("إ"), At: oneOf(firsts), After: arabic.Union(oneOf(seconds), between)}
}

// byStart returns what words are by their first two letters.
func byStart(words ...string) func() map[string][]string {
	return sync.OnceValue(func() map[string][]string {
		m := map[string][]string{}
		for _, w := range words {
			m[w[:4]] = append(m[w[:4]], w)
		}
		return m
	})
}

// startsWith reports whether s begins with one of the words.
func startsWith(words map[string][]string, s []byte) bool {
	if len(s) < 4 {
		return false
	}
	for _, w := range words[string(s[:4])] {
		if len(s) >= len(w) && string(s[:len(w)]) == w {
			return true
		}
	}
	return false
}

// bareAlef reports whether the alef before rest is a hamzat wasl. A verb has no
// article: الإنهار is a noun of form IV.
func bareAlef(rest []byte, article bool) bool {
	switch string(rest) {
	case "بن", "سم", "بنة":
		return true
	}
	return startsWith(wasl(), rest) && !(article && bytes.HasPrefix(rest, nahar))
}

// nahar is the rest of الإنهار.
var nahar = []byte("نهار")
