package crf

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestDoubted: a name is the more doubted the more words around it are none, and not at all
// beside one that is sure or without words around it.
func TestDoubted(t *testing.T) {
	const score = 0.6
	for _, sure := range []float32{0, 1} {
		if got := doubted(sure, 1, 80); got != sure {
			t.Errorf("%g: %g", sure, got)
		}
	}
	if got := doubted(score, 1, 0); got != score {
		t.Errorf("alone: %g", got)
	}
	if got := doubted(score, 0, 80); got != score {
		t.Errorf("beside a name: %g", got)
	}
	last := float32(score)
	for _, others := range []int{10, 20, 40} {
		got, half := doubted(score, 1, others), doubted(score, 0.5, others)
		if got >= last || half <= got || half >= score {
			t.Errorf("%d others: %g after %g, %g where one may be a name", others, got, last, half)
		}
		last = got
	}
	if got := doubted(score, 1, 80); got != last {
		t.Errorf("80 others: %g, 40: %g", got, last)
	}
}

// TestDoubt: the names of a unit are those by a look at each pair of them.
func TestDoubt(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	kept, lost := 0, 0
	for range 300 {
		tagger := &Tagger{tags: make([]uint8, 1+rng.IntN(400))}
		for at := rng.IntN(30); at < len(tagger.tags); at += 1 + rng.IntN(60) {
			c := Chunk{First: at, Last: min(at+1+rng.IntN(3), len(tagger.tags)), Type: Type(rng.IntN(typeN)), Score: 0.2 + 0.6*rng.Float32()}
			for i := c.First; i < c.Last; i++ {
				tagger.tags[i] = 1
			}
			at = c.Last
			tagger.found = append(tagger.found, c)
		}
		var want []Chunk
		for i, c := range tagger.found {
			none, others := float32(1), 0
			for k, o := range tagger.found {
				if k != i && o.Type != MISC && o.Last > c.First-doubtReach && o.First < c.Last+doubtReach {
					none *= 1 - o.Score
				}
			}
			for k := range tagger.tags {
				if k >= c.First-doubtReach && k < c.Last+doubtReach && (k < c.First || k >= c.Last) {
					others++
				}
			}
			if c.Score = doubted(c.Score, none, others); c.Score >= 0.5 || c.Type != MISC && c.Score >= 0.42 {
				want = append(want, c)
				kept++
			} else {
				lost++
			}
		}
		got := tagger.doubt(nil)
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		for _, c := range got {
			for i := c.First; i < c.Last; i++ {
				tagger.tags[i] = 0
			}
		}
		if i := slices.IndexFunc(tagger.tags, func(tag uint8) bool { return tag != 0 }); i >= 0 {
			t.Fatalf("token %d has a tag and no name", i)
		}
	}
	if kept == 0 || lost == 0 {
		t.Errorf("%d kept, %d lost", kept, lost)
	}
}

// TestTagDoubts: the tags of a document are those of its names, in text with names and
// without.
func TestTagDoubts(t *testing.T) {
	tagger := testTagger(t)
	free := strings.Fields("نسلق حبتين من الشمندر ونقشرهما ونقطعهما مكعبات صغيرة ثم نضيف الملح والليمون والزيت ونترك السلطة في الثلاجة ساعة قبل أن نقدمها باردة مع الخبز الساخن")
	if tags := tagger.Tag([][]string{free})[0]; slices.ContainsFunc(tags, func(tag string) bool { return tag != "O" }) {
		t.Errorf("%v in a recipe", tags)
	}
	if tags := tagger.Tag([][]string{{"زار", "بوتين", "أستانا"}})[0]; tags[1] != "B-PER" || tags[2] != "B-LOC" {
		t.Errorf("%v", tags)
	}
}
