package clitics

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nass-ar/nass/pkg/clitic/maxent"
)

// gold is made-up text in the form of UD Arabic-PUD.
const gold = `# newdoc id = a
# text = وزارها بالمدينة.
1	و	_	CCONJ	_	_	0	_	_	SpaceAfter=No
2	زارَ	_	VERB	_	_	0	_	_	SpaceAfter=No
3	ها	_	PRON	_	_	0	_	_	_
4	ب	_	ADP	_	_	0	_	_	SpaceAfter=No
5	المدينة	_	NOUN	_	_	0	_	_	SpaceAfter=No
6	.	_	PUNCT	_	_	0	_	_	_

# newdoc id = b
# text = زيارة Paris
1	زيارة	_	NOUN	_	_	0	_	_	_
2	Paris	_	PROPN	_	_	0	_	_	_
`

func TestReadGold(t *testing.T) {
	words, err := ReadGold(strings.NewReader(gold))
	if err != nil {
		t.Fatal(err)
	}
	var got []Gold
	for _, g := range words {
		got = append(got, Gold{Text: g.Text, Cuts: g.Cuts, Document: g.Document})
	}
	want := []Gold{{Text: "وزارها", Cuts: 1<<1 | 1<<4}, {Text: "بالمدينة", Cuts: 1 << 1}, {Text: "زيارة", Document: 1}}
	if len(got) != len(want) {
		t.Fatalf("%v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%v, want %v", got[i], want[i])
		}
	}
	if chained := chains(words); len(chained) != 1 || chained[0].Text != "وبالمدينة" || chained[0].Cuts != 1<<1|1<<2 {
		t.Errorf("with و before it: %v", chained)
	}
}

// The same text and gold give the same tables, which cut the gold as it is.
func TestTrain(t *testing.T) {
	words, err := ReadGold(strings.NewReader(strings.Repeat(gold, 20)))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "raw.txt")
	if err := os.WriteFile(file, []byte(strings.Repeat("زار زارها المدينة، مدينة بـــها 5 x1 أمر\n", 3)), 0o600); err != nil {
		t.Fatal(err)
	}
	counted, err := Count([]string{file}, 2)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]int{"زار": 3, "بها": 3, "امر": 3, "أمر": 0} {
		if counted[word] != want {
			t.Errorf("%s is counted %d times, want %d", word, counted[word], want)
		}
	}
	m := maxent.Model{Counts: maxent.BuildCounts(counted), Names: maxent.BuildNames(nil)}
	m.Weights = maxent.BuildWeights(Train(m.Counts, m.Names, words))
	if maxent.BuildWeights(Train(m.Counts, m.Names, words)) != m.Weights {
		t.Error("the weights differ from one run to the next")
	}
	for _, g := range words {
		if c, _ := m.Choose(&g.Word); CutsOf(c, g.N) != g.Cuts {
			t.Errorf("%s is cut at %b, want %b", g.Text, CutsOf(c, g.N), g.Cuts)
		}
	}
}

func TestReadSentences(t *testing.T) {
	words, err := ReadSentences(strings.NewReader("# a title\n\nو+ب+مدينت+ها، ثم نام.\nأ+ف+لا؟\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Gold{{Text: "وبمدينتها", Cuts: 1<<1 | 1<<2 | 1<<7}, {Text: "ثم"}, {Text: "نام"}, {Text: "أفلا", Cuts: 1<<1 | 1<<2, Document: 1}}
	for i, g := range words {
		g.Word = maxent.Word{}
		if i >= len(want) || g != want[i] {
			t.Errorf("word %d: %+v", i, g)
		}
	}
	if one, two := Halves(words); len(one) != 3 || len(two) != 1 {
		t.Errorf("halves of %d and %d words", len(one), len(two))
	}
}

// No word of words.txt is in the sentences that judge, and a word has one label.
func TestOwnWords(t *testing.T) {
	own, err := ReadOwn("../../testdata/clitics")
	if err != nil {
		t.Fatal(err)
	}
	words, err := ReadFile("../../testdata/clitics/words.txt", ReadSentences)
	if err != nil {
		t.Fatal(err)
	}
	judges, label := map[string]bool{}, map[string]uint32{}
	for _, g := range own.Judge {
		judges[g.Text] = true
	}
	for _, g := range words {
		if judges[g.Text] {
			t.Errorf("%s judges", g.Text)
		}
		if cuts, ok := label[g.Text]; ok && cuts != g.Cuts {
			t.Errorf("%s is cut in two ways", g.Text)
		}
		label[g.Text] = g.Cuts
	}
	if len(own.Judge) < 1000 || len(words) < 3000 {
		t.Errorf("%d words judge, %d teach", len(own.Judge), len(words))
	}
}

func TestNames(t *testing.T) {
	file := filepath.Join(t.TempDir(), "names.tsv")
	if err := os.WriteFile(file, []byte("أندريه لودفيغ\tPERFULL\nالقاهرة\tLOC\nلودفيغ\tPERTOK\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	names, err := ReadNames([]string{file})
	if err != nil {
		t.Fatal(err)
	}
	if len(names) != 2 || names["اندريه"] != 1 || names["لودفيغ"] != 2 {
		t.Errorf("names %v", names)
	}
	many := map[string]int{}
	for r := 'ب'; r <= 'غ'; r++ {
		many["لو"+string(r)] = 1
		many["او"+string(r)] = 1
	}
	for _, g := range NameWords(many, maxent.BuildCounts(nil)) {
		if _, ok := many[g.Text]; ok != (g.Cuts == 0) {
			t.Errorf("%s is cut at %b", g.Text, g.Cuts)
		}
	}
}
