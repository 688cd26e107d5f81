package headline_test

import (
	"bytes"
	"fmt"

	"github.com/nass-ar/nass/pkg/segment/headline"
)

func ExampleSplitter() {
	text := []byte("أمطار غزيرة تغرق شوارع العاصمة هطلت أمطار غزيرة على العاصمة أمس وأغرقت عددا من شوارعها")
	var s headline.Splitter
	s.Reset()
	from := 0
	for {
		at, ok := s.Next(text, headline.Threshold{Opening: 12, Inside: 12}, true)
		if !ok {
			break
		}
		fmt.Printf("%s\n", bytes.TrimSpace(text[from:at]))
		from = at
	}
	fmt.Printf("%s\n", text[from:])
	// Output:
	// أمطار غزيرة تغرق شوارع العاصمة
	// هطلت أمطار غزيرة على العاصمة أمس وأغرقت عددا من شوارعها
}
