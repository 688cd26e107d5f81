package report

import (
	"strings"
	"testing"
)

// BenchmarkAppend is the speed of what every format appends for plain Arabic.
func BenchmarkAppend(b *testing.B) {
	text := strings.Repeat("قال المدير: «إن الخطة (2023) تُعرَض غدا، والقرار لكم» في Paris. ", 20)
	for _, x := range []struct {
		name   string
		append func([]byte, string) []byte
	}{{"visible", AppendVisible[string]}, {"json", AppendJSON[string]}} {
		b.Run(x.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			var dst []byte
			for b.Loop() {
				dst = x.append(dst[:0], text)
			}
		})
	}
}
