package entity_test

import (
	"fmt"
	"log"

	"github.com/nass-ar/nass/pkg/entity"
)

// Find the names in a text with the model inside.
func Example() {
	text := []byte("قال وزير الصحة سالم الراشدي للصحفيين في بيروت أمس إن الاتفاق مع منظمة الصحة العالمية قائم.")
	finder, err := entity.Default().NewFinder("")
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range finder.Find(nil, text) {
		fmt.Printf("%v %s\n", e.Type, e.AppendName(nil, text))
	}
	// Output:
	// PER سالم الراشدي
	// LOC بيروت
	// ORG منظمة الصحة العالمية
}
