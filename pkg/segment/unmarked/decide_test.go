package unmarked

import (
	"math"
	"strings"
	"testing"
)

// ways adds up all ways to part the words of f one by one, by definition: the probability of
// each is that of its gaps and its lengths. It returns how likely each gap begins a
// sentence.
func ways(f *Finder) []float64 {
	var gaps []int
	for g := 1; g < f.n; g++ {
		if f.odds[g] != Never {
			gaps = append(gaps, g)
		}
	}
	begins, all := make([]float64, f.n), 0.0
	for way := range 1 << len(gaps) {
		log, from := 0.0, 0
		for k, g := range gaps {
			if way>>k&1 == 1 {
				log += float64(f.lengths.whole[g-from]+f.gain(int32(g))) / fine
				from = g
			}
		}
		p := math.Exp(log + float64(f.lengths.whole[f.n-from])/fine)
		all += p
		for k, g := range gaps {
			if way>>k&1 == 1 {
				begins[g] += p
			}
		}
	}
	for g := range begins {
		begins[g] /= all
	}
	return begins
}

// What is decided is what all ways to part the text say, one by one.
func TestDecide(t *testing.T) {
	news := strings.Fields(passages)
	for _, words := range []int{1, 2, 7, 12, 16} {
		for _, mean := range []int{1, 4, 9, 20, 60, 100000} {
			var f Finder
			f.Reset([]byte(strings.Join(news[:words], " ")))
			f.lengths = lengthsOf(mean)
			f.decide()
			if f.decided != words {
				t.Fatalf("%d of %d words are decided", f.decided, words)
			}
			want := ways(&f)
			for g := 1; g < words; g++ {
				if f.odds[g] == Never {
					continue
				}
				if got := math.Exp(float64(f.likely[g]) / fine); math.Abs(got-want[g]) > 0.0001 {
					t.Errorf("gap %d of %d, %d words a sentence: %.3f, want %.3f", g, words, mean, got, want[g])
				}
			}
		}
	}
}

// In a window with sentences that are longer than longest, what is decided is what a sum in
// floating point over all pairs of gaps says.
func TestDecideFar(t *testing.T) {
	text := strings.Repeat(passages+" ", 1+400/len(strings.Fields(passages)))
	text = strings.Join(strings.Fields(text)[:400], " ")
	for _, mean := range []int{3, 10, 25, 80} {
		var f Finder
		f.Reset([]byte(text))
		f.lengths = lengthsOf(mean)
		f.decide()
		if f.decided != 400 {
			t.Fatalf("%d of 400 words are decided", f.decided)
		}
		length := func(n int) float64 {
			return float64(f.lengths.whole[min(n, longest)]-int64(max(n-longest, 0))*f.lengths.decay) / fine
		}
		gaps := []int{0}
		for g := 1; g < 400; g++ {
			if f.odds[g] != Never {
				gaps = append(gaps, g)
			}
		}
		gaps = append(gaps, 400)
		before, after := make([]float64, 401), make([]float64, 401)
		for i, g := range gaps[1:] {
			sum := 0.0
			for _, k := range gaps[:i+1] {
				sum += math.Exp(before[k] + length(g-k))
			}
			if before[g] = math.Log(sum); g < 400 {
				before[g] += float64(f.gain(int32(g))) / fine
			}
		}
		for i := len(gaps) - 2; i > 0; i-- {
			sum := 0.0
			for _, k := range gaps[i+1:] {
				gain := 0.0
				if k < 400 {
					gain = float64(f.gain(int32(k))) / fine
				}
				sum += math.Exp(after[k] + length(k-gaps[i]) + gain)
			}
			after[gaps[i]] = math.Log(sum)
		}
		far := false
		for _, g := range gaps[1 : len(gaps)-1] {
			far = far || g > longest
			want := math.Exp(before[g] + after[g] - before[400])
			if got := math.Exp(float64(f.likely[g]) / fine); math.Abs(got-want) > 0.005 {
				t.Errorf("gap %d, %d words a sentence: %.4f, want %.4f", g, mean, got, want)
			}
		}
		if !far {
			t.Error("no gap is far from the beginning")
		}
	}
}

