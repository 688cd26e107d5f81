package main

import (
	"encoding/binary"
	"fmt"
	"slices"
	"testing"
)

// TestHear: an answer counts as much as what the models said, sentences without one stay
// as they are, and those with one are in the first half.
func TestHear(t *testing.T) {
	var f silverFile
	for i := range 8 {
		f.Sentences = append(f.Sentences, taught{Tokens: []string{fmt.Sprint(i)}, Probs: []float32{1, 0}})
	}
	var answers []byte
	for _, i := range []uint32{7, 2} {
		answers = binary.LittleEndian.AppendUint32(answers, i)
		answers, _ = binary.Append(answers, binary.LittleEndian, []float32{0.5, 0.5})
	}
	if err := f.hear(answers); err != nil {
		t.Fatal(err)
	}
	var order []string
	for i, s := range f.Sentences {
		order = append(order, s.Tokens[0])
		want := []float32{1, 0}
		if s.Tokens[0] == "2" || s.Tokens[0] == "7" {
			want = []float32{0.75, 0.25}
			if i >= 4 {
				t.Errorf("sentence %s is number %d", s.Tokens[0], i)
			}
		}
		if !slices.Equal(s.Probs, want) {
			t.Errorf("sentence %s: %v, want %v", s.Tokens[0], s.Probs, want)
		}
	}
	if slices.Sort(order); !slices.Equal(order, []string{"0", "1", "2", "3", "4", "5", "6", "7"}) {
		t.Errorf("sentences %v", order)
	}
	for _, bad := range [][]byte{answers[:len(answers)-1], append(slices.Clone(answers), answers...), {9, 0, 0, 0, 0}} {
		if err := f.hear(bad); err == nil {
			t.Errorf("%d bytes were heard", len(bad))
		}
	}
}
