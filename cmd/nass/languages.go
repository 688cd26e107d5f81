package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/nass-ar/nass/pkg/orthography"
)

// languages are how many files there are of each language. Its zero value is none. It
// may be used by several goroutines.
type languages struct {
	mu    sync.Mutex
	files map[orthography.Language]int
}

func (x *languages) add(l orthography.Language) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.files == nil {
		x.files = map[orthography.Language]int{}
	}
	x.files[l]++
}

// String returns how many files there are, such as "3 files in other languages (2 fa,
// 1 ur)"; "" for none.
func (x *languages) String() string {
	n := 0
	var parts []string
	for _, l := range slices.Sorted(maps.Keys(x.files)) {
		n += x.files[l]
		parts = append(parts, fmt.Sprintf("%d %s", x.files[l], l))
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s in other languages (%s)", plural(n, "file"), strings.Join(parts, ", "))
}
