package signal

import (
	"fmt"
	"strings"
)

// Settings are the thresholds by which FineWeb-2 keeps a document of one language, as
// its authors published them. Use [Lookup].
type Settings struct {
	Name     string // of the configuration, such as "arb_Arab"
	Language string // in English

	duplicateLines float64    // dup_line_frac: at most
	top            [3]float64 // top_n_grams, for 2 to 4: at most
	duplicates     [6]float64 // dup_n_grams, for 5 to 10: at most
	endMarks       float64    // line_punct_thr: at least
	newlines       float64    // new_line_ratio: at most
	shortest       float64    // min_avg_word_length
	longest        float64    // max_avg_word_length
	letterWords    float64    // max_non_alpha_words_ratio, which is the least share of words with a letter
	stopWords      string     // stopwords, with blanks between them
}

// What is the same for all languages: in fineweb-2-pipeline.py or, where that says
// nothing, the defaults of the filters of datatrove that it runs (commit a649de79,
// Apache 2.0).
const (
	mostDuplicateCharacters = 0.1 // char_duplicates_ratio, of lines
	leastWords              = 50
	mostWords               = 100_000
	mostSymbols             = 0.1 // for each word: number signs; ellipses
	mostBullets             = 0.9
	mostEllipsisLines       = 0.3
	leastStopWords          = 2
)

// settings holds the configurations for Arabic: configs/NAME.yml in
// github.com/huggingface/fineweb-2, commit d0defb24f193bb9a5a11b8b14524a03c4858e1b6,
// Apache License 2.0. The least score of the classifier of languages (language_score)
// is not here, since that classifier is not.
//
//	name      language                  dup_line_frac  line_punct_thr  stopwords
//	arb_Arab  Standard Arabic           0.304          0.143           19
//	arz_Arab  Egyptian Arabic           0.368          0.188           11
//	ary_Arab  Moroccan Arabic           0.32           0.111           13
//	apc_Arab  Levantine Arabic          0.334          none            9
//	ars_Arab  Najdi Arabic              0.356          none            9
//	acm_Arab  Mesopotamian Arabic       0.486          none            12
//	aeb_Arab  Tunisian Arabic           0.387          none            12
//	arq_Arab  Algerian Arabic           0.422          none            22
//	ayp_Arab  North Mesopotamian Arabic 0.672          none            13
//	shu_Arab  Chadian Arabic            0.82           none            16
var settings = []*Settings{
	{
		Name: "arb_Arab", Language: "Standard Arabic",
		duplicateLines: 0.304, top: [3]float64{0.197, 0.172, 0.146},
		duplicates: [6]float64{0.165, 0.153, 0.142, 0.131, 0.12, 0.109},
		endMarks:   0.143, newlines: 0.189, shortest: 2, longest: 9, letterWords: 0.787,
		stopWords: "، في من على إلى عام أن مع أو هو عن التي كان بين ما كانت هي المتحدة بعد",
	},
	{
		Name: "arz_Arab", Language: "Egyptian Arabic",
		duplicateLines: 0.368, top: [3]float64{0.269, 0.249, 0.225},
		duplicates: [6]float64{0.223, 0.207, 0.19, 0.174, 0.158, 0.143},
		endMarks:   0.188, newlines: 0.308, shortest: 3, longest: 8, letterWords: 0.83,
		stopWords: "فى و من لينكات هيا اللى برانيه يوم مواليد حياته كان",
	},
	{
		Name: "ary_Arab", Language: "Moroccan Arabic",
		duplicateLines: 0.32, top: [3]float64{0.245, 0.224, 0.197},
		duplicates: [6]float64{0.196, 0.183, 0.169, 0.157, 0.145, 0.13},
		endMarks:   0.111, newlines: 0.162, shortest: 3, longest: 7, letterWords: 0.743,
		stopWords: "، ف د و ديال من ؤ نسبة اللي ل على لي ب",
	},
	{
		Name: "apc_Arab", Language: "Levantine Arabic",
		duplicateLines: 0.334, top: [3]float64{0.722, 0.471, 0.408},
		duplicates: [6]float64{0.248, 0.23, 0.208, 0.192, 0.174, 0.159},
		endMarks:   -1, newlines: 0.25, shortest: 2, longest: 8, letterWords: 0.857,
		stopWords: "و ما من على بس انا في عم شو",
	},
	{
		Name: "ars_Arab", Language: "Najdi Arabic",
		duplicateLines: 0.356, top: [3]float64{0.328, 0.299, 0.273},
		duplicates: [6]float64{0.204, 0.192, 0.18, 0.166, 0.153, 0.141},
		endMarks:   -1, newlines: 0.25, shortest: 2, longest: 55, letterWords: 0.75,
		stopWords: "في من ، على ما لو سمحت الله اللي",
	},
	{
		Name: "acm_Arab", Language: "Mesopotamian Arabic",
		duplicateLines: 0.486, top: [3]float64{0.455, 0.41, 0.343},
		duplicates: [6]float64{0.326, 0.305, 0.282, 0.264, 0.241, 0.216},
		endMarks:   -1, newlines: 0.25, shortest: 2, longest: 12, letterWords: 0.75,
		stopWords: "، من على ما هذا رجاءا راح ممكن اريد اللي بس اي",
	},
	{
		Name: "aeb_Arab", Language: "Tunisian Arabic",
		duplicateLines: 0.387, top: [3]float64{0.475, 0.459, 0.407},
		duplicates: [6]float64{0.329, 0.293, 0.255, 0.227, 0.203, 0.184},
		endMarks:   -1, newlines: 0.2, shortest: 2, longest: 33, letterWords: 0.75,
		stopWords: "، فِي مَا بَاشْ في الِّي عْلَى الِّي و من آمَا مِنْ",
	},
	{
		Name: "arq_Arab", Language: "Algerian Arabic",
		duplicateLines: 0.422, top: [3]float64{1.647, 1.676, 1.596},
		duplicates: [6]float64{0.377, 0.37, 0.355, 0.337, 0.306, 0.284},
		endMarks:   -1, newlines: 0.25, shortest: 2, longest: 11, letterWords: 0.75,
		stopWords: "و ما في من تاع على اللّٰه اللّي باش واش ، هاد الكتاب كي توم \u200F رايح هو كان بلّي ڤاع واحد",
	},
	{
		Name: "ayp_Arab", Language: "North Mesopotamian Arabic",
		duplicateLines: 0.672, top: [3]float64{0.485, 0.463, 0.361},
		duplicates: [6]float64{0.706, 0.707, 0.676, 0.667, 0.663, 0.64},
		endMarks:   -1, newlines: 0.111, shortest: 3, longest: 10, letterWords: 0.769,
		stopWords: "، لَ منْ تَ ف موُ اَلله كانْ عَلى فَ شي ما واِ",
	},
	{
		Name: "shu_Arab", Language: "Chadian Arabic",
		duplicateLines: 0.82, top: [3]float64{1.046, 1.258, 1.325},
		duplicates: [6]float64{0.415, 0.4, 0.382, 0.37, 0.345, 0.326},
		endMarks:   -1, newlines: 0.083, shortest: 4, longest: 13, letterWords: 0.913,
		stopWords: "وَ ، فِي مَا أَشَانْ اللهْ هُو دَا مِنْ أَنَا لَاكِنْ النَّاسْ كُلَّ كَانْ نَادُمْ مِثِلْ",
	},
}

