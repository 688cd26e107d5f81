package folder

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
)

// A Shard is a part of the inputs of a run: the I-th of every N, from 1, in the order of
// the inputs. The zero value is all of them.
type Shard struct{ I, N int }

// ParseShard returns the shard that is written as I/N, such as 2/8.
func ParseShard(s string) (Shard, error) {
	i, n, _ := strings.Cut(s, "/")
	var x Shard
	var errI, errN error
	x.I, errI = strconv.Atoi(i)
	x.N, errN = strconv.Atoi(n)
	if errI != nil || errN != nil || x.I < 1 || x.I > x.N {
		return Shard{}, fmt.Errorf("folder: invalid shard %q: must be I/N with I from 1 to N, such as 2/8", s)
	}
	return x, nil
}

// Of returns the names that are in the shard. A name that comes with an error counts
// too, so that one shard reports it.
func (s Shard) Of(names iter.Seq2[string, error]) iter.Seq2[string, error] {
	if s.N <= 1 {
		return names
	}
	return func(yield func(string, error) bool) {
		at := 0
		for name, err := range names {
			if at++; at > s.N {
				at = 1
			}
			if at == s.I && !yield(name, err) {
				return
			}
		}
	}
}

// file returns the name of the manifest of the shard.
func (s Shard) file() string { return fmt.Sprintf("%d-of-%d%s", max(s.I, 1), max(s.N, 1), manifestEnd) }
