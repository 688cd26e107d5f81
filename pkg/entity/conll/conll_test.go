package conll

import (
	"slices"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	got, err := Read(strings.NewReader("\nزار\tO\nبوتين\tx\tB-PER\r\n\n\n« B-ORG\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Tokens[1] != "بوتين" || got[0].Tags[1] != "B-PER" || got[1].Tags[0] != "B-ORG" {
		t.Errorf("got %v", got)
	}
	if _, err := Read(strings.NewReader("زار\tO\nبوتين\n")); err == nil {
		t.Error("a sentence tagged in part is read")
	}
}

func TestChunks(t *testing.T) {
	for _, c := range []struct {
		tags string
		want []Chunk
	}{
		{"O O", nil},
		{"B-PER I-PER O", []Chunk{{"PER", 0, 2}}},
		{"B-PER B-PER", []Chunk{{"PER", 0, 1}, {"PER", 1, 2}}},
		{"I-LOC I-LOC", []Chunk{{"LOC", 0, 2}}},
		{"B-LOC I-ORG O I-ORG", []Chunk{{"LOC", 0, 1}, {"ORG", 1, 2}, {"ORG", 3, 4}}},
	} {
		if got := Chunks(strings.Fields(c.tags)); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.tags, got, c.want)
		}
	}
}

func TestScores(t *testing.T) {
	s := Scores{}
	s.Add(strings.Fields("B-PER I-PER O B-LOC B-ORG"), strings.Fields("B-PER O O B-LOC O"))
	total := s.Total("PER", "LOC", "ORG")
	if p, r, _ := total.F1(); p != 50 || r < 33 || r > 34 {
		t.Errorf("exact: precision %v, recall %v", p, r)
	}
	if p, r, _ := total.Overlap(); p != 100 || r < 66 || r > 67 {
		t.Errorf("overlap: precision %v, recall %v", p, r)
	}
}

func TestMisses(t *testing.T) {
	got := Misses(Chunks(strings.Fields("B-PER I-PER O B-LOC B-ORG O")), Chunks(strings.Fields("B-PER O O B-ORG O B-LOC")))
	var kinds []string
	for _, m := range got {
		kinds = append(kinds, m.Kind)
	}
	want := []string{"bounds of PER", "type: LOC taken for ORG", "missed ORG", "invented LOC"}
	if !slices.Equal(kinds, want) {
		t.Errorf("got %q, want %q", kinds, want)
	}
}
