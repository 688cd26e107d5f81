package orthography

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TestLookForIsLook: the fast look shows what the full one does, but words in لا.
func TestLookForIsLook(t *testing.T) {
	pieces := []string{"ا", "أ", "إ", "ل", "لا", "لل", "ة", "ى", "ت", "ه", "اهلل", " ", "a", ".", "\uFE8D", "\xd8", "\xa7", "\xef", "\u064E", "٣", "پ"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		var line []byte
		for range random.IntN(8) {
			line = append(line, pieces[random.IntN(len(pieces))]...)
		}
		if got, want := lookFor(line, false), look(line)&^behind; got != want {
			t.Fatalf("%q shows %b, want %b", line, got, want)
		}
	}
}

// TestOnlyOrders: normal form C of a cluster that only needs order has the same code
// points.
func TestOnlyOrders(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	only := 0
	for range 200_000 {
		cluster := utf8.AppendRune(nil, rune(0x620+random.IntN(0x30)))
		for range 1 + random.IntN(3) {
			cluster = utf8.AppendRune(cluster, []rune{rune(0x610 + random.IntN(0x50)), rune(0x6D6 + random.IntN(0x18)), rune(0x8D3 + random.IntN(0x2D))}[random.IntN(3)])
		}
		if !onlyOrders(cluster) {
			continue
		}
		only++
		if form := string(norm.NFC.Bytes(cluster)); !sameRunes(string(cluster), form) {
			t.Fatalf("%+q has the normal form %+q", cluster, form)
		}
	}
	if only == 0 {
		t.Error("no cluster only needs order")
	}
}

// TestSortVowels compares the order of marks with that of normal form C.
func TestSortVowels(t *testing.T) {
	sorted := 0
	for letter := '\u0620'; letter <= '\u064B'; letter++ {
		for n := range 11 * 11 * 11 {
			cluster := utf8.AppendRune(nil, letter)
			for ; n > 0; n /= 11 {
				cluster = utf8.AppendRune(cluster, '\u0649'+rune(n%11))
			}
			want := norm.NFC.Bytes(cluster)
			got := bytes.Clone(cluster)
			if change, ok := sortVowels(got); ok {
				sorted++
				if !bytes.Equal(got, want) || change == bytes.Equal(want, cluster) {
					t.Fatalf("% x is sorted as % x (%t), want % x", cluster, got, change, want)
				}
			}
		}
	}
	if sorted == 0 {
		t.Error("nothing is sorted")
	}
}
