package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/nass-ar/nass/scripts/exchange"
)

// classSizes are how many word classes each clustering makes.
var classSizes = []int{128, 512, 1024}

// makeClasses sorts the words of the raw text into classes, so that the class
// of a word tells most about the class of the next. A line of classes.N.tsv is a
// word and its class.
func makeClasses(c config) error {
	var bi *exchange.Bigrams
	for _, n := range classSizes {
		name := c.file(fmt.Sprintf("classes.%d.tsv", n))
		if exists(name) {
			continue
		}
		k, err := readCorpus(c)
		if err != nil {
			return err
		}
		if bi == nil {
			bi = exchange.Count(k.text, len(k.words))
		}
		class := bi.Classes(n)
		var out bytes.Buffer
		for w := 1; w < len(k.words); w++ {
			fmt.Fprintf(&out, "%s\t%d\n", k.words[w], class[w])
		}
		if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// readClasses is the class of each word in the clustering of that name.
func readClasses(c config, name string) (map[string]int, error) {
	data, err := os.ReadFile(c.file(name + ".tsv"))
	if err != nil {
		return nil, err
	}
	class := map[string]int{}
	for line := range strings.Lines(string(data)) {
		w, v, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if class[w], err = strconv.Atoi(v); err != nil {
			return nil, err
		}
	}
	return class, nil
}
