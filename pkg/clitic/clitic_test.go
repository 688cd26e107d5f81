package clitic

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// joined returns the parts of word with + between them, and their normal forms
// with spaces.
func joined(word string, by Scheme) (parts, normal string) {
	p := Split([]byte(word), by)
	for i, part := range p.All() {
		if i > 0 {
			parts += "+"
			normal += " "
		}
		parts += word[part.Start:part.End]
		normal += string(part.AppendNormal(nil, []byte(word)))
	}
	return parts, normal
}

// Words under each scheme, with the normal forms under Full.
func TestSplit(t *testing.T) {
	for _, x := range []struct{ proclitics, atb, full, normal string }{
		{"و+ب+الكتاب", "و+ب+الكتاب", "و+ب+ال+كتاب", "و ب ال كتاب"},
		{"ف+س+يكفيكهم", "ف+س+يكفيك+هم", "ف+س+يكفيك+هم", "ف س يكفيك هم"},
		{"ل+لمدرسة", "ل+لمدرسة", "ل+ل+مدرسة", "ل ال مدرسة"},
		{"و+ل+لسلطة", "و+ل+لسلطة", "و+ل+ل+سلطة", "و ل ال سلطة"},
		{"ل+لجنة", "ل+لجنة", "ل+ل+جنة", "ل ال لجنة"},
		{"و+ل+له", "و+ل+له", "و+ل+ل+ه", "و ل ال له"},
		{"مدرستهم", "مدرست+هم", "مدرست+هم", "مدرسة هم"},
		{"و+س+نكتبها", "و+س+نكتب+ها", "و+س+نكتب+ها", "و س نكتب ها"},
		{"علينا", "علي+نا", "علي+نا", "على نا"},
		{"و+إليهم", "و+إلي+هم", "و+إلي+هم", "و إلى هم"},
		{"مستواه", "مستوا+ه", "مستوا+ه", "مستوى ه"},
		// The أ of a question, where text has only the rest.
		{"أ+قرأت", "أ+قرأت", "أ+قرأت", "أ قرأت"},
		{"أ+عندك", "أ+عند+ك", "أ+عند+ك", "أ عند ك"},
		{"أعلنت", "أعلنت", "أعلنت", "أعلنت"},
		{"كتبوه", "كتبو+ه", "كتبو+ه", "كتبوا ه"},
		{"أبناؤها", "أبناؤ+ها", "أبناؤ+ها", "أبناء ها"},
		{"ب+أصدقائه", "ب+أصدقائ+ه", "ب+أصدقائ+ه", "ب أصدقاء ه"},
		{"التزامهم", "التزام+هم", "التزام+هم", "التزام هم"},
		{"الالتزام", "الالتزام", "ال+التزام", "ال التزام"},
		{"يلتقي", "يلتقي", "يلتقي", "يلتقي"},
		{"و+التقى", "و+التقى", "و+التقى", "و التقى"},
		{"و+الذي", "و+الذي", "و+الذي", "و الذي"},
		{"ب+الله", "ب+الله", "ب+الله", "ب الله"},
		// Nothing is left of the word but clitics.
		{"ب+ه", "ب+ه", "ب+ه", "ب ه"},
		{"و+ل+ها", "و+ل+ها", "و+ل+ها", "و ل ها"},
		// Marks and tatweel belong to the letter before them.
		{"وَ+بِ+الكِتَابِ", "وَ+بِ+الكِتَابِ", "وَ+بِ+ال+كِتَابِ", "و ب ال كتاب"},
		{"مَدِينَتُهُ", "مَدِينَتُ+هُ", "مَدِينَتُ+هُ", "مدينة ه"},
		{"و+المـــدرسة", "و+المـــدرسة", "و+ال+مـــدرسة", "و ال مدرسة"},
		// Before digits, and by themselves.
		{"بـ+5", "بـ+5", "بـ+5", "ب 5"},
		{"الـ24", "الـ24", "الـ+24", "ال 24"},
		{"و+2024", "و+2024", "و+2024", "و 2024"},
		{"و+ب+ال٢٤", "و+ب+ال٢٤", "و+ب+ال+٢٤", "و ب ال ٢٤"},
		{"لـ", "لـ", "لـ", "ل"},
		{"و+بـ", "و+بـ", "و+بـ", "و ب"},
		{"الـ", "الـ", "الـ", "ال"},
		// What is left whole.
		{"کتابها", "کتابها", "کتابها", "کتابها"},
		{"والكتابABC", "والكتابABC", "والكتابABC", "والكتابABC"},
		{"كوفيد19", "كوفيد19", "كوفيد19", "كوفيد19"},
		{"والكتاب19", "والكتاب19", "والكتاب19", "والكتاب19"},
		{"فـك", "فـك", "فـك", "فك"},
		{"و", "و", "و", "و"},
		{"ـ", "ـ", "ـ", ""},
		{"", "", "", ""},
	} {
		word := strings.ReplaceAll(x.full, "+", "")
		if got, _ := joined(word, None); got != word {
			t.Errorf("%s is cut under None: %s", word, got)
		}
		if got, _ := joined(word, Proclitics); got != x.proclitics {
			t.Errorf("Proclitics: %s, want %s", got, x.proclitics)
		}
		if got, _ := joined(word, ATB); got != x.atb {
			t.Errorf("ATB: %s, want %s", got, x.atb)
		}
		if got, normal := joined(word, Full); got != x.full || normal != x.normal {
			t.Errorf("Full: %s = %s, want %s = %s", got, normal, x.full, x.normal)
		}
	}
	if _, got := joined("للسلطة", ATB); got != "ل السلطة" {
		t.Errorf("normal forms %s", got)
	}
	if _, got := joined("للجنة", ATB); got != "ل اللجنة" {
		t.Errorf("normal forms %s", got)
	}
}

