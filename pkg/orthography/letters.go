package orthography

import (
	"strings"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/lexicon"
	"github.com/nass-ar/nass/pkg/rule"
)

var letterRules = []*rule.Rule{
	{
		Name:  "lookalike-letters",
		Title: "look-alike letter",
		Doc: `Persian and Urdu keyboards type ی ک ھ ہ ۃ ە. These letters look like ي ك ه ة, but a search for ي ك ه ة does
not find them. The rule writes the Arabic letters. A final ی becomes ى in words that end in ى, and ي in all other words.
The letters پ چ ژ گ ڤ spell foreign names in Arabic too, and stay. Persian, Urdu and Kurdish lines keep all their
letters. Source: The Unicode Standard, 9.2, table 9-8 ff.`,
		Group: Letters, Level: rule.Warning, Fix: rule.Safe, In: everywhere,
		Bad:  "دول آسیا الوسطى",
		Good: "دول آسيا الوسطى",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{{At: lookalikes}},
			At:       ownLetter,
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
			Triggers: []rule.Trigger{{At: oneOf("إ"), After: oneOf("نستقجبحخرعفمثكد")}},
			At: func(t *rule.Line, i int) (rule.Match, bool) {
				word := t.Word(i)
				line := t.Bytes()
				before := string(line[word.Start:i])
				if (before == "" || isProclitic(before)) && bareAlef(bareWord(t, i+2, word.End), strings.HasSuffix(before, "ل")) {
					return cut(word.Start, word.End), true
				}
				return rule.Match{}, false
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

var lookalikes = oneOf("یکڪھہۃە")

// ownLetter is the Arabic letter that a look-alike stands for.
func ownLetter(t *rule.Line, i int) (rule.Match, bool) {
	r, size := t.Next(i)
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
		if r, _ := t.Next(t.SkipAfter(i+size, marks)); !isWordy(r) && endsInMaksura(bareWord(t, t.WordBefore(i), i)) {
			own = "ى"
		}
	}
	return put(i, i+size, own), true
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
var asArabic = strings.NewReplacer("ی", "ي", "ک", "ك", "ڪ", "ك", "ھ", "ه", "ہ", "ه")

// bare is a word without marks and tatweel.
func bare(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == arabic.TatweelSign || arabic.IsMark(r) }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == arabic.TatweelSign || arabic.IsMark(r) {
			return -1
		}
		return r
	}, s)
}

// wordMost is how long, in bytes, a word is that a list may hold.
const wordMost = 64

// bareWord is the word at line[start:end] without marks and tatweel, or the
// beginning of one that is in no list.
func bareWord(t *rule.Line, start, end int) string {
	if end-start <= wordMost {
		return bare(string(t.Bytes()[start:end]))
	}
	var word [wordMost]byte
	n := 0
	for start < end && n < wordMost {
		r, size := t.Next(start)
		if r != arabic.TatweelSign && !arabic.IsMark(r) {
			n += copy(word[n:], t.Bytes()[start:start+size])
		}
		start += size
	}
	return string(word[:n])
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

// byStart are words by their first two letters.
func byStart(words ...string) map[string][]string {
	m := map[string][]string{}
	for _, w := range words {
		m[w[:4]] = append(m[w[:4]], w)
	}
	return m
}

// startsWith reports whether s begins with one of the words.
func startsWith(words map[string][]string, s string) bool {
	if len(s) < 4 {
		return false
	}
	for _, w := range words[s[:4]] {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// bareAlef reports whether the alef before rest is a hamzat wasl. A verb has no
// article: الإنهار is a noun of form IV.
func bareAlef(rest string, article bool) bool {
	if rest == "بن" || rest == "سم" || rest == "بنة" {
		return true
	}
	return startsWith(wasl, rest) && !(article && strings.HasPrefix(rest, "نهار"))
}
