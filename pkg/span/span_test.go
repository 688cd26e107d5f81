package span

import (
	"bytes"
	"math/rand"
	"slices"
	"testing"
)

func TestApply(t *testing.T) {
	src := []byte("و قال و مضى")
	got := Apply(nil, src, []Edit{{Span{2, 3}, ""}, {Span{12, 13}, ""}})
	if string(got) != "وقال ومضى" {
		t.Errorf("got %q", got)
	}
	if got := Apply([]byte("x"), src, nil); string(got) != "x"+string(src) {
		t.Errorf("no edits: got %q", got)
	}
}

func TestCompose(t *testing.T) {
	for _, tt := range []struct {
		name string
		src  string
		a, b []Edit
		want []Edit
	}{
		{"apart", "abcdef", []Edit{{Span{1, 2}, "XY"}}, []Edit{{Span{5, 6}, ""}}, []Edit{{Span{1, 2}, "XY"}, {Span{4, 5}, ""}}},
		{"b inside what a wrote", "abc", []Edit{{Span{1, 2}, "XYZ"}}, []Edit{{Span{2, 3}, "-"}}, []Edit{{Span{1, 2}, "X-Z"}}},
		{"b over several of a", "abcdef", []Edit{{Span{1, 2}, ""}, {Span{3, 4}, "X"}}, []Edit{{Span{0, 3}, "Q"}}, []Edit{{Span{0, 4}, "Q"}}},
		{"touching", "abc", []Edit{{Span{1, 1}, "X"}}, []Edit{{Span{2, 2}, "Y"}}, []Edit{{Span{1, 1}, "XY"}}},
		{"only b", "abc", nil, []Edit{{Span{0, 1}, "Z"}}, []Edit{{Span{0, 1}, "Z"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			mid := Apply(nil, []byte(tt.src), tt.a)
			got := Compose(nil, tt.a, tt.b, mid)
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// edits makes a sorted, disjoint list of edits over n bytes out of seed.
func edits(rnd *rand.Rand, n int) []Edit {
	var out []Edit
	for at := 0; ; {
		at += rnd.Intn(4)
		end := at + rnd.Intn(3)
		if end > n {
			return out
		}
		e := Edit{Span{at, end}, "0123456789"[:rnd.Intn(4)]}
		if e.Len() > 0 || e.New != "" {
			out = append(out, e)
		}
		at = end + 1
	}
}

// Law 6, and that Compose does at once what two lists do in turn.
func FuzzCompose(f *testing.F) {
	f.Add(int64(1), uint8(10))
	f.Add(int64(2), uint8(0))
	f.Add(int64(77), uint8(200))
	f.Fuzz(func(t *testing.T, seed int64, n uint8) {
		rnd := rand.New(rand.NewSource(seed))
		src := bytes.Repeat([]byte("abcdefghij"), 26)[:n]
		a := edits(rnd, len(src))
		mid := Apply(nil, src, a)
		b := edits(rnd, len(mid))
		want := Apply(nil, mid, b)
		both := Compose(nil, a, b, mid)
		if got := Apply(nil, src, both); !bytes.Equal(got, want) {
			t.Fatalf("composed %v and %v to %v: %q, want %q", a, b, both, got, want)
		}
		for i := 1; i < len(both); i++ {
			if both[i-1].End >= both[i].Start {
				t.Fatalf("edits touch: %v", both)
			}
		}
		m := NewMap(both)
		last := 0
		for off := 0; off <= len(want); off++ {
			in := m.Old(off)
			if in < last || in > len(src) {
				t.Fatalf("Old(%d) = %d after %d", off, in, last)
			}
			last = in
		}
		last = 0
		for off := 0; off <= len(src); off++ {
			out := m.New(off)
			if out < last || out > len(want) {
				t.Fatalf("New(%d) = %d after %d", off, out, last)
			}
			last = out
			inside := slices.ContainsFunc(both, func(e Edit) bool { return e.Start <= off && off <= e.End })
			if !inside && m.Old(out) != off {
				t.Fatalf("Old(New(%d)) = %d outside every edit of %v", off, m.Old(out), both)
			}
		}
		for range 20 {
			s := Span{rnd.Intn(len(want) + 1), 0}
			s.End = s.Start + rnd.Intn(len(want)-s.Start+1)
			if o := m.OldSpan(s); o.Start > o.End || o.Start < 0 || o.End > len(src) {
				t.Fatalf("OldSpan(%v) = %v", s, o)
			}
			s = Span{rnd.Intn(len(src) + 1), 0}
			s.End = s.Start + rnd.Intn(len(src)-s.Start+1)
			n := m.NewSpan(s)
			if n.Start > n.End || n.Start < 0 || n.End > len(want) {
				t.Fatalf("NewSpan(%v) = %v", s, n)
			}
			for _, e := range both {
				if s.Start <= e.Start && e.Start < e.End && e.End <= s.End {
					if p := (Span{m.New(e.Start), m.New(e.Start) + len(e.New)}); p.Start < n.Start || p.End > n.End {
						t.Fatalf("NewSpan(%v) = %v leaves out what edit %v wrote", s, n, e)
					}
				}
			}
		}
		if err := Check(both, len(src)); err != nil {
			t.Fatal(err)
		}
	})
}

func TestMapOldSpan(t *testing.T) {
	// "و قال" became "وقال": the word takes in the blank that went.
	m := NewMap([]Edit{{Span{2, 3}, ""}})
	if got := m.OldSpan(Span{0, 8}); got != (Span{0, 9}) {
		t.Errorf("got %v", got)
	}
	// "٢٠٢٣" became "2023".
	m = NewMap([]Edit{{Span{0, 8}, "2023"}})
	if got := m.OldSpan(Span{0, 4}); got != (Span{0, 8}) {
		t.Errorf("got %v", got)
	}
	if got := m.OldSpan(Span{1, 2}); got != (Span{0, 8}) {
		t.Errorf("inside: got %v", got)
	}
}

func TestMapNewSpan(t *testing.T) {
	m := NewMap([]Edit{{Span{2, 3}, ""}, {Span{9, 17}, "2023"}})
	for _, tt := range []struct{ old, want Span }{
		{Span{0, 9}, Span{0, 8}},    // a deletion inside
		{Span{0, 3}, Span{0, 2}},    // at the end
		{Span{9, 17}, Span{8, 12}},  // what the edit replaced
		{Span{11, 13}, Span{8, 12}}, // a part of it
		{Span{11, 11}, Span{8, 8}},
		{Span{17, 20}, Span{12, 15}},
	} {
		if got := m.NewSpan(tt.old); got != tt.want {
			t.Errorf("NewSpan(%v) = %v, want %v", tt.old, got, tt.want)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		edits []Edit
		want  string
	}{
		{nil, ""},
		{[]Edit{{Span{0, 0}, "a"}, {Span{0, 2}, ""}, {Span{2, 5}, "b"}}, ""},
		{[]Edit{{Span{2, 5}, ""}, {Span{1, 1}, "a"}}, "span: edit 1 starts at byte 1, before the end 5 of the edit before it"},
		{[]Edit{{Span{2, 3}, ""}, {Span{2, 4}, ""}}, "span: edit 1 starts at byte 2, before the end 3 of the edit before it"},
		{[]Edit{{Span{0, 6}, ""}}, "span: edit 0, bytes 0 to 6, is not within 5 bytes"},
		{[]Edit{{Span{-1, 2}, ""}}, "span: edit 0, bytes -1 to 2, is not within 5 bytes"},
		{[]Edit{{Span{3, 2}, ""}}, "span: edit 0 ends at byte 2, before its start 3"},
	} {
		got := ""
		if err := Check(tt.edits, 5); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("Check(%v) = %q, want %q", tt.edits, got, tt.want)
		}
	}
}

func TestCount(t *testing.T) {
	for u, want := range map[Unit]int{Byte: 12, Rune: 7, UTF16: 8} {
		if got := u.Count([]byte("نصb😀\xff\xffc")); got != want {
			t.Errorf("unit %d: %d of them, want %d", u, got, want)
		}
	}
}

func TestMapWhole(t *testing.T) {
	// "abcdef", with "bc" written as "XYZ", "e" as "" and "Q" before "f".
	m := NewMap([]Edit{{Span{1, 3}, "XYZ"}, {Span{4, 5}, ""}, {Span{5, 5}, "Q"}}) // aXYZdQf
	for in, want := range map[Span]Span{
		{0, 1}: {0, 1}, {0, 2}: {0, 4}, {2, 3}: {1, 4}, {1, 4}: {1, 4}, {3, 5}: {1, 5}, {4, 5}: {4, 5},
		{1, 1}: {1, 1}, {2, 2}: {1, 4}, {4, 4}: {4, 4}, {5, 6}: {5, 6}, {4, 7}: {4, 7}, {6, 7}: {6, 7},
	} {
		if got := m.Whole(in); got != want {
			t.Errorf("Whole(%v) = %v, want %v", in, got, want)
		}
	}
	if got := (Map{}).Whole(Span{2, 3}); got != (Span{2, 3}) {
		t.Errorf("of no edits: %v", got)
	}
}

// TestMove: edits that are moved are the same edits of a longer text.
func TestMove(t *testing.T) {
	edits := []Edit{{Span{0, 1}, "x"}, {Span{2, 2}, "y"}, {Span{3, 4}, ""}}
	got := Move(Move(nil, edits, 3), edits, 10)
	if text := string(Apply(nil, []byte("___abcd___abcd"), got)); text != "___xbyc___xbyc" {
		t.Errorf("%s", text)
	}
}

func TestOutside(t *testing.T) {
	all := []Span{{0, 2}, {2, 4}, {4, 6}, {5, 5}, {6, 8}, {9, 12}}
	itself := func(s Span) Span { return s }
	if got, want := Outside(slices.Clone(all), []Span{{4, 6}, {8, 10}}, itself), []Span{{0, 2}, {2, 4}, {6, 8}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := Outside(slices.Clone(all), nil, itself); !slices.Equal(got, all) {
		t.Errorf("without parts: %v, want %v", got, all)
	}
}
