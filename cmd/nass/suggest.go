package main

import (
	"fmt"
	"strings"
)

// suggestion is the end of an error for a name that none of names is: the one
// that was meant, or else all of them where they are few.
func suggestion(name string, names []string) string {
	best := nearest(name, names)
	for _, n := range names {
		if best == "" && len(name) > 2 && strings.Contains(n, name) {
			best = n
		}
	}
	switch last := len(names) - 1; {
	case best != "":
		return fmt.Sprintf("; did you mean %q?", best)
	case last < 1 || last > 8:
		return ""
	default:
		return fmt.Sprintf(" (use %s or %s)", strings.Join(names[:last], ", "), names[last])
	}
}

// nearest is the one of names that differs least from name, or "" when none is
// near.
func nearest(name string, names []string) string {
	best, least := "", 1+len(name)/2
	for _, n := range names {
		if d := distance(name, n); d < least {
			best, least = n, d
		}
	}
	return best
}

// distance is the Levenshtein distance of two names, in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
