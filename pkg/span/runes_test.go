package span

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzRuneCount(f *testing.F) {
	for _, s := range []string{"", "abc", "نصّ عربيّ 123 و٤٥٦", "ab نص €uro 😀 \xff\xd9\xd9\x85\x85\xc0\x80\xed\xa0\x80 نهاية", "\xd9\xd9\xd9\xd9\xd9\xd9\xd9\xd9\xd9", "abcdefg\xd9\x85abcdefg\xd9"} {
		f.Add([]byte(s))
		f.Add([]byte(strings.Repeat(s, 5)))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for i := range min(len(text)+1, 9) {
			want := utf8.RuneCount(text[i:])
			if got, words := runeCount(text[i:]), countWords(text[i:]); got != want || words != want {
				t.Fatalf("%q: %d code points, or %d by words, want %d", text[i:], got, words, want)
			}
		}
	})
}

func BenchmarkRuneCount(b *testing.B) {
	text := []byte(strings.Repeat("أعلنت هيئة موانئ الخليج، أن أول قطار (بضائع) سينطلق في 12 يوما. ", 2000))
	for name, count := range map[string]func([]byte) int{"blocks": runeCount, "words": countWords, "utf8": utf8.RuneCount} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				count(text)
			}
		})
	}
}
