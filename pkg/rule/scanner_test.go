package rule_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
)

// TestSieve: the sieve lets every place pass where something stands, whatever the length
// of the text.
func TestSieve(t *testing.T) {
	e := everyRule(t)
	random := rand.New(rand.NewPCG(5, 6))
	pieces := []string{"و ", " ،", "ال", "لا", "اا", "ىل", "ة", "٣٫٥", "12,5", "(", ")", "«", "»", "\u064E\u0651", "ـــ", "\u00A0", "\u200F", "\xd8", "\xa7", "\xef\xbb\xbf", "\r", "\n", " ", "a", "؟", "...", "Ø§", "ﻻ"}
	found := 0
	for n := range 3000 {
		var text []byte
		for range n % 300 {
			if random.IntN(8) == 0 {
				text = append(text, byte(random.IntN(256)))
				continue
			}
			text = append(text, pieces[random.IntN(len(pieces))]...)
		}
		sieved, all := e.Hits(text)
		if !slices.Equal(sieved, all) {
			t.Fatalf("%q has %d hits, by the sieve %d", text, len(all), len(sieved))
		}
		if i := e.Differs(text); i >= 0 {
			t.Fatalf("%q: the places from %d on differ", text, i)
		}
		found += len(all)
	}
	pages, err := filepath.Glob("../../testdata/corpus/*.txt")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if sieved, all := e.Hits(text); !slices.Equal(sieved, all) {
			t.Errorf("%s has %d hits, by the sieve %d", page, len(all), len(sieved))
		}
	}
	if found == 0 {
		t.Error("nothing stands anywhere")
	}
}

// FuzzSieve proves that the places that pass a block of 32 at once are those that pass
// one by one, and that something stands at no other place.
func FuzzSieve(f *testing.F) {
	e := everyRule(f)
	f.Add([]byte("قال و كتب (٣٫٥) مدرّ\u064Eسة ،\r\n\xd8 \u00A0ـــ لا\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if sieved, all := e.Hits(text); !slices.Equal(sieved, all) {
			t.Errorf("%d hits, by the sieve %d", len(all), len(sieved))
		}
		if i := e.Differs(text); i >= 0 {
			t.Errorf("the places from %d on differ", i)
		}
	})
}

func everyRule(t testing.TB) *rule.Engine {
	e, err := rule.Compile(orthography.Rules())
	if err != nil {
		t.Fatal(err)
	}
	return e
}
