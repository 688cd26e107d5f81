package orthography_test

import (
	"fmt"
	"log"

	"github.com/nass-ar/nass/pkg/orthography"
)

// Normalize a text as the careful editor would.
func Example() {
	engine, err := orthography.Selection{Profile: orthography.Standard}.Compile()
	if err != nil {
		log.Fatal(err)
	}
	text := []byte("القلم و الدفتر ,\nو الكتـــاب\n")
	fmt.Printf("%s", engine.Runner().Append(nil, text))
	// Output:
	// القلم والدفتر،
	// والكتاب
}

// Choose the rules by profile, option, group and name.
func ExampleSelection() {
	engine, err := orthography.Selection{
		Profile: orthography.Standard,
		Disable: []string{"spacing"},
		Options: map[string]string{"digits": "eastern"},
	}.Compile()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s\n", engine.Runner().Append(nil, []byte("باع 12 كتابا ، واشترى 3 أقلام")))

	_, err = orthography.Selection{Enable: []string{"detatched-waw"}}.Compile()
	fmt.Println(err)
	// Output:
	// باع ١٢ كتابا ، واشترى ٣ أقلام
	// orthography: unknown rule or group "detatched-waw"
}
