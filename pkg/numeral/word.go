package numeral

import (
	"sync"

	"github.com/nass-ar/nass/pkg/lexicon"
)

// A Role is what a word does in a number.
type Role uint8

const (
	NoRole   Role = iota
	Unit          // 1 to 9: ثلاثة, رابع
	Half          // a unit that only stands in a compound: أحد (عشر), حادي
	Ten           // عشرة, which after a unit makes a teen
	Teen          // one word for 11 to 19, as dialects write it
	Tens          // 20 to 90
	Hundred       // 100 to 900 in one word
	Scale         // ألف, مليون, مليار and their duals and plurals
	Fraction      // نصف, ثلث, ربع and their duals
	Zero          // صفر
)

// A Word is the role of one word in a number. The zero value is the role of a
// word that is not a part of a number.
type Word struct {
	Value   int64 // what it is worth; of a Fraction the denominator
	Role    Role
	Times   uint8 // how often a Scale or Fraction is meant: 2 of a dual, 0 of a plural
	Ordinal bool
	Waw     bool // joined to the word before by و
	Al      bool // with the article
}

// Words returns the words of numbers: every spelling known, by its key. The map is shared
// and must not be changed.
var Words = sync.OnceValue(func() map[lexicon.Key]Word {
	m := make(map[lexicon.Key]Word, 300)
	put := func(w Word, words ...string) {
		for _, s := range words {
			k := lexicon.KeyOf(s)
			if _, ok := m[k]; !ok {
				m[k] = w
			}
		}
	}
	for _, e := range spellings {
		put(e.Word, e.spellings...)
	}
	hundreds := []string{"", "", "", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"}
	for n, h := range hundreds {
		if h == "" {
			continue
		}
		put(Word{Value: int64(n) * 100, Role: Hundred}, h+"مئة", h+"مائة", h+"ماية", h+"ميت")
		put(Word{Value: int64(n) * 100, Role: Hundred}, h+"يمئة", h+"يمائة")
	}
	tens := []string{"", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"}
	for n, t := range tens {
		if t == "" {
			continue
		}
		put(Word{Value: int64(n) * 10, Role: Tens}, t+"ون", t+"ين")
	}
	put(Word{Value: 30, Role: Tens}, "تلاتين", "تلتين")
	put(Word{Value: 80, Role: Tens}, "تمانين", "ثمانيين")
	for _, s := range []struct {
		value int64
		names []string
	}{{1e6, []string{"مليون"}}, {1e9, []string{"مليار", "بليون", "ملیار"}}, {1e12, []string{"تريليون", "ترليون"}}} {
		for _, n := range s.names {
			put(Word{Value: s.value, Role: Scale, Times: 1}, n, n+"ا")
			put(Word{Value: s.value, Role: Scale, Times: 2}, n+"ان", n+"ين", n+"ي")
			put(Word{Value: s.value, Role: Scale}, n+"ات")
		}
	}
	return m
})

var spellings = []struct {
	Word
	spellings []string
}{
	{Word{Role: Zero}, []string{"صفر"}},
	{Word{Value: 1, Role: Unit}, []string{"واحد", "واحدة", "واحدا"}},
	{Word{Value: 1, Role: Half}, []string{"أحد", "إحدى", "احدا"}},
	{Word{Value: 2, Role: Unit}, []string{"اثنان", "اثنين", "اثنتان", "اثنتين", "ثنتان", "ثنتين", "اتنين", "تنتين"}},
	{Word{Value: 2, Role: Half}, []string{"اثنا", "اثني", "اثنتا", "اثنتي"}},
	{Word{Value: 3, Role: Unit}, []string{"ثلاث", "ثلاثة", "تلات", "تلاتة", "تلت"}},
	{Word{Value: 4, Role: Unit}, []string{"أربع", "أربعة", "اربعا"}},
	{Word{Value: 5, Role: Unit}, []string{"خمس", "خمسة"}},
	{Word{Value: 6, Role: Unit}, []string{"ست", "ستة"}},
	{Word{Value: 7, Role: Unit}, []string{"سبع", "سبعة"}},
	{Word{Value: 8, Role: Unit}, []string{"ثمان", "ثماني", "ثمانية", "تمانية", "تمن", "تمان", "ثمن"}},
	{Word{Value: 9, Role: Unit}, []string{"تسع", "تسعة"}},
	{Word{Value: 3, Role: Half}, []string{"ثلاثا"}}, // ثلاثا وعشرين
	{Word{Value: 5, Role: Half}, []string{"خمسا"}},
	{Word{Value: 6, Role: Half}, []string{"ستا"}},
	{Word{Value: 7, Role: Half}, []string{"سبعا"}},
	{Word{Value: 8, Role: Half}, []string{"ثمانيا"}},
	{Word{Value: 9, Role: Half}, []string{"تسعا"}},
	{Word{Value: 10, Role: Ten}, []string{"عشر", "عشرة"}},
	{Word{Value: 11, Role: Teen}, []string{"حداشر", "احداشر", "حدعش", "حدعشر", "احدعش", "احدعشر", "إحدعشر"}},
	{Word{Value: 12, Role: Teen}, []string{"اثناشر", "اتناشر", "اطنعش", "اطنعشر", "اثنعش", "اثنعشر", "اتنعش", "تنعش", "طنعش"}},
	{Word{Value: 13, Role: Teen}, []string{"تلتاشر", "تلتعش", "تلطعش", "ثلطعش", "ثلاثعش", "ثلاثعشر", "تلاتعش", "ثلتعش"}},
	{Word{Value: 14, Role: Teen}, []string{"اربعتاشر", "اربعتعش", "اربعطعش", "اربعتعشر"}},
	{Word{Value: 15, Role: Teen}, []string{"خمستاشر", "خمستعش", "خمسطعش", "خمستعشر"}},
	{Word{Value: 16, Role: Teen}, []string{"ستاشر", "ستعش", "ستطعش", "سطعش", "ستعشر"}},
	{Word{Value: 17, Role: Teen}, []string{"سبعتاشر", "سبعتعش", "سبعطعش", "سبعتعشر"}},
	{Word{Value: 18, Role: Teen}, []string{"تمنتاشر", "تمنتعش", "ثمنتعش", "ثمنطعش", "تمنطعش"}},
	{Word{Value: 19, Role: Teen}, []string{"تسعتاشر", "تسعتعش", "تسعطعش", "تسعتعشر"}},
	{Word{Value: 100, Role: Hundred}, []string{"مئة", "مائة", "ماية", "مية", "مئه"}},
	{Word{Value: 200, Role: Hundred}, []string{"مئتان", "مئتين", "مائتان", "مائتين", "مئتا", "مئتي", "مائتا", "مائتي", "ميتين"}},
	{Word{Value: 1000, Role: Scale, Times: 1}, []string{"ألف", "ألفا"}},
	{Word{Value: 1000, Role: Scale, Times: 2}, []string{"ألفان", "ألفين", "ألفي"}},
	{Word{Value: 1000, Role: Scale}, []string{"آلاف", "ألوف"}},
	{Word{Value: 1e6, Role: Scale}, []string{"ملايين"}},
	{Word{Value: 1e9, Role: Scale}, []string{"بلايين"}},
	{Word{Value: 1, Role: Unit, Ordinal: true}, []string{"أول", "أولى", "الاولا"}},
	{Word{Value: 1, Role: Half, Ordinal: true}, []string{"حادي", "حادية"}},
	{Word{Value: 2, Role: Unit, Ordinal: true}, []string{"ثاني", "ثانية", "ثان"}},
	{Word{Value: 3, Role: Unit, Ordinal: true}, []string{"ثالث", "ثالثة", "تالت"}},
	{Word{Value: 4, Role: Unit, Ordinal: true}, []string{"رابع", "رابعة"}},
	{Word{Value: 5, Role: Unit, Ordinal: true}, []string{"خامس", "خامسة"}},
	{Word{Value: 6, Role: Unit, Ordinal: true}, []string{"سادس", "سادسة"}},
	{Word{Value: 7, Role: Unit, Ordinal: true}, []string{"سابع", "سابعة"}},
	{Word{Value: 8, Role: Unit, Ordinal: true}, []string{"ثامن", "ثامنة"}},
	{Word{Value: 9, Role: Unit, Ordinal: true}, []string{"تاسع", "تاسعة"}},
	{Word{Value: 10, Role: Ten, Ordinal: true}, []string{"عاشر", "عاشرة"}},
	{Word{Value: 2, Role: Fraction, Times: 1}, []string{"نصف", "نص", "نصفا"}},
	{Word{Value: 3, Role: Fraction, Times: 1}, []string{"ثلث", "ثلثا"}},
	{Word{Value: 3, Role: Fraction, Times: 2}, []string{"ثلثان", "ثلثين", "ثلثي"}},
	{Word{Value: 4, Role: Fraction, Times: 1}, []string{"ربع", "ربعا"}},
	{Word{Value: 4, Role: Fraction}, []string{"أرباع"}},
	{Word{Value: 3, Role: Fraction}, []string{"أثلاث"}},
}
