package lsp_test

import (
	"fmt"
	"strings"

	"github.com/nass-ar/nass/pkg/config"
	"github.com/nass-ar/nass/pkg/lsp"
)

func ExampleServe() {
	var in strings.Builder
	for _, body := range []string{
		`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`,
		`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.txt","languageId":"plaintext","version":1,"text":"ذهب و عاد\n"}}}`,
		`{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///a.txt"},"position":{"line":0,"character":5}}}`,
		`{"jsonrpc":"2.0","id":3,"method":"shutdown"}`,
		`{"jsonrpc":"2.0","method":"exit"}`,
	} {
		fmt.Fprintf(&in, "Content-Length: %d\r\n\r\n%s", len(body), body)
	}
	var out strings.Builder
	orderly, err := lsp.Serve(strings.NewReader(in.String()), &out, &lsp.Options{
		Config:  config.Options{None: true, Profile: "check"},
		Message: error.Error,
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(orderly, strings.Contains(out.String(), `"code":"detached-waw"`), strings.Contains(out.String(), "## detached-waw"))
	// Output: true true true
}
