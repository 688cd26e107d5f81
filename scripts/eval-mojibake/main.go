// Eval-mojibake decodes Arabic text with the wrong encodings, line by line, and
// measures how much of it the rule mojibake restores:
//
//	go run ./scripts/eval-mojibake [-lines 2000] TEXT
//
// For each way it prints the lines that come back exactly, the words that stay
// broken, the words that become other words, and the lines that the standard
// profile changes before the repair. A line that an encoding cannot write is
// left out.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"

	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
)

// A way is how a program may decode a text wrongly.
type way struct {
	name string
	were *charmap.Charmap // the encoding of the text; nil is UTF-8
	took []*charmap.Charmap
}

var ways = []way{
	{"UTF-8 as Windows-1252", nil, []*charmap.Charmap{charmap.Windows1252}},
	{"UTF-8 as Windows-1256", nil, []*charmap.Charmap{charmap.Windows1256}},
	{"Windows-1256 as Windows-1252", charmap.Windows1256, []*charmap.Charmap{charmap.Windows1252}},
	{"ISO 8859-6 as Windows-1252", charmap.ISO8859_6, []*charmap.Charmap{charmap.Windows1252}},
	{"UTF-8 as Windows-1252, twice", nil, []*charmap.Charmap{charmap.Windows1252, charmap.Windows1252}},
	{"UTF-8 as Mac OS Roman", nil, []*charmap.Charmap{charmap.Macintosh}},
	{"UTF-8 as code page 437", nil, []*charmap.Charmap{charmap.CodePage437}},
	{"UTF-8 as code page 850", nil, []*charmap.Charmap{charmap.CodePage850}},
	{"UTF-8 as ISO 8859-1", nil, []*charmap.Charmap{charmap.ISO8859_1}},
	{"UTF-8 as Windows-1256, twice", nil, []*charmap.Charmap{charmap.Windows1256, charmap.Windows1256}},
}

func main() {
	log.SetFlags(0)
	lines := flag.Int("lines", 2000, "number of `lines` to decode")
	show := flag.Int("show", 0, "print so many lines of each way that do not come back")
	flag.Parse()
	text := read(flag.Arg(0), *lines)
	repair := compile(orthography.Selection{Only: []string{"mojibake"}})
	standard := compile(orthography.Selection{Profile: orthography.Standard})
	fmt.Println("way\tlines\texact\tshare\twords\tbroken\tother\tdecodable after standard")
	for i := range ways {
		w := &ways[i]
		var all, exact, words, broken, other, kept, shown int
		for _, line := range text {
			bad, ok := w.decode(line)
			if !ok {
				continue
			}
			all++
			got := repair.Append(nil, bad)
			mid := bytes.Clone(standard.Append(nil, bad))
			if bytes.Equal(repair.Append(nil, mid), got) {
				kept++
			}
			if bytes.Equal(got, line) {
				exact++
			} else if shown < *show {
				shown++
				fmt.Printf("  want %s\n  from %s\n  got  %s\n", line, bad, got)
			}
			n, b, o := compare(string(line), string(got))
			words, broken, other = words+n, broken+b, other+o
		}
		fmt.Printf("%s\t%d\t%d\t%.2f %%\t%d\t%d\t%d (%.3f %%)\t%d\n", w.name, all, exact, 100*float64(exact)/float64(max(all, 1)),
			words, broken, other, 100*float64(other)/float64(max(words, 1)), kept)
	}
}

// read returns the first lines of the file that are not blank.
func read(name string, lines int) (text [][]byte) {
	f, err := os.Open(name)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); len(text) < lines && s.Scan(); {
		if line := bytes.TrimSpace(s.Bytes()); len(line) > 0 {
			text = append(text, bytes.Clone(line))
		}
	}
	return text
}

func compile(s orthography.Selection) *rule.Runner {
	e, err := s.Compile()
	if err != nil {
		log.Fatal(err)
	}
	return e.Runner()
}

// decode returns the line as the way decodes it, and whether the encoding can
// write the line.
func (w *way) decode(line []byte) ([]byte, bool) {
	raw := line
	if w.were != nil {
		var err error
		if raw, err = w.were.NewEncoder().Bytes(line); err != nil {
			return nil, false
		}
	}
	for _, m := range w.took {
		var out []byte
		for _, c := range raw {
			r := m.DecodeByte(c)
			if r == unicode.ReplacementChar {
				r = rune(c) // as browsers do
			}
			out = append(out, string(r)...)
		}
		raw = out
	}
	return raw, true
}

// compare counts the words of want, those that got does not have in their place
// and those that are other Arabic words there.
func compare(want, got string) (words, broken, other int) {
	a, b := strings.Fields(want), strings.Fields(got)
	for i, word := range a {
		words++
		if len(a) != len(b) || b[i] == word {
			if len(a) != len(b) {
				broken++
			}
			continue
		}
		broken++
		if strings.IndexFunc(b[i], unicode.IsLetter) >= 0 && strings.TrimFunc(b[i], arabicOrMark) == "" {
			other++
		}
	}
	return words, broken, other
}

func arabicOrMark(r rune) bool { return unicode.Is(unicode.Arabic, r) || !unicode.IsLetter(r) }
