package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"

	"github.com/nass-ar/nass/pkg/segment/reader"
	"github.com/nass-ar/nass/scripts/exchange"
)

const (
	classWords = 50000 // the commonest, which have a class
	classes    = 250
)

// classify sorts the commonest words of the texts into classes, and writes the
// table that headline reads.
func classify(files []string, out string) error {
	counts := map[uint32]int{}
	var hashes []uint32 // of the words, 0 after each sentence
	for _, f := range files {
		if err := paragraphs(f, func(p string) {
			for _, s := range sentences(p) {
				reader.Words([]byte(s), func(h uint32) {
					counts[h]++
					hashes = append(hashes, h)
				})
				hashes = append(hashes, 0)
			}
		}); err != nil {
			return err
		}
	}
	var order []uint32
	for h := range counts {
		order = append(order, h)
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
	order = order[:min(len(order), classWords)]
	fmt.Printf("%d words, each at least %d times\n", len(order), counts[order[len(order)-1]])
	number := map[uint32]int32{}
	for i, h := range order {
		number[h] = int32(i + 1)
	}
	text := make([]int32, len(hashes))
	for i, h := range hashes {
		if text[i] = number[h]; h == 0 {
			text[i] = exchange.EndLine
		}
	}
	class := exchange.Count(text, len(order)+1).Classes(classes)
	table := reader.ClassTable(func(yield func(hash uint32, class uint8)) {
		for i, h := range order {
			yield(h, uint8(class[i+1]+1))
		}
	})
	return os.WriteFile(out, table, 0o644)
}
