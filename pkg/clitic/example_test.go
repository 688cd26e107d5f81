package clitic_test

import (
	"fmt"

	"github.com/nass-ar/nass/pkg/clitic"
)

func ExampleSplit() {
	word := []byte("وبمدينتهم")
	parts := clitic.Split(word, clitic.ATB)
	for _, part := range parts.All() {
		fmt.Printf("%s %s, by itself %s\n", part.Kind, part.Text(word), part.AppendNormal(nil, word))
	}
	// Output:
	// proclitic و, by itself و
	// proclitic ب, by itself ب
	// stem مدينت, by itself مدينة
	// pronoun هم, by itself هم
}
