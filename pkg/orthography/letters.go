package orthography

import (
	"strings"

	"github.com/nass-ar/nass/pkg/arabic"
	"github.com/nass-ar/nass/pkg/rule"
	"github.com/nass-ar/nass/pkg/span"
)

var letterRules = []*rule.Rule{
	{
		Name:  "lookalike-letters",
		Title: "letter of another language that looks like an Arabic one",
		Doc: `Persian and Urdu keyboards type ی ک ھ ہ ۃ ە, which look like ي ك ه ة and are not found by who searches for those. A
final ی is ى in words that end so, and ي elsewhere. The letters پ چ ژ گ ڤ spell foreign names in Arabic too and stay; so do
all letters of Persian, Urdu and Kurdish lines. Source: The Unicode Standard, 9.2, table 9-8 ff.`,
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
		Title: "hamza on an alef that has none",
		Doc: `The alef of ابن, اسم, اثنان, of imperatives like اقرأ and of the verbal nouns of forms VII, VIII and X (انتخاب، اقتصاد،
استخدام) is a hamzat wasl and written bare. Reported, not mended: it is spelling, and names keep what their owners write.
Source: any school grammar; Wright, A Grammar of the Arabic Language, I, §18.`,
		Group: Letters, Level: rule.Info, In: rule.Check,
		Bad:  "إقرأ المزيد",
		Good: "اقرأ المزيد",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{{At: oneOf("إ"), After: oneOf("نستقجبحخرعفمثكد")}},
			At: func(t *rule.Text, i int) (span.Edit, bool) {
				if r, _ := t.Next(i); r != 'إ' {
					return span.Edit{}, false
				}
				word := t.Word(i)
				line := t.Bytes()
				if (word.Start == i || proclitics[string(line[word.Start:i])]) && bareAlef(string(line[i+2:word.End])) {
					return cut(word.Start, word.End), true
				}
				return span.Edit{}, false
			},
		},
	},
	{
		Name:  "hamza-seat",
		Title: "final hamza after ى instead of on it",
		Doc: `ىء at the end of a word is an old typewriter's ئ: قارىء is قارئ. After a long vowel the hamza stands alone and the ى is a ي:
شىء is شيء. Not in a profile: Egyptian books print it on purpose. Source: the Cairo Academy's rules for the hamza (1980).`,
		Group: Letters, Level: rule.Info, Fix: rule.Lossy,
		Bad:  "قارىء",
		Good: "قارئ",
		Find: &rule.Finder{
			Triggers: []rule.Trigger{{At: oneOf("ى"), After: oneOf("ء")}},
			At: func(t *rule.Text, i int) (span.Edit, bool) {
				line := t.Bytes()
				if !strings.HasPrefix(string(line[i:min(len(line), i+4)]), "ىء") {
					return span.Edit{}, false
				}
				if r, _ := t.Next(t.SkipAfter(i+4, marks)); letters.Has(r) {
					return span.Edit{}, false
				}
				for _, stem := range longYeh {
					if strings.HasSuffix(string(line[t.WordBefore(i):i]), stem) {
						return put(i, i+2, "ي"), true
					}
				}
				return put(i, i+4, "ئ"), true
			},
		},
	},
}

var lookalikes = oneOf("یکڪھہۃە")

// ownLetter is the Arabic letter that a look-alike stands for.
func ownLetter(t *rule.Text, i int) (span.Edit, bool) {
	r, size := t.Next(i)
	if !lookalikes.Has(r) || t.Is(foreign) {
		return span.Edit{}, false
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
		word := t.Word(i)
		if r, _ := t.Next(t.SkipAfter(i+size, marks)); !isWordy(r) && endsInMaksura(string(t.Bytes()[word.Start:i])) {
			own = "ى"
		}
	}
	return put(i, i+size, own), true
}

// maksura are words that end in ى, without it and without proclitics: those
// that a corpus (SANAD's Al-Khaleej news, and Wikipedia of 2017) writes at
// least 25 times with ى, and 20 times as often as with ي, and a few more.
var maksura = words(`عل إل حت صل أخر الأول مستو تعال إحد مستشف أعل مد أد سو ير موس معن كبر جر تسع عيس مرض تر مرم أقص يسع الاول نر انته مت أقو شت أدن اليسر ملتق
	أر يحظ تحظ يتول أنه منتد الشور قر الصغر القتل أرق نسع مسم أوص وتسم محتو التقو تتول استول الفصح جدو يخش رؤ أنث نينو أتمن والتق اشتر الموت
	ويبق أذ صد خر وأبد اكتف يتلق جنو يتماش الجرح شكو فوض أغل ادع تتعد المصطف بدعو يتعد المول تتبن تتجل فتو تتماش فتاو يتحل يتمن قصو أثن اليتام
	يحتذ كسر ننس ارتق مقه يتجل العم تتلق يتناف ترع تنس يتخل الأسم عس الحم بالذكر احتو والوسط يتسن ستبق وعان اشتك لذكر الاعل نتمن انبر يتبن يتصد
	سلو تخش أعم اعتل بخط بذكر وأبق أضح يرع أخش مأو بمنته بالحسن النو الدم مغط ومصطف يرج يتخط مغز أقس الضح بمبن يتعاف سيسع مسع يتأت أحل الحص وجرح
	اعتن يتقاض بقو يتساو سنر سيتول يطغ بتقو تتخط الادن أذك سيحظ تتحل تتخل مشف أسع مرتض معاف طغ لموسيق مقتض تتغذ أبه تتناف اقتض نزو والشكاو وسيبق
	تتمن فقض ستتول مرأ لمبن الأس مستوح بمنأ يتحر اهتد يأب بالعدو تتلاش يتل استو احتف بعدو حلو ممش للكل تتساو يتعاط تتلاق ارتض يتلاش للتقو وأرس
	ارتأ يتحد ينأ للأسر يتوار يترب وأدل وتتوال اصطف ستحظ انقض نحظ سقطر أحر ستر وينس يتغذ مثن أفع يشق تتصد ملأ نتلق وأسم نخش ستسع يتلاق سأبق وذكر
	فحو الأوف للعم بموسيق فمض أنق يتعال وأغن نرض للعدو فالتق إدع الاقص لمصطف فيبق تتل زفت ال لد هد ليل يحي حبل رم قض مض`)

func endsInMaksura(stem string) bool {
	for stem = bare(stem); !maksura[stem]; {
		rest := ""
		for _, p := range []string{"ال", "و", "ف", "ب", "ل", "ك"} {
			if r, ok := strings.CutPrefix(stem, p); ok {
				rest = r
				break
			}
		}
		if rest == "" {
			return false
		}
		stem = rest
	}
	return true
}

// bare is a word without marks and tatweel.
func bare(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == arabic.Kashida || arabic.IsMark(r) }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == arabic.Kashida || arabic.IsMark(r) {
			return -1
		}
		return r
	}, s)
}

// longYeh are what stands before يء in words that have it.
var longYeh = []string{"ش", "بط", "بر", "مل", "جر", "رد", "دن", "مض", "يض", "تض", "يس", "تس", "مس", "وض", "يج", "مج", "ف", "هن", "نس", "خط", "يف"}

// proclitics are what is written together with the word after it.
var proclitics = words("و ف ب ك ل س ال وال فال بال كال لل ولل فلل وب ول وك فب فل فك وبال وكال أ وس فس")

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

func bareAlef(rest string) bool {
	rest = bare(rest)
	if rest == "بن" || rest == "سم" || rest == "بنة" {
		return true
	}
	return startsWith(wasl, rest)
}
