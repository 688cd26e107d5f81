package numeral_test

import (
	"fmt"

	"github.com/nass-ar/nass/pkg/numeral"
)

// Find the numbers of a text, in digits and in words.
func ExampleFind() {
	text := []byte("صوت خمسة وعشرون نائبا من أصل ٤٠، وبلغت الكلفة 2 مليون ونصف، أي ثلثي ما رصد، أو 1.234 للنائب")
	for _, n := range numeral.Find(nil, text) {
		fmt.Printf("«%s» is %s", n.Text(text), numeral.AppendDigits(nil, n.Value, numeral.Style{}))
		if n.Ambiguous {
			fmt.Printf(" or %s", numeral.AppendDigits(nil, n.Other, numeral.Style{}))
		}
		fmt.Println()
	}
	// Output:
	// «خمسة وعشرون» is 25
	// «٤٠» is 40
	// «2 مليون ونصف» is 2500000
	// «ثلثي» is 0.666666666
	// «1.234» is 1.234 or 1234
}

// Write numbers in words, as what is counted asks for them.
func ExampleAppendWords() {
	fmt.Printf("%s يوما\n", numeral.AppendWords(nil, 15, numeral.Masculine, numeral.Nominative))
	fmt.Printf("%s ليلة\n", numeral.AppendWords(nil, 15, numeral.Feminine, numeral.Nominative))
	fmt.Printf("في %s سنة\n", numeral.AppendWords(nil, 2345, numeral.Feminine, numeral.Oblique))
	fmt.Printf("اليوم %s\n", numeral.AppendOrdinal(nil, 25, numeral.Masculine, numeral.Nominative))
	// Output:
	// خمسة عشر يوما
	// خمس عشرة ليلة
	// في ألفين وثلاثمئة وخمس وأربعين سنة
	// اليوم الخامس والعشرون
}
