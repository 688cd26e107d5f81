package corpus

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

func write(t testing.TB, text, name string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// compress compresses a text, or skips the test where only a program can and it
// is not installed.
func compress(t testing.TB, c Compression, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch c {
	case Bzip2:
		cmd := exec.CommandContext(patience(t), "bzip2", "-c")
		cmd.Stdin, cmd.Stdout = strings.NewReader(text), &b
		if err := cmd.Run(); err != nil {
			t.Skip(err)
		}
		return b.Bytes()
	case Gzip:
		w = gzip.NewWriter(&b)
	case Zstd:
		w, err = zstd.NewWriter(&b)
	case XZ:
		w, err = xz.NewWriter(&b)
	}
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, text)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCompressed(t *testing.T) {
	text := strings.Repeat(page, 2000)
	for _, c := range []Compression{Gzip, Zstd, Bzip2, XZ} {
		t.Run(string(c), func(t *testing.T) {
			packed := compress(t, c, text)
			for name, odd := range readers {
				r, _ := NewReader(odd(bytes.NewReader(packed)), Auto)
				got, err := io.ReadAll(r)
				if is, _ := r.Compression(); string(got) != text || err != nil || is != c {
					t.Errorf("by %s: %d bytes, %s, %v", name, len(got), is, err)
				}
				r.Close()
			}
			got, _, err := decode(bytes.NewReader(bytes.Repeat(packed, 3)), UTF8)
			if got != text+text+text || err != nil {
				t.Errorf("three members: %d bytes, %v", len(got), err)
			}
			if got, _, err := decode(bytes.NewReader(compress(t, c, "")), Auto); got != "" || err != nil {
				t.Errorf("empty: %q, %v", got, err)
			}
			if got, _, err := decode(bytes.NewReader(compress(t, c, encode(t, page, CP1256))), Auto); got != page || err != nil {
				t.Errorf("with cp1256: %q, %v", got, err)
			}
			// Cut short anywhere: an error that names the format, after whole lines.
			for _, n := range []int{len(packed) - 1, len(packed) - 5, len(packed) / 2, 20, 12} {
				var out strings.Builder
				r, _ := NewReader(bytes.NewReader(packed[:n]), UTF8)
				err := Stream(r, StreamOptions{Workers: 2}, plain, func(b []byte, _ int) error { out.Write(b); return nil })
				if !errors.Is(err, io.ErrUnexpectedEOF) || !strings.Contains(err.Error(), string(c)) {
					t.Errorf("cut at %d of %d: %v", n, len(packed), err)
				}
				if got := out.String(); !strings.HasPrefix(text, got) || got != "" && !strings.HasSuffix(got, "\n") {
					t.Errorf("cut at %d of %d: no whole lines: %d bytes", n, len(packed), len(got))
				}
				r.Close()
			}
			// So is a second member that is cut short.
			for _, n := range []int{1, 3, 8, 12, 20, len(packed) / 2, len(packed) - 1} {
				if got, _, err := decode(bytes.NewReader(append(bytes.Clone(packed), packed[:n]...)), UTF8); err == nil || !strings.HasPrefix(got, text) {
					t.Errorf("second cut at %d of %d: %d bytes, %v", n, len(packed), len(got), err)
				}
			}
			// A damaged byte.
			bad := bytes.Clone(packed)
			bad[len(bad)/2] ^= 0x55
			if _, _, err := decode(bytes.NewReader(bad), UTF8); err == nil || !strings.Contains(err.Error(), string(c)) {
				t.Errorf("damaged: %v", err)
			}
			// An error below is still seen.
			cause := errors.New("cause")
			if _, _, err := decode(io.MultiReader(bytes.NewReader(packed[:len(packed)/2]), iotest.ErrReader(cause)), UTF8); !errors.Is(err, cause) {
				t.Errorf("read error: %v", err)
			}
		})
	}
}

func plain() func([]byte, Block) ([]byte, int, error) {
	return func(dst []byte, b Block) ([]byte, int, error) { return append(dst, b.Data...), 0, nil }
}

func TestCompressedWindow(t *testing.T) {
	// A zstd frame whose window is 2 GiB, and an xz block that asks for 4.
	if _, _, err := decode(strings.NewReader("\x28\xB5\x2F\xFD\x00\xA8\x01\x00\x00"), UTF8); err == nil || !strings.Contains(err.Error(), "128 MiB") {
		t.Errorf("zstd: %v", err)
	}
	packed := compress(t, XZ, page)
	if i := bytes.IndexByte(packed[12:], 0x21); i < 0 || xzDictionary(packed) != 8<<20 {
		t.Errorf("xz: dictionary of %d", xzDictionary(packed))
	} else {
		packed[12+i+2] = 40
	}
	if _, _, err := decode(bytes.NewReader(packed), UTF8); err == nil || !strings.Contains(err.Error(), "128 MiB") {
		t.Errorf("xz: %v", err)
	}
}

// The dictionary of an xz block shows behind the sizes that its header may have.
func TestXZDictionary(t *testing.T) {
	const stream = "\xFD7zXZ\x00\x00\x04\xE6\xD6\xB4\x46\x02"
	for _, tt := range []struct {
		block string // flags and what follows
		want  int64
	}{
		{"\x00\x21\x01\x00", 4 << 10},
		{"\x00\x21\x01\x01", 6 << 10},
		{"\x00\x21\x01\x16", 8 << 20},
		{"\x00\x21\x01\x27", 3 << 30},
		{"\x00\x21\x01\x28", 1<<32 - 1},
		{"\x00\x21\x01\x29", 0},
		{"\x40\x05\x21\x01\x16", 8 << 20},
		{"\x80\x05\x21\x01\x16", 8 << 20},
		{"\x40\x85\x80\x01\x21\x01\x16", 8 << 20},
		{"\xC0\x85\x01\x80\x02\x21\x01\x16", 8 << 20},
		{"\xC0\x05\x21\x21\x01\x16", 8 << 20},
		{"\xC0\x05\x21\x01\x16", 0}, // one size is missing
		{"\x00\x04\x01\x16", 0},     // another filter
		{"\x00\x21\x02\x16", 0},
		{"\x00\x21\x01", 0},
		{"\x40\x85\x85", 0},
		{"\xC0\x05", 0},
		{"\x40", 0},
		{"", 0},
	} {
		if got := xzDictionary([]byte(stream + tt.block)); got != tt.want {
			t.Errorf("%q: %d, want %d", tt.block, got, tt.want)
		}
	}
}

func TestXZPadding(t *testing.T) {
	packed := append(compress(t, XZ, page), 0, 0, 0, 0)
	if got, _, err := decode(bytes.NewReader(append(packed, packed...)), UTF8); got != page+page || err != nil {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
}

func TestPlainLikeMagic(t *testing.T) {
	for _, text := range []string{"BZh9 is a magic\n", "B", "BZh", "(", "\x1F", "\xFD7z"} {
		for name, odd := range readers {
			if got, _, err := decode(odd(strings.NewReader(text)), UTF8); got != text || err != nil {
				t.Errorf("%q by %s: %q %v", text, name, got, err)
			}
		}
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	name := write(t, page, filepath.Join(dir, "a.txt"))
	f, err := Open(name, Auto)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(f)
	if string(got) != page || err != nil || f.Name() != name || f.Info().Size() != int64(len(page)) || f.Text().Encoding() != UTF8 {
		t.Errorf("got %q %v", got, err)
	}
	if n, total := f.Progress(); n != total || total != int64(len(page)) {
		t.Errorf("progress %d of %d", n, total)
	}
	if f.Changed() {
		t.Error("changed")
	}
	if err := os.Chtimes(name, time.Time{}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if !f.Changed() {
		t.Error("not changed")
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if _, err := f.Read(make([]byte, 1)); err == nil {
		t.Error("reads after Close")
	}
	os.Remove(name)
	if !f.Changed() {
		t.Error("gone, and not changed")
	}
	for _, bad := range []string{name, dir} {
		if _, err := Open(bad, UTF8); err == nil || !strings.Contains(err.Error(), bad) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// A file may be closed while it is read.
func TestCloseWhileReading(t *testing.T) {
	name := write(t, string(compress(t, Zstd, strings.Repeat(page, 5000))), filepath.Join(t.TempDir(), "a"))
	for range 20 {
		f, err := Open(name, UTF8)
		if err != nil {
			t.Fatal(err)
		}
		err = Stream(f, StreamOptions{Workers: 2, BlockSize: 1000}, plain, func([]byte, int) error { return errors.ErrUnsupported })
		if err != errors.ErrUnsupported {
			t.Error(err)
		}
		f.Close()
	}
}

func TestNewWriter(t *testing.T) {
	for name, c := range map[string]Compression{"a.txt": Plain, "a.gz": Gzip, "a.txt.ZST": Zstd, "a.bz": Plain} {
		var b bytes.Buffer
		w, err := NewWriter(&b, name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, page)
		if err := w.Close(); err != nil {
			t.Error(err)
		}
		if is, _ := formatOf(b.Bytes()); is != c {
			t.Errorf("%s: %s", name, is)
		}
		if got, _, err := decode(&b, UTF8); got != page || err != nil {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
	for _, name := range []string{"a.bz2", "a.txt.xz"} {
		if _, err := NewWriter(io.Discard, name); err == nil {
			t.Errorf("%s is written", name)
		}
	}
}
