package sketch_test

import (
	"fmt"
	"strings"

	"github.com/nass-ar/nass/pkg/sketch"
)

func Example() {
	words := sketch.Frequent{Most: 1000}
	var lengths sketch.Histogram
	for w := range strings.FieldsSeq("قال إن من قال إن من لا يدري قال لا") {
		words.Add(sketch.Hash([]byte(w)), []byte(w), 1)
		lengths.Add(len([]rune(w)))
	}
	words.Settle()
	for _, x := range words.Top(2) {
		fmt.Println(x.Text, x.N)
	}
	fmt.Println(words.Exact(), words.Len(), lengths.Quantile(0.5))
	// Output:
	// قال 3
	// إن 2
	// true 5 2
}
