package segment_test

import (
	"fmt"
	"strings"

	"github.com/nass-ar/nass/pkg/segment"
)

func ExampleSentences() {
	text := []byte("زار د. سليم 3.5 مدن... ثم عاد. هل يبقى؟")
	for _, s := range segment.Sentences(nil, text, segment.Options{}) {
		fmt.Printf("%s\n", s.Text(text))
	}
	// Output:
	// زار د. سليم 3.5 مدن... ثم عاد.
	// هل يبقى؟
}

func ExampleTokens() {
	text := []byte("زار سليم https://x.example، وباع 3.5 طن!")
	for _, t := range segment.Tokens(nil, text, segment.TokenOptions{}) {
		fmt.Printf("%v %s\n", t.Type, t.Text(text))
	}
	// Output:
	// word زار
	// word سليم
	// url https://x.example
	// punctuation ،
	// word وباع
	// number 3.5
	// word طن
	// punctuation !
}

func ExampleScanner_All() {
	in := segment.NewScanner(strings.NewReader("وصل الوفد. سافر بعد يومين"), segment.Options{})
	for s, err := range in.All() {
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Printf("%d %v %s\n", s.Start, s.Reason, in.Text())
	}
	// Output:
	// 0 full-stop وصل الوفد.
	// 19 text-end سافر بعد يومين
}

func ExampleProtected() {
	line := []byte("راسلونا على name@example.org أو #وسم")
	for _, s := range segment.Protected(nil, line) {
		fmt.Printf("%s\n", s.Text(line))
	}
	// Output:
	// name@example.org
	// #وسم
}
