package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The sentences and tokens of entities are those of tokenize.
func TestConllAgrees(t *testing.T) {
	pages, err := filepath.Glob("../../testdata/corpus/*.txt")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	own := filepath.Join(t.TempDir(), "own.txt")
	text := "زار د. سليم الراشدي 3.5 مدن... ثم عاد إلى #بغداد_اليوم ؟! 😀 \n\n\u0660 و كتب a@b.co , «نعم»\r\n\u200f\nجمـــيل\u064b"
	if err := os.WriteFile(own, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, own) {
		column := func(n int, args ...string) []string {
			var out, stderr bytes.Buffer
			if code := run(append(args, page), os.Stdin, &out, &stderr); code != 0 {
				t.Fatalf("%v: %d: %s", args, code, stderr.String())
			}
			var words []string
			for line := range strings.Lines(out.String()) {
				if !strings.HasPrefix(line, "# ") {
					words = append(words, strings.SplitN(strings.TrimSuffix(line, "\n")+"\t\t", "\t", 3)[n])
				}
			}
			return words
		}
		want, got := column(1, "tokenize", "--format", "conll"), column(0, "entities", "--format", "conll")
		if len(want) < 10 || !slices.Equal(got, want) {
			t.Errorf("%s: entities has %d lines, tokenize %d; they differ", page, len(got), len(want))
		}
	}
}
