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

// A score that is not given up for low is the sum of every feature's weight.
func TestScore(t *testing.T) {
	text := []byte(strings.Repeat("أمطار غزيرة تغرق شوارع العاصمة هطلت أمطار غزيرة على العاصمة أمس، وأغرقت عددا من شوارعها ", 4))
	var s Splitter
	s.Reset()
	s.fill(text)
	high := 0
	for g := 1; g < s.n; g++ {
		got := s.score(g, -40, true)
		if got < -40 {
			continue
		}
		high++
		s.count = 0
		s.neighbours(g)
		s.context(g, true)
		s.repetition(g, true)
		if want := bias + s.sum(0); got != want {
			t.Errorf("gap %d: got %d, want %d", g, got, want)
		}
	}
	if high == 0 {
		t.Error("every gap was given up")
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
