//go:build js && wasm

// Wasm is the program of the playground's page. It gives JavaScript a function
//
//	annotate(text, part, done)
//
// that calls part(view, html) for each part of a view, in order, and done(view, items)
// at the end of each view; the view normal is the normal form as text. It returns the
// name of the language of the text, or "" where it is unknown.
package main

import (
	"log"
	"syscall/js"

	"github.com/nass-ar/nass/pkg/annotate"
	"github.com/nass-ar/nass/scripts/playground/view"
)

func main() {
	a, err := annotate.New(annotate.Options{Layers: view.Layers | annotate.Language})
	if err != nil {
		log.Fatal(err)
	}
	var d annotate.Doc
	js.Global().Set("annotate", js.FuncOf(func(_ js.Value, args []js.Value) any {
		part, done := args[1], args[2]
		a.Fill(&d, []byte(args[0].String()))
		view.Write(&d, func(name string, html []byte) { part.Invoke(name, string(html)) },
			func(name string, items int) { done.Invoke(name, items) })
		part.Invoke("normal", string(d.Normal))
		if d.Language == "" {
			return ""
		}
		return d.Language.Name()
	}))
	select {}
}
