// Peers cuts text with other libraries' sentence splitters, so that
// eval-segment can score them. It is a module of its own, to keep what it
// needs out of nass:
//
//	go -C scripts/peers build -o /tmp/peers .
//	go run ./scripts/eval-segment -peer uax29='/tmp/peers uax29' -peer punkt='/tmp/peers punkt' DIR
//
// It reads a JSON string a line and prints, a line for each, the JSON array of
// the byte offsets at which sentences end. ICU, where its Python binding is
// installed, joins with scripts/peers/icu_sentences.py.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	uax29 "github.com/clipperhouse/uax29/v2/sentences"
	"github.com/neurosnap/sentences/english"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	split := byUAX29
	switch {
	case len(args) == 1 && args[0] == "uax29":
	case len(args) == 1 && args[0] == "punkt":
		// There is no Arabic model: the English one, as its users get it.
		punkt, err := english.NewSentenceTokenizer(nil)
		if err != nil {
			return err
		}
		split = func(text string) []int {
			var ends []int
			for _, s := range punkt.Tokenize(text) {
				ends = append(ends, s.End)
			}
			return ends
		}
	default:
		return fmt.Errorf("want one argument: uax29 or punkt")
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var text string
		if err := json.Unmarshal(in.Bytes(), &text); err != nil {
			return err
		}
		if err := out.Encode(split(text)); err != nil {
			return err
		}
	}
	return in.Err()
}

func byUAX29(text string) []int {
	ends := []int{}
	for it := uax29.FromString(text); it.Next(); {
		ends = append(ends, it.End())
	}
	return ends
}
