package translation_test

import (
	"fmt"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/translation"
)

// A translation is judged beside the file that it translates.
func ExamplePairs() {
	fmt.Println(translation.Sources("lib/l10n/app_ar.arb")[0])
	sources, _ := document.JSON.Units([]byte(`{"open": "Open {file}?"}`))
	units, _ := document.JSON.Units([]byte(`{"open": "افتح {الملف}؟"}`))
	engine, _ := orthography.Selection{Only: []string{"translation"}}.Compile()
	for _, p := range translation.Pairs(units, sources) {
		for _, f := range engine.FindPair(&p.Pair) {
			fmt.Println(units[p.Unit].Key, f.Rule.Name, f.Found(), f.Becomes())
		}
	}
	// Output:
	// lib/l10n/app_en.arb
	// open placeholder-mangled {الملف}؟ {file}؟
}
