package linear

import (
	"encoding/binary"
	"hash/fnv"
	"strings"
	"testing"
	"unicode/utf8"
)

// find is where s finds sentences to begin, each with the word it begins with.
func find(text string, t Threshold) []string {
	var s Splitter
	s.Reset()
	var out []string
	for {
		at, ok := s.Next([]byte(text), t, true)
		if !ok {
			return out
		}
		out = append(out, strings.Fields(text[at:])[0])
	}
}

func TestNext(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"أمطار غزيرة تغرق شوارع العاصمة هطلت أمطار غزيرة على العاصمة أمس وأغرقت عددا من شوارعها", "هطلت"},
		{"وزير النقل يفتتح الجسر الجديد افتتح وزير النقل أمس الجسر الجديد في شمال المدينة بحضور عدد من المسؤولين", "افتتح"},
		{"هطلت أمطار غزيرة على العاصمة أمس وأغرقت عددا من شوارعها وأخرت وصول الموظفين إلى أعمالهم", ""},
		{"", ""},
		{"كلمة", ""},
	} {
		if got := strings.Join(find(tt.text, Threshold{12, 12}), " "); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// slowScore is score by all features, the reference of the one by parts.
func (s *Splitter) slowScore(g int, floor int32, first bool) int32 {
	if !s.mayBegin(g) {
		return floor - 1
	}
	s.count = 0
	s.neighbours(g)
	sum := s.sum(0)
	if sum < least {
		return floor - 1
	}
	n := s.count
	s.context(g, first)
	sum += bias + s.sum(n)
	if sum+most < floor {
		return floor - 1
	}
	n = s.count
	s.repetition(g, first)
	return sum + s.sum(n)
}

// checkScores compares the scores of the gaps at hand, and returns how many reach floor.
func (s *Splitter) checkScores(t *testing.T, floor int32, first bool) (high int) {
	t.Helper()
	for g := s.gap; g < s.n; g++ {
		got, want := s.score(g, floor, first), s.slowScore(g, floor, first)
		if got != want {
			t.Fatalf("gap %d: got %d, want %d", g, got, want)
		}
		if got >= floor {
			high++
		}
	}
	return high
}

func TestScore(t *testing.T) {
	text := []byte(strings.Repeat("أمطار غزيرة تغرق شوارع العاصمة هطلت أمطار غزيرة على العاصمة أمس، وأغرقت 12 من شوارعها - قال «مدير» BBC ", 20))
	var s Splitter
	high := 0
	for _, floor := range []int32{-300, -40, 0, 60} {
		s.Reset()
		for ok := true; ok; {
			_, ok = s.Next(text, Threshold{20, 20}, true)
			high += s.checkScores(t, floor, true) + s.checkScores(t, floor, false)
		}
	}
	if got := head(3); got != Size {
		t.Errorf("the model has %d weights", got)
	}
	if high < 100 {
		t.Errorf("%d gaps were not given up", high)
	}
}

// TestFeatureNumbers holds the numbers of the templates and the way they are hashed to
// those that model.bin was learned with. It may only change with the model.
func TestFeatureNumbers(t *testing.T) {
	var s Splitter
	h := fnv.New32a()
	text := []byte("وزير النقل يفتتح الجسر الجديد: افتتح وزير النقل أمس 3 جسور جديدة في شمال المدينة، قرب BBC")
	s.Examples(text, nil, true, func(x *Example) {
		for _, g := range x.Gaps {
			for _, f := range g.Features {
				h.Write(binary.LittleEndian.AppendUint32(nil, f))
			}
		}
	})
	if got, want := h.Sum32(), uint32(0xfe346279); got != want {
		t.Errorf("the features hash to %#x, not %#x: the model needs training", got, want)
	}
}

func FuzzNext(f *testing.F) {
	f.Add([]byte("أمطار غزيرة تغرق شوارع العاصمة هطلت أمطار غزيرة على العاصمة أمس"), int32(0))
	f.Add([]byte(strings.Repeat("كلمة a 1 «. ", 200)), int32(-300))
	f.Add([]byte("\xff \xd8 \u00a0\u00a0x"), int32(-300))
	f.Fuzz(func(t *testing.T, text []byte, threshold int32) {
		if threshold > 1<<20 || threshold < -1<<20 {
			return
		}
		var s Splitter
		s.Reset()
		last := 0
		for {
			at, ok := s.Next(text, Threshold{threshold, threshold}, true)
			if !ok {
				break
			}
			s.checkScores(t, threshold, true)
			if at <= last || at >= len(text) || text[at] <= ' ' || utf8.Valid(text) && !utf8.RuneStart(text[at]) {
				t.Fatalf("%q: a sentence at %d after %d", text, at, last)
			}
			if !strings.HasSuffix(string(text[:at]), " ") && text[at-1] > ' ' && text[at-1] != 0xA0 {
				t.Fatalf("%q: a sentence at %d, inside a word", text, at)
			}
			last = at
		}
	})
}
