package entity

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/entity/crf"
)

// TestProclitics holds the names of testdata/entities/proclitics.tsv to how many were
// wrong by letter, of those that begin with it and those it is put before, when it was last
// looked at. Before pkg/clitic was asked it was و 18, ف 8, ب 16, ل 6, ك 7.
func TestProclitics(t *testing.T) {
	data, err := os.ReadFile("../../testdata/entities/proclitics.tsv")
	if err != nil {
		t.Fatal(err)
	}
	f, err := Default().NewFinder("")
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]Type{"PER": Person, "LOC": Location, "ORG": Organization}
	wrong, rows := map[rune]int{}, 0
	for line := range strings.Lines(string(data)) {
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		before, word, want := row[0], row[1], row[3]
		e := Entity{Type: types[row[2]]}
		e.End = len(word)
		e.Clitic, e.Article = f.tagger.Clitic([]byte(before), []byte(word), crf.Type(e.Type))
		rows++
		if got := string(e.AppendName(nil, []byte(word))); got != want {
			letter, _ := utf8.DecodeRuneInString(word)
			wrong[letter]++
			t.Logf("%s %s: %s, want %s", before, word, got, want)
		}
	}
	if rows != 605 {
		t.Errorf("%d rows", rows)
	}
	for letter, most := range map[rune]int{'و': 4, 'ف': 4, 'ب': 8, 'ل': 2, 'ك': 4} {
		if wrong[letter] > most {
			t.Errorf("%c: %d wrong, no more than %d were", letter, wrong[letter], most)
		}
	}
}
