package unmarked

import (
	"bytes"
	"os"
	"testing"
)

// BenchmarkNext reads the file that NASS_BENCH_TEXT names, or else some lines of made-up
// text, over and over.
func BenchmarkNext(b *testing.B) {
	text := bytes.Repeat([]byte("أعلنت وزارة النقل أمس عن خطة جديدة لتطوير شبكة الحافلات في العاصمة وقال الوزير إن كلفة المشروع تبلغ مليوني دينار وستشمل الخطة شراء مئة حافلة تعمل بالكهرباء\n"), 1000)
	if name := os.Getenv("NASS_BENCH_TEXT"); name != "" {
		var err error
		if text, err = os.ReadFile(name); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var f Finder
	for b.Loop() {
		for line := range bytes.Lines(text) {
			f.Reset(line)
			for ok := true; ok; {
				_, ok = f.Next(DefaultMeanWords, 0)
			}
		}
	}
}