// The gaps that leave the window count as if they were in it: each further word makes a
// sentence from them seldomer.
func TestForget(t *testing.T) {
	f := Finder{lengths: lengthsOf(10), dropped: never, weighed: 6}
	for g := range 6 {
		f.odds[g], f.sums[g] = 0, int64(-g*fine/2)
	}
	f.odds[2] = Never
	want := 0.0 // from words[5] on
	for _, g := range []int{0, 1, 3, 4} {
		want += math.Exp(-float64(g)/2 - float64(5-g)*float64(f.lengths.decay)/fine)
	}
	copyOf := f
	copyOf.forget(5)
	if got := math.Exp(float64(copyOf.dropped) / fine); math.Abs(got-want) > 0.001*want {
		t.Errorf("got %.4f, want %.4f", got, want)
	}
	f.forget(2) // and by two steps
	copy(f.odds[:], f.odds[2:])
	copy(f.sums[:], f.sums[2:])
	f.weighed -= 2
	f.forget(3)
	if got := f.dropped - copyOf.dropped; max(got, -got) > 100 {
		t.Errorf("%d more in two steps than in one", got)
	}
}

// The probabilities of lengths make up one, and those that are open are the sum of the rest.
func TestLengths(t *testing.T) {
	for _, mu := range []float64{0.5, 1.3, 2, 3.3} {
		sum := 0.0
		for n := 500.0; n >= 1; n-- {
			sum += math.Exp(logNormal(n, 0.6, mu))
			if more := math.Exp(logMore(n, 0.6, mu)); math.Abs(more-sum) > 0.1*sum+0.001 {
				t.Errorf("mu %.1f: %.4f have %.0f words or more, their sum is %.4f", mu, more, n, sum)
			}
		}
	}
}

func TestPlus(t *testing.T) {
	for _, tt := range [][2]int64{{0, 0}, {0, -1e5}, {-1e5, 0}, {7 * step, 0}, {0, 12*fine - 1}, {1 << 40, 1<<40 - 7}, {-5, never}, {never, -5}} {
		got := logOnes().plus(tt[0], tt[1])
		more := max(tt[0], tt[1])
		want := more + int64(math.Round(fine*math.Log1p(math.Exp(-math.Abs(float64(tt[0]-tt[1]))/fine))))
		if max(got-want, want-got) > 1 {
			t.Errorf("%d plus %d: got %d, want %d", tt[0], tt[1], got, want)
		}
	}
	for score := int32(-80); score <= 80; score++ {
		if got := logit(logistic(score)); got != score {
			t.Errorf("log odds %d become %d", score, got)
		}
	}
}

// Many words without a gap, and gaps everywhere, are decided to the last.
func TestDecideLong(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("، ", 5*window),
		strings.Repeat("كلمة ", 5*window),
		strings.Repeat("وقال ", 5*window),
		passages + strings.Repeat("كلمة، ", 3*window) + passages,
	} {
		n := 0
		for _, gap := range find(text, 1, all) {
			n = gap.At
		}
		if last := strings.LastIndexByte(strings.TrimRight(text, " "), ' ') + 1; n > last {
			t.Errorf("a gap at %d of %d", n, last)
		}
		var f Finder
		f.Reset([]byte(text))
		for ok := true; ok; {
			_, ok = f.Next(20, 0)
		}
		if f.at != len(text) || f.gap != f.n {
			t.Errorf("%d of %d bytes are read, %d of %d words told", f.at, len(text), f.gap, f.n)
		}
	}
}

// The numbers that come from logarithms are far from a half, so that every machine rounds
// them alike.
func TestRounding(t *testing.T) {
	far := func(x float64) {
		if half := math.Abs(x - math.Floor(x) - 0.5); half < 1e-9 {
			t.Errorf("%v may be rounded up or down", x)
		}
	}
	for mean := 1; mean <= 200; mean++ {
		for n := 1; n <= longest; n++ {
			far(fine * length(n, mean, logNormal))
			far(fine * length(n, mean, logMore))
		}
	}
	for i := range logOnes() {
		far(logOne(i))
	}
	for score := -100.0; score <= 100; score++ {
		far(fine * math.Log1p(math.Exp(-score/Scale)))
	}
}
