package signal_test

import (
	"fmt"
	"strings"

	"github.com/nass-ar/nass/pkg/signal"
)

func Example() {
	s := signal.Of([]byte("كتبت ليلى رسالة إلى أختها.\nلم تصل الرسالة بعد!\n"))
	fmt.Println(s.Words, s.Sentences, s.Lines)
	fmt.Println(s.Keep, s.Reason)
	// Output:
	// 9 2 2
	// false top_3_gram
}

// A Counter measures many documents. Here those of Egyptian Arabic.
func ExampleCounter() {
	settings, err := signal.Lookup("arz_Arab")
	if err != nil {
		fmt.Println(err)
		return
	}
	c := signal.Counter{Settings: settings}
	for _, text := range []string{"الجو حلو النهارده.", strings.Repeat("اشترك فى القناة\n", 30)} {
		s := c.Of([]byte(text))
		fmt.Printf("%.2f %s\n", s.DuplicateLineShare, s.Reason)
	}
	// Output:
	// 0.00 top_2_gram
	// 0.97 dup_line_frac
}
