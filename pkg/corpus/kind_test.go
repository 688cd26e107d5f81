package corpus

import (
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
)

func TestKindOf(t *testing.T) {
	random := make([]byte, KindBytes+1)
	for i, r := 0, rand.New(rand.NewPCG(1, 2)); i < len(random); i++ {
		random[i] = byte(r.Uint32())
	}
	long := strings.Repeat(page, KindBytes/len(page)+1)
	mixed := strings.Repeat(page+page+page, 10) + encode(t, page, CP1256)
	for _, c := range []struct {
		text string
		want Kind
	}{
		{"", Kind{Encoding: UTF8}},
		{page, Kind{Encoding: UTF8}},
		{long, Kind{Encoding: UTF8}},
		{"\xEF\xBB\xBF" + page, Kind{Encoding: UTF8, Marked: true}},
		{strings.Repeat("plain ascii\n", 10000), Kind{Encoding: UTF8}},
		{"a\tb\r\n\x1b[31mc\x1b[0m\f\v\b\a", Kind{Encoding: UTF8}},
		// A few control characters make no text binary, also of a short one.
		{"نص\x00 و قال\n", Kind{Encoding: UTF8}},
		{"\x00\nو قال\n", Kind{Encoding: UTF8}},
		{"\x00\x01\x02\x03\x04\x05\x06\x00" + page, Kind{Encoding: UTF8}},
		{strings.Repeat(page+"\x1a", 100), Kind{Encoding: UTF8}},
		{long + strings.Repeat("\x00", len(long)), Kind{Encoding: UTF8}}, // after the beginning
		// Nor do bytes that are not UTF-8.
		{encode(t, page, CP1256), Kind{Encoding: CP1256}},
		{encode(t, page, ISO88596), Kind{Encoding: ISO88596}},
		{strings.Repeat("\x00"+encode(t, page, CP1256), 5), Kind{Encoding: CP1256}},
		{mixed, Kind{Encoding: UTF8}},
		{"caf\xe9\n", Kind{Encoding: CP1252}},
		{"caf\xe9 5 \x80\n", Kind{Encoding: CP1252}}, // a euro sign
		// UTF-16 and UTF-32.
		{encode(t, page, UTF16LE), Kind{Encoding: UTF16LE}},
		{encode(t, page, UTF16BE), Kind{Encoding: UTF16BE}},
		{encode(t, page, UTF32LE), Kind{Encoding: UTF32LE}},
		{encode(t, page, UTF32BE), Kind{Encoding: UTF32BE}},
		{encode(t, "ab", UTF32BE), Kind{Encoding: UTF32BE}},
		{"\xFF\xFE" + encode(t, page, UTF16LE), Kind{Encoding: UTF16LE, Marked: true}},
		{"\xFE\xFF" + encode(t, "ن", UTF16BE), Kind{Encoding: UTF16BE, Marked: true}},
		{"\xFF\xFE\x00\x00" + encode(t, page, UTF32LE), Kind{Encoding: UTF32LE, Marked: true}},
		{"\x00\x00\xFE\xFF" + encode(t, "ن", UTF32BE), Kind{Encoding: UTF32BE, Marked: true}},
		// What is binary without a name.
		{"\x00", Kind{Binary: "binary data"}},
		{"\x00\x01", Kind{Binary: "binary data"}},
		{strings.Repeat("\x00", 1000), Kind{Binary: "binary data"}},
		{"\xEF\xBB\xBF\x00\x00", Kind{Binary: "binary data"}},
		{string(random), Kind{Binary: "binary data"}},
		{string(random[:1000]), Kind{Binary: "binary data"}},
		{strings.Repeat("\x01"+page[:98], 100), Kind{Binary: "binary data"}},
		{strings.Repeat("\x01"+page[:106], 100), Kind{Encoding: UTF8}},
	} {
		if got := KindOf([]byte(c.text)); got != c.want {
			t.Errorf("%.40q: got %+v, want %+v", c.text, got, c.want)
		}
	}
}

// Every control counts, in whichever byte of a word of eight it is.
func TestCountControls(t *testing.T) {
	for c := range 256 {
		want := 0
		if c < ' ' && !strings.ContainsRune("\a\b\t\n\v\f\r\x1b", rune(c)) {
			want = 1
		}
		for at := range 20 {
			text := []byte(strings.Repeat("x", 20))
			text[at] = byte(c)
			if got := countControls(text); got != want {
				t.Errorf("%q: %d controls, want %d", text, got, want)
			}
		}
	}
}

