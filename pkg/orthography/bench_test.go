package orthography

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nass-ar/nass/pkg/rule"
)

// The text to measure on: go test ./pkg/orthography -bench . -args -text FILE
var textFile = flag.String("text", "", "plain text `file` for the benchmarks; default: a few lines, repeated")

const benchSize = 48 << 20

func benchText(b *testing.B) []byte {
	text := []byte(strings.Repeat("قال المتحدث باسم الوزارة إن المشروع الجديد سيكتمل في نهاية العام، وأضاف أن العمل يسير وفق الخطة.\n", 40) +
		"و قال أيضا إن التكلفة بلغت ٢٥ مليونا .\n")
	if *textFile != "" {
		var err error
		if text, err = os.ReadFile(*textFile); err != nil {
			b.Fatal(err)
		}
	}
	for len(text) < benchSize {
		text = append(text, text...)
	}
	text = text[:benchSize]
	return text[:bytes.LastIndexByte(text, '\n')+1]
}

func vocalise(text []byte) []byte {
	var out []byte
	i := 0
	for _, r := range string(text) {
		out = append(out, string(r)...)
		if letters.Has(r) && len(out) < benchSize {
			out = append(out, []string{"\u064E", "\u064F", "\u0650", "\u0652"}[i&3]...)
			i++
		}
	}
	return out[:bytes.LastIndexByte(out[:min(len(out), benchSize)], '\n')+1]
}

// countWaw is what every figure is compared to: the fastest way to do almost
// nothing.
func countWaw(text []byte) time.Duration {
	best := time.Hour
	for range 3 {
		start := processor()
		bytes.Count(text, []byte(" و "))
		best = min(best, processor()-start)
	}
	return best
}

// processor is the processor time used so far: on a busy machine it is what
// the work took, and the clock is not.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func benchBlocks(b *testing.B, text []byte, f func(block []byte)) {
	base := countWaw(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	start := processor()
	for b.Loop() {
		for rest := text; len(rest) > 0; {
			n := min(len(rest), 256<<10)
			n = bytes.LastIndexByte(rest[:n], '\n') + 1
			f(rest[:n])
			rest = rest[n:]
		}
	}
	each := (processor() - start) / time.Duration(b.N)
	b.ReportMetric(float64(len(text))/each.Seconds()/1e6, "cpu-MB/s")
	b.ReportMetric(float64(base)/float64(each), "of-Count")
}

func BenchmarkNormalize(b *testing.B) {
	text := benchText(b)
	for _, p := range Profiles {
		b.Run(p, func(b *testing.B) {
			profile, _ := ParseProfile(p)
			text := text
			if p == "search" {
				text = vocalise(text)
			}
			r := compile(b, selected(b, Selection{Profile: profile})...).Runner()
			dst := make([]byte, 0, 1<<20)
			benchBlocks(b, text, func(block []byte) { dst = r.Append(dst[:0], block) })
		})
	}
}

// BenchmarkDates is what the date rules cost.
func BenchmarkDates(b *testing.B) {
	text := benchText(b)
	for name, off := range map[string][]string{"on": nil, "off": {"dates"}} {
		b.Run(name, func(b *testing.B) {
			r := compile(b, selected(b, Selection{Profile: Standard, Disable: off})...).Runner()
			dst := make([]byte, 0, 1<<20)
			benchBlocks(b, text, func(block []byte) { dst = r.Append(dst[:0], block) })
		})
	}
}

func BenchmarkCheck(b *testing.B) {
	e := compile(b, selected(b, Selection{Profile: Check})...)
	r := e.Runner()
	found := 0
	benchBlocks(b, benchText(b), func(block []byte) {
		r.FindBlock(block, 1, func(_ int, f []rule.Finding) { found += len(f) })
	})
}

// BenchmarkLanguage is what it costs to know the language of each line and of each
// 64 KiB.
func BenchmarkLanguage(b *testing.B) {
	text := benchText(b)
	b.Run("lines", func(b *testing.B) {
		benchBlocks(b, text, func(block []byte) {
			for line := range bytes.Lines(block) {
				isForeign(line)
			}
		})
	})
	b.Run("text", func(b *testing.B) {
		benchBlocks(b, text, func(block []byte) {
			for len(block) > languageMost {
				LanguageOf(block[:languageMost])
				block = block[languageMost:]
			}
		})
	})
}

// BenchmarkStart is what a small text waits for.
func BenchmarkStart(b *testing.B) {
	for _, p := range Profiles {
		b.Run(p, func(b *testing.B) {
			profile, _ := ParseProfile(p)
			for b.Loop() {
				compile(b, selected(b, Selection{Profile: profile})...).Runner().Append(nil, []byte("x"))
			}
		})
	}
}

func BenchmarkEachRule(b *testing.B) {
	text := benchText(b)
	for _, rl := range Rules() {
		b.Run(rl.Name, func(b *testing.B) {
			r := compile(b, rl).Runner()
			dst := make([]byte, 0, 1<<20)
			benchBlocks(b, text, func(block []byte) {
				if rl.Fix == rule.Manual {
					r.FindBlock(block, 1, func(_ int, f []rule.Finding) {})
				} else {
					dst = r.Append(dst[:0], block)
				}
			})
		})
	}
}