// The kinds of the parts: what is nothing but clitics has no stem.
func TestKinds(t *testing.T) {
	for _, x := range []struct{ word, proclitics, atb, full string }{
		{"والكتاب", "proclitic stem", "proclitic stem", "proclitic article stem"},
		{"مدرستهم", "stem", "stem pronoun", "stem pronoun"},
		{"الـ", "article", "article", "article"},
		{"الـ24", "stem", "stem", "article stem"},
		{"وبـ", "proclitic proclitic", "proclitic proclitic", "proclitic proclitic"},
		{"به", "proclitic pronoun", "proclitic pronoun", "proclitic pronoun"},
		{"ولها", "proclitic proclitic pronoun", "proclitic proclitic pronoun", "proclitic proclitic pronoun"},
	} {
		for by, want := range map[Scheme]string{None: "stem", Proclitics: x.proclitics, ATB: x.atb, Full: x.full} {
			p := Split([]byte(x.word), by)
			var kinds []string
			for _, part := range p.All() {
				kinds = append(kinds, part.Kind.String())
			}
			if got := strings.Join(kinds, " "); got != want {
				t.Errorf("%s under %s: %s, want %s", x.word, Schemes[by], got, want)
			}
		}
	}
}

// Words whose first or last letters look like clitics and are none, and words that
// have the clitics.
func TestLookAlikes(t *testing.T) {
	const whole = `والد بلد فصل كتاب لجنة وقف كأس سبق وزير وزارة بحر بيان فريق لغة كبير وفد وصول بنك سلام سيارة
ساعة بطولة كلمة فكرة لقاء لاعب ليبيا وجه وردة بقية برلين لندن لبنان باريس وطن بلدية فلسطين سوريا كندا فرنسا ولاية
بداية وجود واحد برنامج كرة فترة سنة سوق مدينة رجل ملك شبك سلك هنا عالم مهم فهم سهم متهم يهم قلم كريم نظام حزين
لون زمن وطني علني فني كوني أمريكي`
	const cut = `و+الكتاب ب+بلد ف+قال ك+كتاب ل+لجنة و+وقف ك+كأس س+يسبق و+وزير و+زارت ب+شجاعة ل+لغة ك+رئيس و+وفد
ب+بنك س+يسلم س+تساعد ب+طول+ها ك+كلمة ل+لقاء ب+مصر ل+سوريا و+مصر ب+المدينة س+يصل ف+هو و+لا ل+كرة ب+فترة و+سنة ل+سوق
مدينت+هم رجل+ها و+ملك+هم بيت+نا عالم+نا نظام+هم قلم+ه لون+ها زمن+هم`
	for _, w := range strings.Fields(whole) {
		if got, _ := joined(w, ATB); got != w {
			t.Errorf("%s", got)
		}
	}
	for _, w := range strings.Fields(cut) {
		if got, _ := joined(strings.ReplaceAll(w, "+", ""), ATB); got != w {
			t.Errorf("%s, want %s", got, w)
		}
	}
}