// A magic number is told whatever follows it, and however it comes.
func TestBinaryFormats(t *testing.T) {
	for _, f := range binaryFormats {
		text := strings.Repeat("\xD9", f.at) + strings.ReplaceAll(f.magic, "?", "\n") + page
		if got := KindOf([]byte(text)); got.Binary != f.name {
			t.Errorf("%q: got %+v", f.magic, got)
		}
		if f.at > 0 {
			continue
		}
		r, _ := NewReader(iotest.OneByteReader(strings.NewReader(text)), UTF8)
		if got, err := r.Watch(nil); got.Binary != f.name || err != nil {
			t.Errorf("%q, watched: got %+v %v", f.magic, got, err)
		}
	}
	for _, text := range []string{"RIFF is a format\n", "MZ\n", "PK\n", "ID3 tags\n", "BC\n", "II*\n", "PAR1 and PAR2\n", "OTTO\n", "7z\n", "Rar!\n", "PACK\n"} {
		if got := KindOf([]byte(text)); got.Binary != "" {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

// Kind reads nothing that Read does not return.
func TestKindKeeps(t *testing.T) {
	long := strings.Repeat(page, 1000)
	for _, text := range []string{"", page, long} {
		for name, odd := range readers {
			r, _ := NewReader(odd(strings.NewReader(text)), UTF8)
			k, err := r.Kind()
			got, readErr := io.ReadAll(r)
			if k != (Kind{Encoding: UTF8}) || err != nil || string(got) != text || readErr != nil {
				t.Errorf("by %s: %+v %v, %d of %d bytes, %v", name, k, err, len(got), len(text), readErr)
			}
			r.Close()
		}
	}
	r, _ := NewReader(strings.NewReader("\xFF\xFE"+encode(t, page, UTF16LE)), UTF8)
	if k, _ := r.Kind(); k.Encoding != UTF16LE || !k.Marked {
		t.Errorf("got %+v", k)
	}
	r.SetEncoding(UTF16LE)
	if got, err := io.ReadAll(r); string(got) != page || err != nil {
		t.Errorf("got %q %v", got, err)
	}
	for _, c := range []Compression{Gzip, Zstd, XZ} {
		r, _ := NewReader(strings.NewReader(string(compress(t, c, "\x89PNG\r\n\x1A\n"+page))), UTF8)
		if k, err := r.Kind(); k.Binary != "PNG image" || err != nil {
			t.Errorf("%s: %+v %v", c, k, err)
		}
	}
}

// Watch waits for a line, and tells in the end what Kind tells.
func TestWatch(t *testing.T) {
	refused := errors.New("refused")
	long := strings.Repeat(page, 1000)
	for _, c := range []struct {
		text string
		want bool // is refused
	}{
		{"", false}, {"a", false}, {page, false}, {long, false}, {"\x00\nنص\n", false}, {encode(t, page, CP1256), false},
		{"سطر\n\x00\x01\x02\x00\x01\x02\x00\x01\x02", true},
		{page + strings.Repeat("\x00", 100), true},
		{page + encode(t, long, UTF16LE), true},
		{long[:len(page)*200] + strings.Repeat("\x00", 5000) + long, true},
		{long + strings.Repeat("\x00", 100000), false},
	} {
		check := func(k Kind) error {
			if whole := KindOf([]byte(c.text)); k != whole {
				t.Errorf("%.20q: got %+v, want %+v", c.text, k, whole)
			}
			if k.Binary != "" || k.Wide() {
				return refused
			}
			return nil
		}
		for name, odd := range readers {
			r, _ := NewReader(odd(strings.NewReader(c.text)), UTF8)
			k, err := r.Watch(check)
			if err == nil {
				err = check2(k, refused)
			}
			var got []byte
			if err == nil {
				got, err = io.ReadAll(r)
			}
			if c.want != (err == refused) || !c.want && (err != nil || string(got) != c.text) {
				t.Errorf("%.20q by %s: %d of %d bytes, %v", c.text, name, len(got), len(c.text), err)
			}
		}
	}
	// A line is handed on before the next one comes.
	in, out := io.Pipe()
	r, _ := NewReader(in, UTF8)
	buf := make([]byte, 100)
	for i, line := range []string{"سطر\n", "وآخر\n"} {
		go io.WriteString(out, line)
		if i == 0 {
			if k, err := r.Watch(func(Kind) error { return nil }); k != (Kind{Encoding: UTF8}) || err != nil {
				t.Fatalf("got %+v %v", k, err)
			}
		}
		if n, err := io.ReadFull(r, buf[:len(line)]); string(buf[:n]) != line || err != nil {
			t.Errorf("got %q %v", buf[:n], err)
		}
	}
}

func check2(k Kind, refused error) error {
	if k.Binary != "" || k.Wide() {
		return refused
	}
	return nil
}

// To look at small files must cost no memory each.
func TestKindAllocates(t *testing.T) {
	read := func(look bool) float64 {
		buf := make([]byte, len(page)+1)
		return testing.AllocsPerRun(100, func() {
			r, _ := NewReader(strings.NewReader(page), UTF8)
			if look {
				r.Kind()
			}
			for err := error(nil); err == nil; {
				_, err = r.Read(buf)
			}
			r.Close()
		})
	}
	if with, without := read(true), read(false); with > without {
		t.Errorf("%v allocations with Kind, %v without", with, without)
	}
}

func BenchmarkKind(b *testing.B) {
	for name, text := range map[string]string{"arabic": page, "ascii": "plain ascii, line after line\n", "cp1256": encode(b, page, CP1256)} {
		text := []byte(strings.Repeat(text, KindBytes/len(text)+1)[:KindBytes])
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				KindOf(text)
			}
		})
	}
}
