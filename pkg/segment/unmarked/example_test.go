package unmarked_test

import (
	"bytes"
	"fmt"

	"github.com/nass-ar/nass/pkg/segment/unmarked"
)

func ExampleFinder() {
	text := []byte("وصل الوفد إلى العاصمة صباح اليوم وأعلن الوزير أن المشروع سيبدأ في العام المقبل وأضاف أن كلفته تبلغ مليوني دينار")
	var f unmarked.Finder
	f.Reset(text)
	from := 0
	for {
		gap, ok := f.Next(10, 0)
		if !ok {
			break
		}
		fmt.Printf("%s\n", bytes.TrimSpace(text[from:gap.At]))
		from = gap.At
	}
	fmt.Printf("%s\n", text[from:])
	// Output:
	// وصل الوفد إلى العاصمة صباح اليوم
	// وأعلن الوزير أن المشروع سيبدأ في العام المقبل
	// وأضاف أن كلفته تبلغ مليوني دينار
}
