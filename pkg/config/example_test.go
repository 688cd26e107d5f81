package config_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/orthography"
)

// The settings of a text are those of the nearest configuration above it, with
// what the user asks for on top; each says where it comes from.
func Example() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, config.Name)
	err = os.WriteFile(file, []byte(`
profile = "standard"
disable = ["digits"]

[[files]]
glob = "poems/**"
disable = ["tatweel"]

[[ignore]]
text = "[sic]"
`), 0o666)
	if err != nil {
		fmt.Println(err)
		return
	}

	finder, err := config.NewFinder(config.Options{Profile: "check", Flags: config.Flags{Enable: []string{"two-dots"}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	settings, err := finder.Of(filepath.Join(dir, "poems", "one.txt"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, list := range []config.Value[[]string]{settings.Enable, settings.Disable} {
		from := list.From
		if from == file {
			from = "the file"
		}
		fmt.Println(list.Value, "from", from)
	}
	fmt.Println(settings.Profile.Value, settings.Profile.From == file)

	// The engine has the rules that are selected.
	fmt.Printf("%s", settings.Engine.Runner().Append(nil, []byte("كتـــاب , ١٢\n")))
	waw, _ := orthography.Lookup("detached-waw")
	for _, f := range settings.Engine.Runner().Findings([]byte("و قال\nو قال [sic]\n")) {
		fmt.Println(f.Line, f.Rule == waw, settings.Ignores(&f))
	}

	// Output:
	// [two-dots] from flag
	// [digits tatweel] from the file
	// standard true
	// كتـــاب، ١٢
	// 1 true false
	// 2 true true
}
