package entity_test

import (
	"fmt"
	"log"

	"github.com/nass-ar/nass/pkg/entity"
	"github.com/nass-ar/nass/pkg/orthography"
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

// Find names in text as it is written: in its normal form, with places in the
// text itself.
func ExampleExtractor() {
	engine, err := orthography.ForNames().Compile()
	if err != nil {
		log.Fatal(err)
	}
	finder, err := entity.Default().NewFinder("news")
	if err != nil {
		log.Fatal(err)
	}
	x := entity.Extractor{Finder: finder, Normalize: engine.Runner().Edits}
	text := []byte("سافر فلاديمير بوتين إلى موسـكو , و عاد من أستانا .")
	for _, m := range x.Find(nil, text) {
		fmt.Printf("%d-%d %v %s = %s\n", m.Start, m.End, m.Type, m.Text(text), m.Name)
	}
	// Output:
	// 9-36 PER فلاديمير بوتين = فلاديمير بوتين
	// 44-56 LOC موسـكو = موسكو
	// 74-86 LOC أستانا = أستانا
}

// Count the names of texts. A short name counts as the full one near it.
func ExampleCounter() {
	finder, err := entity.Default().NewFinder("")
	if err != nil {
		log.Fatal(err)
	}
	x := entity.Extractor{Finder: finder}
	counter := entity.Counter{Merge: true}
	for _, text := range []string{"سافر فلاديمير بوتين إلى موسكو. وعاد بوتين أمس.", "اجتمع الوفد في موسكو أمس."} {
		for unit := range entity.Units([]byte(text)) {
			counter.Add(len(unit), x.Find(nil, unit))
		}
		counter.EndText()
	}
	for _, c := range counter.Counts() {
		fmt.Println(c.N, c.Type, c.Name)
	}
	// Output:
	// 2 PER فلاديمير بوتين
	// 2 LOC موسكو
}
