package corpus

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

const page = "أعلنت الوزارة، في بيان لها، عن موعد فتح باب القبول للعام المقبل.\nوقال المدير إن عدد الطلاب يزيد على ألف طالب؛ فهل يكفي ذلك؟\n"

func encode(t testing.TB, text string, enc Encoding) string {
	t.Helper()
	switch enc {
	case CP1256, ISO88596:
		m := charmap.Windows1256
		if enc == ISO88596 {
			m = charmap.ISO8859_6
		}
		s, err := m.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	case UTF32LE, UTF32BE:
		var b []byte
		for _, r := range text {
			if enc == UTF32LE {
				b = binary.LittleEndian.AppendUint32(b, uint32(r))
			} else {
				b = binary.BigEndian.AppendUint32(b, uint32(r))
			}
		}
		return string(b)
	case UTF16LE, UTF16BE:
		var b []byte
		for _, u := range utf16.Encode([]rune(text)) {
			if enc == UTF16LE {
				b = binary.LittleEndian.AppendUint16(b, u)
			} else {
				b = binary.BigEndian.AppendUint16(b, u)
			}
		}
		return string(b)
	}
	return text
}

func decode(r io.Reader, enc Encoding) (string, Encoding, error) {
	d, err := NewReader(r, enc)
	if err != nil {
		return "", "", err
	}
	defer d.Close()
	b, err := io.ReadAll(d)
	return string(b), d.Encoding(), err
}

func TestDecode(t *testing.T) {
	long := strings.Repeat("plain ascii line\n", 100) + strings.Repeat(page, 3000)
	for _, text := range []string{page, "قال", "Latin first, then:\n" + page, long, strings.ReplaceAll(page, "\n", "\r\n")} {
		for _, enc := range []Encoding{UTF8, CP1256, ISO88596, UTF16LE, UTF16BE, UTF32LE, UTF32BE} {
			in := encode(t, text, enc)
			for name, odd := range readers {
				if len(in) > 1<<16 && name != "plain" && name != "half" {
					continue
				}
				got, found, err := decode(odd(strings.NewReader(in)), enc)
				if got != text || err != nil || found != enc {
					t.Errorf("%s by %s: got %.80q %s %v", enc, name, got, found, err)
				}
				if len(text) < 20 {
					continue // too short to tell
				}
				got, found, err = decode(odd(strings.NewReader(in)), Auto)
				if got != text || err != nil || found != enc {
					t.Errorf("auto of %s by %s: got %.80q %s %v", enc, name, got, found, err)
				}
			}
		}
	}
}

func TestDecodeMarks(t *testing.T) {
	for _, c := range []struct {
		in   string
		enc  Encoding
		want string
		is   Encoding
	}{
		{"\xFF\xFE\x46\x06", Auto, "ن", UTF16LE},
		{"\xFE\xFF\x06\x46", Auto, "ن", UTF16BE},
		{"\xFF\xFE\x46\x06", UTF16, "ن", UTF16LE},
		{"\xFE\xFF\x06\x46", UTF16, "ن", UTF16BE},
		{"\xFE\xFF\x06\x46", UTF16BE, "ن", UTF16BE},
		{"\x46\x06", UTF16, "ن", UTF16LE},
		{"\x06\x46\x06\x35\x00\x20\x06\x46", UTF16, "نص ن", UTF16BE},
		{"\xFF\xFE\x00\x00\x46\x06\x00\x00", Auto, "ن", UTF32LE},
		{"\x00\x00\xFE\xFF\x00\x00\x06\x46", Auto, "ن", UTF32BE},
		{"\xFF\xFE\x00\x00\x46\x06\x00\x00", UTF32, "ن", UTF32LE},
		{"\x00\x00\xFE\xFF\x00\x00\x06\x46", UTF32BE, "ن", UTF32BE},
		{"\x46\x06\x00\x00", UTF32, "ن", UTF32LE},
		{"\x00\x00\x06\x46\x00\x01\xF6\x00", UTF32, "ن\U0001F600", UTF32BE},
		{"\xFF\xFE\x00\x00", UTF16, "\x00", UTF16LE}, // who names it is believed
		{"\xEF\xBB\xBFنص", Auto, "\xEF\xBB\xBFنص", UTF8},
		{"\xEF\xBB\xBFنص", UTF8, "\xEF\xBB\xBFنص", UTF8},
		{"\x3D\xD8\x00\xDE", UTF16LE, "\U0001F600", UTF16LE},
		{"", Auto, "", UTF8}, {"", UTF16, "", UTF16LE}, {"", CP1256, "", CP1256},
		{"abc", Auto, "abc", UTF8}, {"a\n", Auto, "a\n", UTF8}, {"\xD9", Auto, "\xD9", UTF8},
		// UTF-8 with broken bytes stays what it is, byte for byte.
		{"\x80نص عربي سليم\xD8 آخر", Auto, "\x80نص عربي سليم\xD8 آخر", UTF8},
		{"نص\xFF", UTF8, "نص\xFF", UTF8},
		{"نص\xFF", "", "نص\xFF", UTF8},
		// ASCII for the whole of the sample is UTF-8, whatever comes.
		{strings.Repeat("ascii\n", sampleBytes/6+1) + "\xE3\xE4", Auto, strings.Repeat("ascii\n", sampleBytes/6+1) + "\xE3\xE4", UTF8},
	} {
		got, is, err := decode(strings.NewReader(c.in), c.enc)
		if got != c.want || is != c.is || err != nil {
			t.Errorf("%.40q as %s: got %.40q %s %v, want %.40q %s", c.in, c.enc, got, is, err, c.want, c.is)
		}
	}
}

