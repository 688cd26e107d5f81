package corpus_test

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/nass-ar/nass/pkg/corpus"
)

// Work on a text of any length with all processors, and keep its order.
func ExampleStream() {
	text := strings.NewReader("one\ntwo\nthree\n")
	worker := func() func(dst []byte, b corpus.Block) ([]byte, int, error) {
		return func(dst []byte, b corpus.Block) ([]byte, int, error) {
			return append(dst, bytes.ToUpper(b.Data)...), bytes.Count(b.Data, []byte("\n")), nil
		}
	}
	lines := 0
	err := corpus.Stream(text, corpus.StreamOptions{}, worker, func(out []byte, n int) error {
		lines += n
		_, err := os.Stdout.Write(out)
		return err
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(lines, "lines")
	// Output:
	// ONE
	// TWO
	// THREE
	// 3 lines
}
