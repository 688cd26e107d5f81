package lsp

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nass-ar/nass/pkg/span"
)

// lines are the lines of a text, by the letter of the specification.
func lines(s string) []string {
	s = strings.ReplaceAll(s, "\r\n", "\uE000")
	var all []string
	line := ""
	for _, c := range s {
		switch c {
		case '\uE000':
			all, line = append(all, line+"\r\n"), ""
		case '\n', '\r':
			all, line = append(all, line+string(c)), ""
		default:
			line += string(c)
		}
	}
	return append(all, line)
}

var samples = []string{
	"", "\n", "\r", "\r\n", "\r\r\n\n", "a", "نص", "نص\n", "\uFEFFنص\r\nثم",
	"\U0001F600ب\u064E\u0651 \U0001F600\rx\r\n\U0001F600", "a\u0301\u2028b\x0Bc\n\u0085d",
}

// TestPositions: each place of a text has its position, and each position its place.
func TestPositions(t *testing.T) {
	for _, s := range samples {
		for _, u := range []span.Unit{span.Byte, span.UTF16} {
			x := &text{data: []byte(s)}
			off := 0
			for n, line := range lines(s) {
				body := strings.TrimRight(line, "\r\n")
				for i := range body + "\n" {
					before := body[:i]
					want := position{n, len(before)}
					if u == span.UTF16 {
						want.Character = len(utf16.Encode([]rune(before)))
					}
					if got := x.position(off+i, u); got != want {
						t.Errorf("%q: offset %d is %v, want %v", s, off+i, got, want)
					}
					if got := x.offset(want, u); got != off+i {
						t.Errorf("%q: %v is offset %d, want %d", s, want, got, off+i)
					}
				}
				if got := x.offset(position{n, 1 << 30}, u); got != off+len(body) {
					t.Errorf("%q: beyond line %d is %d, want %d", s, n, got, off+len(body))
				}
				off += len(line)
			}
			if got := x.offset(position{1 << 30, 0}, u); got != len(s) {
				t.Errorf("%q: beyond the text is %d", s, got)
			}
			if got := x.offset(position{-1, -1}, u); got != 0 {
				t.Errorf("%q: before the text is %d", s, got)
			}
		}
	}
}

// TestInsideCharacter: a position inside one is before it.
func TestInsideCharacter(t *testing.T) {
	x := &text{data: []byte("\U0001F600\u0628")}
	if got := x.offset(position{0, 1}, span.UTF16); got != 0 {
		t.Errorf("between surrogates: %d", got)
	}
	if got := x.offset(position{0, 5}, span.Byte); got != 4 {
		t.Errorf("between bytes: %d", got)
	}
}

// FuzzChanges: after any changes, the text is what a client has that counts as the
// specification says.
func FuzzChanges(f *testing.F) {
	for i, s := range samples {
		f.Add(s, samples[len(samples)-1-i], []byte{0, 1, 2, 3, 9, 8, 1, 0, 0, 2, 7, 7})
	}
	f.Add("نص\rثم", "\n", []byte{1, 0, 1, 0}) // joined to what ends the line before
	f.Add("نص\r\nثم", "\n", []byte{0, 2, 0, 2})
	f.Fuzz(func(t *testing.T, s, new string, places []byte) {
		if !utf8.ValidString(s) || !utf8.ValidString(new) || strings.ContainsRune(s+new, '\uE000') {
			return
		}
		utf16Text, utf8Text := &text{data: []byte(s)}, &text{data: []byte(s)}
		for ; len(places) >= 4; places = places[4:] {
			held := lines(s) // of the client
			place := func(line, of byte) (off int, in16, in8 position) {
				n := int(line) % len(held)
				body := []rune(strings.TrimRight(held[n], "\r\n"))
				before := string(body[:int(of)%(len(body)+1)])
				for _, l := range held[:n] {
					off += len(l)
				}
				return off + len(before), position{n, len(utf16.Encode([]rune(before)))}, position{n, len(before)}
			}
			start, start16, start8 := place(places[0], places[1])
			end, end16, end8 := place(places[2], places[3])
			if start > end {
				start, start16, start8, end, end16, end8 = end, end16, end8, start, start16, start8
			}
			s = s[:start] + new + s[end:]
			utf16Text.change(&change{&area{start16, end16}, new}, span.UTF16)
			utf8Text.change(&change{&area{start8, end8}, new}, span.Byte)
			if !bytes.Equal(utf16Text.data, []byte(s)) || !bytes.Equal(utf8Text.data, []byte(s)) {
				t.Fatalf("%q and %q, want %q", utf16Text.data, utf8Text.data, s)
			}
			anew := &text{data: []byte(s)}
			if anew.index(); !slices.Equal(utf16Text.lines, anew.lines) {
				t.Fatalf("%q has lines at %d, want %d", s, utf16Text.lines, anew.lines)
			}
		}
	})
}

// FuzzServe: no input makes the server panic or wait.
func FuzzServe(f *testing.F) {
	f.Add([]byte("Content-Length: 2\r\n\r\n{}"))
	f.Add([]byte("Content-Length: 55\r\n\r\n{\"id\":1,\"method\":\"initialize\",\"params\":{\"a\":[1,2,3]}}Content-Length: 0\r\n\r\n"))
	f.Add([]byte("\n\nContent-Length: 9999999999999\r\nX\r\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var out bytes.Buffer
		if orderly, err := Serve(bytes.NewReader(in), &out, &Options{Message: error.Error}); orderly && err != nil {
			t.Error(err)
		}
	})
}