// TestDetectByte: a byte alone shows which of the two one-byte encodings it is.
func TestDetectByte(t *testing.T) {
	const iso = "\xE0\xE2\xE8\xE9\xEA\xEB\xEE\xEF"
	for c := 0x80; c < 0x100; c++ {
		want := CP1256
		if strings.IndexByte(iso, byte(c)) >= 0 {
			want = ISO88596
		}
		if got := detectArabic([]byte{'a', byte(c), '\n'}); got != want {
			t.Errorf("%#x: got %s, want %s", c, got, want)
		}
	}
}

// TestDetectLatin: one line of a language is no Arabic.
func TestDetectLatin(t *testing.T) {
	for in, want := range map[string]Encoding{
		"La fa\xe7ade du caf\xe9 est d\xe9j\xe0 bleue.\n":                                        CP1252,
		"Gr\xf6\xdfe, \xdcbung und Stra\xdfe\n":                                                  CP1252,
		"El a\xf1o pasado, ma\xf1ana, as\xed\n":                                                  CP1252,
		"perch\xe9 no? \xc8 cos\xec\n":                                                           CP1252,
		"It\x92s a caf\xe9 \x96 5 \x80\n":                                                        CP1252,
		"G\xfcm\xfc\xfe ve \xe7a\xf0r\xfd\n":                                                     UTF8, // Turkish in Windows-1254
		"\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0 \xf1\xe5\xe3\xee\xe4\xed\xff\n": UTF8, // Russian in Windows-1251
		encode(t, "واجهة المقهى", CP1256):                                                        CP1256,
		encode(t, "وصل القطار إلى caf\u00E9 قديم", CP1256):                                       CP1256,
		encode(t, "نص عربي سليم", ISO88596):                                                      ISO88596,
	} {
		if got := detect([]byte(in), 0, true); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func TestDecodeErrors(t *testing.T) {
	for _, c := range []struct {
		in   string
		enc  Encoding
		want string // before the error
		off  int64
		bad  string // the bytes that cannot be decoded
	}{
		{"abc\n\xC7\xDB", ISO88596, "abc\nا", 5, "\xDB"},
		{"\xFF\xFE\x46\x06\x00\xDC\x46\x06", UTF16, "ن", 4, "\x00\xDC"}, // a low surrogate alone
		{"\x46\x06\x00\xD8\x46\x06", UTF16LE, "ن", 2, "\x00\xD8"},       // a high one alone
		{"\x46\x06\x00\xD8", UTF16LE, "ن", 2, "\x00\xD8"},               // at the end
		{"\x46\x06\x46", UTF16LE, "ن", 2, "\x46"},                       // half a unit
		{"\x46\x06\x00\x00\x00\xD8\x00\x00", UTF32LE, "ن", 4, "\x00\xD8\x00\x00"},
		{"\x00\x00\x06\x46\x00\x11\x00\x00", UTF32BE, "ن", 4, "\x00\x11\x00\x00"},
		{"\x46\x06\x00\x00\x46\x06\x00", UTF32LE, "ن", 4, "\x46\x06\x00"},
	} {
		for name, odd := range readers {
			got, _, err := decode(odd(strings.NewReader(c.in)), c.enc)
			var d *DecodeError
			if got != c.want || !errors.As(err, &d) || d.Offset != c.off || string(d.Bytes) != c.bad {
				t.Errorf("%q by %s: got %q %v", c.in, name, got, err)
			}
		}
	}
	// A read error is that, not a unit cut off.
	cause := errors.New("cause")
	if got, _, err := decode(io.MultiReader(strings.NewReader("\x46\x06\x46"), iotest.ErrReader(cause)), UTF16LE); got != "ن" || err != cause {
		t.Errorf("got %q %v", got, err)
	}
}

// Auto answers a line as soon as it can be told.
func TestDecodeSlow(t *testing.T) {
	r, w := io.Pipe()
	context.AfterFunc(patience(t), func() { w.CloseWithError(context.DeadlineExceeded) })
	d, err := NewReader(r, Auto)
	if err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 1024)
	for _, line := range []string{"a\n", "ascii\n", "سطر عربي واحد\n", "x\n"} {
		go io.WriteString(w, line)
		n, err := io.ReadFull(d, buf[:len(line)])
		if string(buf[:n]) != line || err != nil {
			t.Errorf("got %q %v", buf[:n], err)
		}
	}
}

func TestParseEncoding(t *testing.T) {
	for name, want := range map[string]Encoding{"": UTF8, "UTF8": UTF8, "utf-8": UTF8, "windows-1256": CP1256, "CP1256": CP1256,
		"ISO_8859-6": ISO88596, "utf-16": UTF16, "UTF-16LE": UTF16LE, "utf16be": UTF16BE, "auto": Auto} {
		if got, err := ParseEncoding(name); got != want || err != nil {
			t.Errorf("%q: got %s %v", name, got, err)
		}
	}
	if _, err := ParseEncoding("cp1265"); err == nil || !strings.Contains(err.Error(), "cp1256, iso-8859-6") {
		t.Errorf("cp1265: %v", err)
	}
	if _, err := NewReader(nil, "klingon"); err == nil {
		t.Error("an unknown encoding is taken")
	}
}

// What is read does not depend on how it comes.
func FuzzDecode(f *testing.F) {
	for _, enc := range []Encoding{UTF8, CP1256, ISO88596, UTF16LE, UTF16BE, UTF32LE, UTF32BE} {
		f.Add([]byte(encode(f, page, enc)), uint8(0))
		f.Add([]byte("line\n"+encode(f, page, enc)), uint8(4))
	}
	f.Add([]byte("\x1F\x8B\x08"), uint8(0))
	f.Add([]byte("BZh91AY&SY"), uint8(0))
	f.Add([]byte("\x28\xB5\x2F\xFD\x24\x00\x01\x00\x00"), uint8(0))
	f.Add([]byte("\xFD7zXZ\x00\x00\x04"), uint8(0))
	f.Fuzz(func(t *testing.T, data []byte, e uint8) {
		enc := encodings[int(e)%len(encodings)]
		want, found, wantErr := decode(bytes.NewReader(data), enc)
		if c, _ := formatOf(data); c == Plain {
			if found == UTF8 && (want != string(data) || wantErr != nil) {
				t.Fatalf("UTF-8 changed: %q to %q %v", data, want, wantErr)
			}
			for name, odd := range readers {
				got, is, err := decode(odd(bytes.NewReader(data)), enc)
				if got != want || is != found || (err == nil) != (wantErr == nil) {
					t.Fatalf("%s by %s: %q\n got %q %s %v\nwant %q %s %v", enc, name, data, got, is, err, want, found, wantErr)
				}
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	text := strings.Repeat(page, 10000)
	for _, enc := range []Encoding{UTF8, CP1256, UTF16LE} {
		in := encode(b, text, enc)
		b.Run(string(enc), func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			buf := make([]byte, 128<<10)
			for b.Loop() {
				r, _ := NewReader(strings.NewReader(in), enc)
				for {
					if _, err := r.Read(buf); err != nil {
						break
					}
				}
			}
		})
	}
}
