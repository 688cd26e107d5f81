package unmarked

import (
	"math"
	"sync"
)

// Where sentences begin follows from what the words say of each gap and from how long
// sentences are: of all ways to part the text each is as likely as its gaps and its lengths
// are together, and a sentence begins at a gap if enough of them part the text there. The
// sum over all ways is that of hidden semi-Markov models, forward and backward. It is done
// in whole numbers, natural logarithms times 65,536.
const (
	fine = 1 << 16

	// longest is from which length on sentences become seldomer with each word alike.
	longest = 128

	// ahead is how many words after a gap count for it where the text goes on.
	ahead = 96

	// enough is the log odds, in steps of scores, of a gap where a sentence is taken to
	// begin: one in two, as F1 is best where what is as likely as half of it is taken.
	enough = -11

	// slack is how far below the level a gap may still begin a sentence.
	slack = Scale
)

// lengths are the logarithms of how much likelier sentences of so many words are than in
// the text that the scores were learned from, and those of so many or more.
type lengths struct {
	mean        int // words
	whole, open [longest + 1]int64
	decay       int64 // with each word above longest: one in mean sentences would end there
}

// known holds lengths by their mean, as texts ask for few.
var known sync.Map

// lengthsOf returns the lengths of a mean.
func lengthsOf(mean int) *lengths {
	if l, ok := known.Load(mean); ok {
		return l.(*lengths)
	}
	l := &lengths{mean: mean, decay: int64(fine / mean)}
	for n := 1; n <= longest; n++ {
		l.whole[n] = int64(math.Round(fine * length(n, mean, logNormal)))
		l.open[n] = int64(math.Round(fine * length(n, mean, logMore)))
	}
	known.Store(mean, l)
	return l
}

// seldom is how many gaps of the text that the scores were learned from have one where a
// sentence begins, which the scores know.
const seldom = 40

// length is what the length of a sentence counts. The logarithms of lengths are normal;
// where sentences are longer they vary more, and say less.
func length(n, mean int, log func(n, sigma, mu float64) float64) float64 {
	sigma := math.Min(0.5+float64(mean)/100, 0.9)
	weight := math.Max(math.Min(1.1-float64(mean)/60, 1), 0.6)
	return weight * (log(float64(n), sigma, math.Log(float64(mean))-sigma*sigma/2) + math.Log(seldom))
}

// logNormal is the logarithm of how likely a sentence has n words, and logMore of how
// likely it has n or more.
func logNormal(n, sigma, mu float64) float64 {
	d := (math.Log(n) - mu) / sigma
	return -d*d/2 - math.Log(n*sigma*math.Sqrt(2*math.Pi))
}

func logMore(n, sigma, mu float64) float64 {
	p := math.Erfc((math.Log(n-0.5)-mu)/(sigma*math.Sqrt2)) / 2
	return math.Log(math.Max(p, 1e-9))
}

// ones holds log(1 + exp(-x)) for x in steps of step, up to where that is next to nothing.
type ones [12*fine/step + 2]int64

const (
	step     = 1 << stepBits
	stepBits = 8
)

var logOnes = sync.OnceValue(func() *ones {
	t := new(ones)
	for i := range t {
		t[i] = int64(math.Round(logOne(i)))
	}
	return t
})

// logOne is item i of ones, not rounded.
func logOne(i int) float64 { return fine * math.Log1p(math.Exp(-float64(i)*step/fine)) }

// logistic is the logarithm of how likely what has such log odds is, and logit its
// inverse.
func logistic(score int32) int64 {
	score = max(score, -1<<13) // exp overflows below
	return -int64(math.Round(fine * math.Log1p(math.Exp(-float64(score)/Scale))))
}

func logit(likely int64) int32 {
	p := math.Exp(math.Min(float64(likely), -1) / fine)
	return int32(math.Round(Scale * math.Log(p/(1-p))))
}

// never is the logarithm of nothing.
const never = math.MinInt64 / 4

// plus is the logarithm of the sum of what a and b are logarithms of.
func (t *ones) plus(a, b int64) int64 {
	d := a - b
	if d < 0 {
		a, d = b, -d
	}
	if i := uint64(d) >> stepBits; i < uint64(len(t))-1 {
		a += t[i] + (t[i+1]-t[i])*(d&(step-1))>>stepBits
	}
	return a
}

// decide weighs as many gaps as the window holds, and decides on those after which it
// holds enough.
func (f *Finder) decide() {
	f.fill()
	end, over := f.n, f.at >= len(f.text)
	if !over {
		end -= reach
	}
	level := level(f.lengths.mean)
	f.score(end, gate(level))
	if !over {
		end = f.read - horizon
	}
	for g := f.weighed; g < end; g++ {
		f.odds[g] = f.weigh(g, level)
	}
	edge := &f.lengths.whole
	if !over {
		edge = &f.lengths.open
	}
	var all [window]int32 // the gaps that may begin a sentence
	n, passed := 0, 0
	decay := f.lengths.decay
	far := f.dropped // of the gaps that are longest or more before the one at hand, as of words[0]
	t := logOnes()
	sum := func(g int32, edge *[longest + 1]int64) int64 {
		for ; passed < n && g-all[passed] >= longest; passed++ {
			far = t.plus(far, f.sums[all[passed]]+int64(all[passed])*decay)
		}
		sum := far - int64(g-longest)*decay + edge[longest]
		for _, k := range all[passed:n] {
			sum = t.plus(sum, f.sums[k]+edge[g-k])
		}
		return sum
	}
	for g := range int32(end) {
		if f.odds[g] == Never {
			continue
		}
		if int(g) >= f.weighed {
			f.sums[g] = sum(g, &f.lengths.whole) + f.gain(g)
		}
		all[n] = g
		n++
	}
	total := sum(int32(end), edge)
	var after [window]int64
	rest := int64(never) // of those that are longest or more after the one at hand, as of words[0]
	passed = n
	for k := n - 1; k >= 0 && int(all[k]) >= f.gap; k-- {
		g := all[k]
		for ; passed > 0 && all[passed-1]-g >= longest; passed-- {
			rest = t.plus(rest, after[passed-1]-int64(all[passed-1])*decay)
		}
		last := int64(end) - int64(g)
		sum := edge[min(last, longest)] - max(last-longest, 0)*decay
		sum = t.plus(sum, rest+int64(g+longest)*decay+f.lengths.whole[longest])
		for m := k + 1; m < passed; m++ {
			sum = t.plus(sum, f.lengths.whole[all[m]-g]+after[m])
		}
		after[k] = sum + f.gain(g)
		f.likely[g] = f.sums[g] + sum - total
	}
	f.weighed = end
	if !over {
		end -= ahead
	}
	f.decided = max(end, f.gap)
}

// forget adds the sums of the gaps before words[n], which are about to be dropped, to dropped.
func (f *Finder) forget(n int) {
	if f.lengths == nil { // pauses need no sums
		return
	}
	for g := range min(n, f.weighed) {
		if f.odds[g] != Never {
			f.dropped = logOnes().plus(f.dropped, f.sums[g]+int64(g)*f.lengths.decay)
		}
	}
	f.dropped -= int64(n) * f.lengths.decay
}

// gain is how much likelier a sentence makes the text that begins at words[g].
func (f *Finder) gain(g int32) int64 { return int64(f.odds[g]) * (fine / Scale) }
