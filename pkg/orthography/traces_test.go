package orthography

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestTraces holds the blocks of a text to its bytes one by one, wherever a sign is.
func TestTraces(t *testing.T) {
	plain := bytes.Repeat([]byte("\xD8\xB1"), 80) // reh, whose second byte the wasla alef has too
	check := func(length, at int, c byte) {
		t.Helper()
		text := bytes.Clone(plain[:length])
		text[at] = c
		want := traceOf[c]
		if bytes.Contains(text, waslaAlef) {
			want |= waslaTrace
		}
		if got := tracesOf(text); got != want {
			t.Errorf("%d bytes with %#x at %d: traces %#b, want %#b", length, c, at, got, want)
		}
	}
	for c := range 256 {
		check(100, 40, byte(c))
	}
	for length := range 140 {
		for at := range length {
			check(length, at, "`,\xDB\xD9"[at%4])
			check(length, at, '\xD9')
		}
	}
}

// FuzzOf proves that a text is judged the same whether what it has no traces of is looked
// for or not, and whether Arabic is soon known or not.
func FuzzOf(f *testing.F) {
	files, err := filepath.Glob("../../testdata/languages/*.txt")
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for line := range bytes.Lines(text) {
			f.Add(line)
		}
	}
	for _, s := range []string{
		"", " ال", " الكتاب", "هو الكتاب", " الٹكتاب", " الكتابة الٹ", "ٱلْحَمْدُ لِلَّهِ", "قُلْ هُوَ \u06D7", "قل ٱ هو",
		"```\nقال\n```\n", "~~~ go\nقال\n~~~\n", "قال,نعم\nقال,نعم\nقال,نعم\nقال,نعم\n", "قال;نعم\nقال;نعم\nقال;نعم\n", "واردوواری",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if articleShows(text) && weigh(text, true).ours == 0 {
			t.Errorf("%q: shown to be Arabic, and no word weighs for it", text)
		}
		j := Judge{Raw: true}
		got := j.of(text, "", "")
		language := LanguageOf(text)
		want := Nature{Language: language, Typed: language == Arabic && isTyped(text), Scripture: isScripture(text), Cells: twoColumns(text),
			Fences: hasFences(text), Latin: got.Latin}
		if got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	})
}
