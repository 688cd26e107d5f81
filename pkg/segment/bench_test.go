package segment

import (
	"bytes"
	"os"
	"testing"

	"github.com/rivo/uniseg"
)

// pressText is what the benchmarks cut: the file that NASS_BENCH_TEXT names,
// or else a page of made-up press text, over and over.
func pressText(b *testing.B) []byte {
	if name := os.Getenv("NASS_BENCH_TEXT"); name != "" {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		return text[:min(len(text), 8<<20)]
	}
	return bytes.Repeat([]byte(page), 1<<20/len(page))
}

const page = `أعلنت وزارة النقل أمس، خلال مؤتمر صحفي عقد في مقرها، عن خطة جديدة لتطوير شبكة الحافلات في العاصمة خلال الأعوام الخمسة المقبلة. وقال الوزير م. خالد منصور إن كلفة المشروع تبلغ 3.5 مليار، وستشمل الخطة شراء 1,200 حافلة تعمل بالكهرباء. وأضاف: «نسعى إلى تقليل زمن الرحلة بنسبة 30% قبل نهاية عام 2027»، مشيرا إلى أن العمل سيبدأ في 15/3/2025 على مراحل.
وتساءل بعض الحضور: هل تكفي هذه الميزانية؟ وأجاب الوزير بأن الشركاء (من القطاع الخاص) سيتحملون الجزء الأكبر من التكاليف... ولم يذكر تفاصيل أخرى. ويمكن الاطلاع على الخطة في موقع الوزارة www.example.org أو عبر حسابها @transport.
وكانت المدينة قد شهدت في الأعوام الأخيرة ازدحاما متزايدا، إذ ارتفع عدد السيارات فيها إلى أكثر من مليونين، وهو ما أدى إلى تأخر الموظفين والطلاب عن أعمالهم ومدارسهم. ورأى خبراء في التخطيط الحضري أن الحل لا يقتصر على زيادة الحافلات، بل يجب أن تخصص لها مسارات مستقلة، وأن تربط بمحطات القطار!

`

func BenchmarkSentences(b *testing.B) {
	text := pressText(b)
	bench := func(name string, o Options) {
		b.Run(name, func(b *testing.B) {
			dst := Sentences(nil, text, o)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				dst = Sentences(dst[:0], text, o)
			}
		})
	}
	bench("rules", Options{Headlines: Off})
	bench("auto", Options{})
	bench("headlines", Options{Headlines: On})
	b.Run("scanner", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			s := NewScanner(bytes.NewReader(text), Options{Headlines: Off})
			for s.Scan() {
				_ = s.Text()
			}
			if s.Err() != nil {
				b.Fatal(s.Err())
			}
		}
	})
	b.Run("uniseg", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			state := -1
			for rest := text; len(rest) > 0; {
				_, rest, state = uniseg.FirstSentence(rest, state)
			}
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	text := pressText(b)
	b.Run("nass", func(b *testing.B) {
		dst := Tokens(nil, text, TokenOptions{})
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			dst = Tokens(dst[:0], text, TokenOptions{})
		}
	})
	b.Run("uniseg", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			state := -1
			for rest := text; len(rest) > 0; {
				_, rest, state = uniseg.FirstWord(rest, state)
			}
		}
	})
}
