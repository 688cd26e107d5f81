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
	m := maxent.Model{Counts: maxent.BuildCounts(counted)}
	m.Weights = maxent.BuildWeights(Train(m.Counts, words))
	if maxent.BuildWeights(Train(m.Counts, words)) != m.Weights {
		t.Error("the weights differ from one run to the next")
	}
	for _, g := range words {
		if c, _ := m.Choose(&g.Word); CutsOf(c, g.N) != g.Cuts {
			t.Errorf("%s is cut at %b, want %b", g.Text, CutsOf(c, g.N), g.Cuts)
		}
	}
}
