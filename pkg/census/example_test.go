package census_test

import (
	"fmt"

	"github.com/nass-ar/nass/pkg/census"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/span"
)

func Example() {
	c := census.New(census.Options{})
	read := c.Worker(&orthography.Judge{})
	for _, text := range []string{
		"زارت الوزيرة المدرسة في 12 مايو.",
		"زارت الوزيرة المدرسة في 12 مايو.",
		"في الحديقة أربعُ أشجار.",
	} {
		_, document := read(nil, []byte(text), span.Start)
		if c.Add(document) == census.ExactCopy {
			fmt.Println("again:", text)
		}
	}
	r := c.Result(1)
	fmt.Println(r.Documents, r.Words, r.Types.N, r.Duplicates.Exact)
	fmt.Println(r.Frequent[0].Text, r.Frequent[0].N)
	fmt.Println(r.Languages)
	// Output:
	// again: زارت الوزيرة المدرسة في 12 مايو.
	// 3 16 8 1
	// في 3
	// [{ar 3}]
}