// Names returns the names of the settings. The first is that of Standard Arabic.
func Names() []string {
	names := make([]string, len(settings))
	for i, s := range settings {
		names[i] = s.Name
	}
	return names
}

// Lookup returns the settings of that name, or an error.
func Lookup(name string) (*Settings, error) {
	for _, s := range settings {
		if s.Name == name {
			return s, nil
		}
	}
	return nil, fmt.Errorf("signal: unknown settings %q; there are %s", name, strings.Join(Names(), ", "))
}

// verdict returns why FineWeb-2 would remove a document of these signals, by the name
// that the filter of datatrove has for it, or "" if it would keep it. The filters are
// asked in their order.
func (s *Settings) verdict(x *Signals) string {
	if x.Lines == 0 {
		return "empty"
	}
	// Repetition.
	if x.DuplicateLineShare > s.duplicateLines {
		return "dup_line_frac"
	}
	for i, most := range s.top {
		if x.TopShare[i] > most {
			return topReasons[i]
		}
	}
	for i, most := range s.duplicates {
		if x.DuplicateShare[i] > most {
			return duplicateReasons[i]
		}
	}
	for _, r := range [...]struct {
		name    string
		removes bool
	}{
		// Quality, by FineWeb.
		{"line_punct_ratio", x.EndMarkLineShare < s.endMarks},
		{"char_dup_ratio", x.DuplicateLineCharacterShare > mostDuplicateCharacters},
		{"list_ratio", x.NewlineRatio > s.newlines},
		// Quality, by Gopher.
		{"gopher_short_doc", x.Words < leastWords},
		{"gopher_long_doc", x.Words > mostWords},
		{"gopher_below_avg_threshold", x.MeanWordLength < s.shortest},
		{"gopher_above_avg_threshold", x.MeanWordLength > s.longest},
		{"gopher_too_many_hashes", x.HashRatio > mostSymbols},
		{"gopher_too_many_ellipsis", x.EllipsisRatio > mostSymbols},
		{"gopher_too_many_bullets", x.BulletLineShare > mostBullets},
		{"gopher_too_many_end_ellipsis", x.EllipsisLineShare > mostEllipsisLines},
		{"gopher_below_alpha_threshold", x.LetterWordShare < s.letterWords},
		{"gopher_enough_stop_words", x.StopWords < leastStopWords},
	} {
		if r.removes {
			return r.name
		}
	}
	return ""
}

var (
	topReasons       = [...]string{"top_2_gram", "top_3_gram", "top_4_gram"}
	duplicateReasons = [...]string{
		"duplicated_5_n_grams", "duplicated_6_n_grams", "duplicated_7_n_grams", "duplicated_8_n_grams", "duplicated_9_n_grams", "duplicated_10_n_grams",
	}
)
