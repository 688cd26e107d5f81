package crf

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// tagged returns the names of a sentence of words and signs with blanks between.
func tagged(tagger *Tagger, sentence string) string {
	words := strings.Fields(sentence)
	var names []string
	tagger.reset()
	for i, tag := range tagger.Tag([][]string{words})[0] {
		switch {
		case tag[0] == 'B':
			names = append(names, tag[2:]+" "+words[i])
		case tag[0] == 'I':
			names[len(names)-1] += " " + words[i]
		}
	}
	return strings.Join(names, "; ")
}

// TestContext: words for a kind, wa-, prepositions and capital letters make a name of what
// the model alone does not take for one, or not whole.
func TestContext(t *testing.T) {
	tagger := testTagger(t)
	for sentence, want := range map[string]string{
		"نقل المصاب إلى مستشفى نزوى أمس .":      "ORG مستشفى نزوى",
		"وصل إلى مستشفى حمود الجامعي في صيدا .": "ORG مستشفى حمود الجامعي; LOC صيدا",
		"خرجوا عبر معبر رفح أمس .":              "LOC معبر رفح",
		"وقالت شركة سوتيبابي إنها مهتمة .":      "ORG سوتيبابي",
		"أعلنت شركة Google عن هاتف جديد":        "ORG Google",
		"يعيش ابنه في San Francisco منذ سنتين":  "ORG San Francisco",
		"سافر إلى بيروت وطرابلس وصيدا أمس":      "LOC بيروت; LOC وطرابلس; LOC وصيدا",
		"زار الوفد مدينة كبيرة في الجنوب":       "",
		"تحدث عن state و props في الدرس":        "",
		"اضغط على زر Start ثم NULL في Settings": "",
	} {
		if got := tagged(tagger, sentence); got != want {
			t.Errorf("%s: %s, want %s", sentence, got, want)
		}
	}
}

// TestHeads: the heads are written as the tagger asks for them, in folded forms.
func TestHeads(t *testing.T) {
	for _, x := range headOfWords {
		if f := string(Fold(nil, []byte(x.word))); f != x.word || x.is&headSet == 0 {
			t.Errorf("%s is the head %b, and %s when folded", x.word, x.is, f)
		}
	}
	for word, want := range map[string]head{
		"جامعه": headSet | head(ORG) | headInside, "شركه": headSet | head(ORG),
		"مطار": headSet | head(LOC) | headInside, "مدينه": headSet | head(LOC),
		"الدكتور": headSet | head(PER), "قمر": 0,
	} {
		if h := headOf(word); h != want {
			t.Errorf("%s is the head %b, want %b", word, h, want)
		}
	}
}

// TestGains: which tags of which words gain by what is around them, and nothing else does.
func TestGains(t *testing.T) {
	const o, per, loc, org = 0, 1 + 2*uint8(PER), 1 + 2*uint8(LOC), 1 + 2*uint8(ORG)
	for _, c := range []struct {
		sentence string
		tags     []uint8
		want     string // word, tag and bonus
	}{
		{"عاد سالم أمس", []uint8{o, per, o}, ""},
		{"زار نزوى أمس", []uint8{o, loc, o}, ""},
		{"إلى مستشفى نزوى", []uint8{o, o, loc}, "1 5 192; 2 6 192"},
		{"إلى مستشفى نزوى التعليمي", []uint8{o, o, loc, o}, "1 5 192; 2 6 192; 3 6 192"},
		{"إلى مستشفى نزوى التعليمي", []uint8{o, loc, loc + 1, o}, "1 5 192; 2 6 192; 3 6 192"},
		{"في مدرسة اليرموك", []uint8{o, o, o}, "1 5 64; 2 6 64"},
		{"في مدرسة كبيرة", []uint8{o, o, o}, ""},
		{"قالت شركة سوتيبابي", []uint8{o, o, o}, "2 5 96"},
		{"قالت شركة كبيرة", []uint8{o, o, o}, ""},
		{"قالت شركة سالم بن علي", []uint8{o, o, per, per + 1, per + 1}, "2 5 96; 3 6 96; 4 6 96"},
		{"قالت شركة سوتيبابي", []uint8{o, o, org}, ""},
		{"من بيروت وصيدا", []uint8{o, loc, o}, "2 3 128"},
		{"من بيروت وقال", []uint8{o, loc, o}, ""},
	} {
		tagger := testTagger(t)
		tagger.reset()
		tagger.begin(len(c.tags))
		for s := range strings.FieldsSeq(c.sentence) {
			tagger.words = append(tagger.words, tagger.typeOf([]byte(s)))
		}
		tagger.weigh()
		tagger.tags = append(tagger.tags, c.tags...)
		before := slices.Clone(tagger.known)
		some := tagger.context(0, len(c.tags))
		var gains []string
		for i := range before {
			for tag, v := range tagger.known[i].emit {
				if gain := v - before[i].emit[tag]; gain != 0 {
					gains = append(gains, fmt.Sprint(i, tag, gain))
				}
			}
		}
		if got := strings.Join(gains, "; "); got != c.want || some != (c.want != "") {
			t.Errorf("%s %v: %s (%t), want %s", c.sentence, c.tags, got, some, c.want)
		}
	}
}

// TestAnd: a name behind و and another name is one of its own, a common word is none.
func TestAnd(t *testing.T) {
	m := testTagger(t).m
	for form, want := range map[string]uint8{"وكمال": 1 << PER, "وسوريا": 1<<PER | 1<<LOC, "وقال": 0, "وليد": 0, "وريتال": 1 << PER} {
		var w word
		w.set([]byte(form))
		var x wordType
		m.describe(&x, &w, func(int, int, uint64) {})
		if got := x.flags / flagAnd & 7; got&(1<<PER|1<<LOC) != want {
			t.Errorf("%s is و and a name of %b, want %b", form, got, want)
		}
	}
}