// Pairs of words that begin or end alike, the first without the clitic of the second.
func TestPairs(t *testing.T) {
	const pairs = `والد و+الكتاب, بلد ب+بلد, فصل ف+وصل, كتاب ك+كتاب, لجنة ل+لجنة, وزير و+زار, وقف و+قفز, ورقة و+رقبة, وردة و+رأت,
وطن و+طول, وفد و+فيل, ولد و+لكن, واحد و+احتل, وجود و+جدد, وسط و+ساعد, وصول و+صوت, وعد و+عرف, وحدة و+حديقة, وظيفة و+ظهر, ولاية و+لا,
بيت ب+بيت, بنك ب+نظام, بحر ب+حجم, بداية ب+دقة, بيان ب+قلم, بطل ب+طول, باب ب+جانب, بعض ب+عدد, برنامج ب+رئاسة, بترول ب+ترك,
فريق ف+رفض, فكرة ف+كان, فيلم ف+قال, فترة ف+ترك, فرق ف+قرر, فعل ف+عاد, فوز ف+جاء, فندق ف+نزل, فقر ف+هو, فلسطين ف+لا,
كلب ك+لاعب, كبير ك+بيت, كرة ك+رئيس, كلمة ك+كلمة, كنز ك+نار, كأس ك+أب, كوكب ك+وسيلة, كهف ك+هذا, كريم ك+ريشة, كيس ك+جزء,
لاعب ل+عام, لغة ل+لغة, لقب ل+قاض, لون ل+وزن, ليل ل+يوم, لحم ل+حماية, لسان ل+سنة, لعبة ل+عبور, لوحة ل+وحدة, ليبيا ل+سوريا,
سعر س+يعرف, سيارة س+يسافر, سنة س+نذهب, سبب س+أكتب, ستة س+تسافر, سيدة س+يدخل, ستون س+تكون, سيف س+يفتح,
توجيه أبو+ه, وجه بيت+ه, فهم بيت+هم, متهم مدرست+هم, مياه شوارع+ها, سفيه اسم+ه, شبك بيت+ك, علم كتاب+كم, هنا بيت+نا, وطني صديق+ي`
	for pair := range strings.SplitSeq(pairs, ",") {
		words := strings.Fields(pair)
		for i, want := range words {
			if got, _ := joined(strings.ReplaceAll(want, "+", ""), ATB); got != want {
				t.Errorf("%s, want %s, %d of a pair", got, want, i)
			}
		}
	}
}

// Joined, the parts of any word are the word; none is empty, and a Splitter has
// the same.
func FuzzSplit(f *testing.F) {
	for _, w := range strings.Fields("وبالكتاب للجنة بـ5 الـ24 لـ مَدِينَتُهُ ـه و ىه ککتاب bالكتاب كوفيد-19 \xff\xd8 والاستراتيجيات وووووووو ببببببببببببببببببببببببببببببببب وبها") {
		f.Add([]byte(w))
	}
	var splitter Splitter
	f.Fuzz(func(t *testing.T, word []byte) {
		for by := None; by <= Full; by++ {
			p := Split(word, by)
			end := 0
			for _, part := range p.All() {
				if part.Start != end || part.End <= part.Start {
					t.Fatalf("%q: part %v after %d", word, part.Span, end)
				}
				end = part.End
				if n := part.AppendNormal(nil, word); utf8.Valid(word) && !utf8.Valid(n) {
					t.Fatalf("%q: normal form %q", word, n)
				}
			}
			if end != len(word) {
				t.Fatalf("%q: parts end at %d", word, end)
			}
			if p.Score() <= 0 || p.Score() > 1 {
				t.Fatalf("%q: score %v", word, p.Score())
			}
			if again := splitter.Split(word, by); again != p {
				t.Fatalf("%q: %v, by a Splitter %v", word, p, again)
			}
			if again := splitter.Split(word, by); again != p {
				t.Fatalf("%q: %v, by a Splitter that remembers %v", word, p, again)
			}
		}
	})
}

func TestSplitDoesNotAllocate(t *testing.T) {
	words := [][]byte{[]byte("وبمدينتهم"), []byte("ولأنهما"), []byte("الالتزامات"), []byte("والاستراتيجيات")}
	splitter := new(Splitter)
	if n := testing.AllocsPerRun(10, func() {
		for _, w := range words {
			Split(w, Full)
			splitter.Split(w, ATB)
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkSplit(b *testing.B) {
	var words [][]byte
	for w := range strings.FieldsSeq("قال وزير الخارجية في مؤتمر صحفي عقده أمس بالعاصمة إن بلاده لن تشارك في المحادثات التي تستضيفها المدينة وأضاف أنها ستواصل دعمها للحكومة ولشعبها") {
		words = append(words, []byte(w))
	}
	var splitter Splitter
	for name, split := range map[string]func([]byte, Scheme) Parts{"alone": Split, "remembered": splitter.Split} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, w := range words {
					split(w, ATB)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(words)), "ns/word")
		})
	}
}
