package crf

import (
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

// TestHeads: each head is there once.
func TestHeads(t *testing.T) {
	n := 0
	for line := range strings.Lines(headText) {
		if f := strings.Fields(line); f[0] != "#" {
			n += len(f) - 2
		}
	}
	if len(heads()) != n || n < 150 {
		t.Errorf("%d heads of %d words", len(heads()), n)
	}
}
