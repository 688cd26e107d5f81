package census

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/span"
)

// wordBy makes a word that looks Arabic, the same for the same number.
func wordBy(n int) string {
	letters := []rune("ابتجحدرسصعفقكلمنهوي")
	var b strings.Builder
	for n += 400; n > 0; n /= len(letters) {
		b.WriteRune(letters[n%len(letters)])
	}
	return b.String()
}

func article(r *rand.Rand, words int) []string {
	all := make([]string, words)
	for i := range all {
		all[i] = wordBy(r.IntN(20_000))
	}
	return all
}

func sum(o Options, texts ...string) *Result {
	c := New(o)
	work := c.Worker(&orthography.Judge{})
	for _, text := range texts {
		_, d := work(nil, []byte(text), span.Start)
		c.Add(d)
	}
	return c.Result(5)
}

func TestCensusOfThreeDocuments(t *testing.T) {
	engine, err := (orthography.Selection{Profile: orthography.Check}).Compile()
	if err != nil {
		t.Fatal(err)
	}
	r := sum(Options{Rules: engine},
		"وَصَلَ الوَزيرُ في ٣ مايو ، وغادر.", "An English text of 12 words.", "کتاب\u200Cهای پارسی را می\u200Cخوانم و می\u200Cنویسم، که گفته\u200Cاند چنین است ۱۲", "")
	if r.Documents != 4 || r.Words != 23 {
		t.Errorf("%d documents, %d words", r.Documents, r.Words)
	}
	if r.Digits[0].Characters != 2 || r.Digits[1].Characters != 1 || r.Digits[2].Characters != 2 || r.Digits[2].Documents != 1 {
		t.Errorf("digits: %v", r.Digits)
	}
	if want := []Tally{{"zxx", 2}, {"ar", 1}, {"fa", 1}}; !reflect.DeepEqual(r.Languages, want) {
		t.Errorf("languages: %v", r.Languages)
	}
	if r.Findings.All == 0 || r.Findings.Rules[0].Rule == nil {
		t.Errorf("findings: %v", r.Findings)
	}
	if r.CharacterDeciles[0] != 0 || r.CharacterDeciles[10] != 62 || !r.ExactDeciles {
		t.Errorf("deciles: %v, exact: %t", r.CharacterDeciles, r.ExactDeciles)
	}
}

func TestWordsAreCountedWithoutMarks(t *testing.T) {
	for word, want := range map[string]string{
		"كِتَابٌ": "كتاب", "كتـــاب": "كتاب", "Nass": "nass", "Éa": "éa", "ﻛﺘﺎﺏ": "ﻛﺘﺎﺏ", "a\xffB": "a\xffb", "\xd8": "\xd8", "گربه": "گربه",
	} {
		if got, _, _ := appendWord(nil, []byte(word)); string(got) != want {
			t.Errorf("%q is counted as %q, not %q", word, got, want)
		}
	}
}

// TestDuplicatesAreFound: planted copies are found, exact ones all of them and near ones
// mostly, and no other document is taken for a copy.
func TestDuplicatesAreFound(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	var originals []string
	for range 1500 {
		originals = append(originals, strings.Join(article(r, 80+r.IntN(200)), " ")+".")
	}
	if d := sum(Options{}, originals...).Duplicates; d.Exact+d.Near != 0 || d.Compared != len(originals) || d.Full {
		t.Errorf("of documents that are no copies: %+v", d)
	}
	var exact, near []string
	for i, text := range originals[:300] {
		exact = append(exact, " "+text+"\n")
		words := strings.Fields(text)
		words[r.IntN(len(words))] = "غيره"
		words[len(words)/2] = fmt.Sprint(i)
		near = append(near, strings.Join(words, "\n"))
	}
	d := sum(Options{}, append(append(originals, exact...), near...)...).Duplicates
	if d.Exact != len(exact) {
		t.Errorf("%d of %d exact copies are found", d.Exact, len(exact))
	}
	if d.Near < len(near)*96/100 || d.Near > len(near) {
		t.Errorf("%d of %d near copies are found", d.Near, len(near))
	}
	// The copies are those that are said to be.
	c := New(Options{})
	read := c.Worker(&orthography.Judge{})
	for i, text := range append(append(originals, exact...), near...) {
		_, document := read(nil, []byte(text), span.Start)
		got, want := c.Add(document), Original
		switch {
		case i >= len(originals)+len(exact):
			want = NearCopy
		case i >= len(originals):
			want = ExactCopy
		}
		if got != want && want != NearCopy {
			t.Errorf("document %d is called %d, not %d", i, got, want)
		}
	}
	if again := c.Result(0).Duplicates; again != d {
		t.Errorf("one by one: %+v, together: %+v", again, d)
	}
	// Marks, tatweel and numbers make no difference.
	vocalized := strings.ReplaceAll(originals[0], "ب", "بَـ")
	if d := sum(Options{}, originals[0]+" 12", vocalized+" 345").Duplicates; d.Near != 1 {
		t.Errorf("with marks: %+v", d)
	}
	// What is bounded says so.
	if d := sum(Options{Compare: 100}, append(originals, near[:50]...)...).Duplicates; !d.Full || d.Compared != 100 || d.Near < 45 {
		t.Errorf("with a bound: %+v", d)
	}
}

// TestManyWordsAreEstimated: past the bound the number of words is an estimate, and the
// frequent ones are still counted.
func TestManyWordsAreEstimated(t *testing.T) {
	var texts []string
	for i := range 200 {
		var b strings.Builder
		for j := range 1000 {
			b.WriteString(wordBy(i*1000+j) + " بيت ")
		}
		texts = append(texts, b.String())
	}
	r := sum(Options{}, texts...)
	if r.Types.Exact || r.Types.N < 200_001*96/100 || r.Types.N > 200_001*104/100 {
		t.Errorf("%d words, exact: %t", r.Types.N, r.Types.Exact)
	}
	if x := r.Frequent[0]; r.ExactFrequent || x.Text != "بيت" || x.N < 200_000 {
		t.Errorf("the most frequent word is %+v, exact: %t", x, r.ExactFrequent)
	}
}

// TestResultIsTheSameWithManyReaders: readers that were used make what new ones do.
func TestResultIsTheSameWithManyReaders(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	var texts []string
	for range 200 {
		texts = append(texts, strings.Join(article(r, r.IntN(100)), []string{" ", "\n", "، "}[r.IntN(3)]))
	}
	want := sum(Options{}, texts...)
	c := New(Options{})
	documents := make([]*Document, len(texts))
	done := make(chan struct{})
	go func() {
		defer close(done)
		work := c.Worker(&orthography.Judge{})
		for i := 1; i < len(texts); i += 2 {
			_, documents[i] = work(nil, []byte(texts[i]), span.Start)
		}
	}()
	work := c.Worker(&orthography.Judge{})
	for i := 0; i < len(texts); i += 2 {
		_, documents[i] = work(nil, []byte(texts[i]), span.Start)
	}
	select {
	case <-done:
	case <-t.Context().Done():
		t.Fatal(t.Context().Err())
	}
	for _, d := range documents {
		c.Add(d)
	}
	if got := c.Result(5); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, not %+v", got, want)
	}
}
