package unmarked

import (
	"math"
	"strings"
	"sync"

	"github.com/nass-ar/nass/pkg/segment/reader"
)

// DefaultMeanWords is how many words a sentence has where nothing else is known.
const DefaultMeanWords = 20

// The most and least that MeanWords returns.
const (
	fewestWords = 4
	mostWords   = 30
)

// genreWindow is how many words of a text show its genre.
const genreWindow = 256

// MeanWords returns how many words a sentence of the text likely has, judged by its first
// words after Reset: speech, chats and tales have short sentences, and other words than the
// press.
func (f *Finder) MeanWords() int {
	sum, n := int32(0), int32(0)
	var features [genreMost]uint32
	lists := genreWords()
	for i := range f.words[:min(f.n, genreWindow)] {
		k := genreFeatures(&f.words[i], lists, &features)
		for _, g := range features[:k] {
			sum += int32(int8(genreWeights[g]))
		}
		n += int32(min(k, 1))
	}
	if n == 0 {
		return DefaultMeanWords
	}
	words := math.Exp(float64(genreBias+sum*GenreBiasScale/GenreScale/n) / GenreBiasScale)
	return max(fewestWords, min(int(words+0.5), mostWords))
}

// Arabic reports whether half of the first words of the text after Reset are in Arabic
// letters.
func (f *Finder) Arabic() bool {
	return f.half(func(w *reader.Word) bool { return w.Kind == reader.Arabic })
}

// Known reports whether the model knows half of the first words of the text after Reset,
// as it does where they are Arabic prose.
func (f *Finder) Known() bool {
	return f.half(func(w *reader.Word) bool { return w.Class() < reader.ClassRare })
}

// half reports whether half of the first words are so.
func (f *Finder) half(are func(w *reader.Word) bool) bool {
	all, n := f.words[:min(f.n, genreWindow)], 0
	for i := range all {
		if are(&all[i]) {
			n++
		}
	}
	return 2*n >= len(all)
}

// level is about what a gap scores where a sentence begins, if they have so many words.
func level(meanWords int) int32 {
	return max(int32(math.Round(Scale*(1.5*math.Log(float64(meanWords))-6))), Least)
}

// How many steps of a weight, and of the bias, make one natural log unit of the length.
const (
	GenreScale     = 8
	GenreBiasScale = 64
)

// GenreSize is how many weights of words show the length of sentences: those of the class
// of a word, its length, its first letter and its genres.
const GenreSize = 512

const (
	GenreClasses = 256 // the features before it are classes

	genreLength = 256 // and the 16 after it
	genreLetter = 272 // and the 128 after it
	genreList   = 400 // and one for each list
)

// genreMost is how many features a word has at most.
const genreMost = 4

// genreFeatures puts the features of a word into dst, and returns how many there are. lists
// are genreWords.
func genreFeatures(w *reader.Word, lists reader.Table, dst *[genreMost]uint32) int {
	if w.Kind == reader.Mark {
		return 0
	}
	dst[0] = w.Class()
	dst[1] = genreLength + uint32(min(w.Letters, 15))
	n := 2
	if w.Letters > 3 {
		dst[n] = genreLetter + w.Head>>16&0x7F
		n++
	}
	if list := lists.Of(w.Hash); list != 0 {
		dst[n] = genreList + uint32(list) - 1
		n++
	}
	return n
}

// genreWords are words that show the genre, with their list, from 1. One of two lists is of the later.
var genreWords = sync.OnceValue(func() reader.Table {
	table := reader.NewTable(1 << 11)
	for i, list := range []string{
		// Dialects: Egyptian, Levantine, of the Gulf, Maghrebi.
		`ايه مش ده دي دا دلوقتي دلوقت ازاي ازيك ليه فين عايز عايزة عاوز احنا انتو انتي بتاع بتاعت بتاعي اوي قوي كده كدا برضه برضو
		اهو اهي يلا طب معلش مفيش ايوه ايوا اه لسه لسا دول مين امبارح بكره بكرة النهارده عشان علشان اللي زي جوه بره
		شو هلق هلا ليش كتير منيح منيحة بدي بدك بدنا بدو رح عم هيك هون شي مو وين لوين عنجد خلص هيدا هيدي لكان اديش قديش شوي كيفك وينك
		انتا نحنا مصاري مبارح بكرا تيتا خيي متل شلون شلونك ابي تبي يبي نبي وش ايش اش الحين زين خلنا خلهم عساك وينكم هال هالايام حق عقب
		تكفى ابشر وايد شنو ودي ودك مب مهب حنا هذي كذا لين واش راك بزاف ديال ديالو ديالي غادي دابا كاين كاينة علاش برشا باهي توا شنوة
		قداش صافي خويا والو هاد هادي لاباس غدوة البارح شحال جوج كيفاش وقتاش ليك خاصني يزي`,
		// The first and second person.
		`أنا نحن أنت أنتم إنني إني لكنني لكني كأني كنت كنا لي لنا لك لكم معي معنا معك معكم عندي عندنا عندك عندكم علينا عليك عليكم
		إليك إليكم إلينا مني منك منا منكم قلت قلنا سألت سألني أريد نريد تريد أعرف تعرف تعرفون أظن أحب نحب أبي أمي ابنتي ابني جدي أخي
		صديقي زوجتي حياتي بيتي بيتنا يدي نفسي نفسك وأنا وأنت ونحن كلكم دعوني دعنا دعني أقول نقول تقولون انظروا انظر اسأل أرجو أشكر
		أشكركم شكرا أهلا مرحبا سنبدأ نبدأ أتذكر تخيلوا تخيل جربوا جرب لدينا لدي تعلمت رأيت عملت ذهبت جئت وجدت`,
		// Calls and questions.
		`هل لماذا ماذا كيف أين متى يا أيها أيتها كم نعم كلا أجل أليس`,
		// Tales, and what the press says too.
		`فقال فقالت فقالوا فقيل فقلت فلما فإذا فإني فإنه فإنها فكان فكانت فرأى فرأيت فخرج فدخل فجاء فأخذ فسأل فسأله فسألته فأمر فأقام فسمع
		فبكى فضحك فنزل فمر فأتى فأعطاه فحمل فوجد فوجدت فلم فما فلا فمن وإذا وكنت حكي يحكى زعموا ذكروا سئل رحمه أصلحك والله أعرابي ألا
		إياك إنما رأيت دخلت مررت خرجنا سرنا نزلنا وصلنا قيل قلت قالا السلطان الأمير الملك الوزير القاضي الشيخ الحكيم`,
		`قال قالت قالوا وقال وقالت ثم إذا يوما رجل رجلا الرجل شيخ كان وكان له لهم به فيه منه ما من لا ولا حتى لو`,
		// What joins clauses of long sentences.
		`التي الذي الذين أن أنه أنها بأن حيث كما وقد بعد قبل خلال لكن مما بينما إذ عندما فيما مشيرا مؤكدا موضحا لافتا إضافة وذلك وأن
		وأضاف إلى أكد وأكد بهدف ضمن عبر وفق`,
	} {
		for _, word := range strings.Fields(list) {
			*table.At(word) = uint8(i + 1)
		}
	}
	return table
})
