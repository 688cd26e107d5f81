package report

import (
	"slices"
	"testing"

	"github.com/nass-ar/nass/pkg/rule"
)

// TestWorst: errors go before warnings, and of one level the first; what is held is in
// the order in which it was found.
func TestWorst(t *testing.T) {
	levels := []rule.Level{rule.Info, rule.Warning, rule.Info, rule.Error, rule.Warning, rule.Error}
	for most, want := range [][]int{1: {3}, 2: {3, 5}, 3: {1, 3, 5}, 4: {1, 3, 4, 5}, 5: {0, 1, 3, 4, 5}, 6: {0, 1, 2, 3, 4, 5}} {
		if most == 0 {
			continue
		}
		var w worst
		for i, level := range levels {
			w.add(&Finding{Finding: rule.Finding{Rule: &rule.Rule{Level: level}, Line: i}}, most)
		}
		var got []int
		for _, x := range w.inOrder() {
			got = append(got, x.Line)
		}
		if !slices.Equal(got, want) {
			t.Errorf("the worst %d are %d, want %d", most, got, want)
		}
	}
}
