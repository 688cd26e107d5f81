package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// by writes a text in place of what is there.
func by(text string) func(io.Writer) (bool, error) {
	return func(w io.Writer) (bool, error) {
		_, err := io.WriteString(w, text)
		return true, err
	}
}

// holds checks that a file has that text, and its directory only these files.
func holds(t *testing.T, name, text string, files ...string) {
	t.Helper()
	if got, err := os.ReadFile(name); string(got) != text || err != nil {
		t.Errorf("%s: got %q %v, want %q", name, got, err, text)
	}
	if len(files) == 0 {
		return
	}
	entries, _ := os.ReadDir(filepath.Dir(name))
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(files, " ") {
		t.Errorf("the directory has %q, want %q", got, files)
	}
}

func TestReplace(t *testing.T) {
	name := write(t, "قديم", filepath.Join(t.TempDir(), "a.txt"))
	os.Chmod(name, 0o751)
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	os.Chtimes(name, old, old)
	unchanged := func(when string) {
		t.Helper()
		holds(t, name, "قديم", "a.txt")
		if info, _ := os.Stat(name); !info.ModTime().Equal(old) {
			t.Errorf("%s: its time is another", when)
		}
	}
	if err := Replace(name, ".bak", func(w io.Writer) (bool, error) { io.WriteString(w, "x"); return false, nil }); err != nil {
		t.Error(err)
	}
	unchanged("no change")
	cause := errors.New("cause")
	if err := Replace(name, ".bak", func(w io.Writer) (bool, error) { return true, cause }); !errors.Is(err, cause) {
		t.Error(err)
	}
	unchanged("error")
	if err := Replace(name, "/../x", by("x")); err == nil {
		t.Error("a path is taken for an ending")
	}
	if err := Replace(name, "", by("جديد")); err != nil {
		t.Error(err)
	}
	holds(t, name, "جديد", "a.txt")
	if info, _ := os.Stat(name); info.Mode().Perm() != 0o751 {
		t.Errorf("mode %o", info.Mode())
	}
	for i := range 2 { // the second replaces the first's backup
		if err := Replace(name, ".bak", by(fmt.Sprint(i))); err != nil {
			t.Error(err)
		}
	}
	holds(t, name, "1", "a.txt", "a.txt.bak")
	holds(t, name+".bak", "0")
}

func TestReplaceLink(t *testing.T) {
	dir := t.TempDir()
	name := write(t, "قديم", filepath.Join(dir, "real", "a.txt"))
	link := filepath.Join(dir, "link.txt")
	if err := os.Symlink(filepath.Join("real", "a.txt"), link); err != nil {
		t.Skip(err)
	}
	if err := Replace(link, "~", by("جديد")); err != nil {
		t.Fatal(err)
	}
	holds(t, name, "جديد", "a.txt", "a.txt~")
	holds(t, link, "جديد", "link.txt", "real")
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is gone")
	}
}

func TestReplaceChanged(t *testing.T) {
	name := write(t, "قديم", filepath.Join(t.TempDir(), "a.txt"))
	err := Replace(name, ".bak", func(w io.Writer) (bool, error) {
		write(t, "كتبه غيرنا", name)
		return true, nil
	})
	if !errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), name) {
		t.Error(err)
	}
	holds(t, name, "كتبه غيرنا", "a.txt")
}

func TestReplaceCompressed(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]Compression{"a.gz": Gzip, "a.zst": Zstd, "named.txt": Gzip} {
		name = write(t, string(compress(t, c, page)), filepath.Join(dir, name))
		if err := Replace(name, "", by("جديد")); err != nil {
			t.Error(err)
		}
		packed, _ := os.ReadFile(name)
		if is, _ := formatOf(packed); is != c {
			t.Errorf("%s: is %q", name, is)
		}
		if got, _, err := decode(bytes.NewReader(packed), UTF8); got != "جديد" || err != nil {
			t.Errorf("%s: got %q %v", name, got, err)
		}
	}
	// The content tells, not the name; that one tells where there is none.
	name := write(t, page, filepath.Join(dir, "plain.gz"))
	if err := Replace(name, "", by("جديد")); err != nil {
		t.Error(err)
	}
	holds(t, name, "جديد")
	name = write(t, "", filepath.Join(dir, "empty.gz"))
	if err := Replace(name, "", by("جديد")); err != nil {
		t.Error(err)
	}
	if got, _ := os.ReadFile(name); !bytes.HasPrefix(got, []byte("\x1F\x8B")) {
		t.Errorf("empty.gz: got %q", got)
	}
	packed := compress(t, XZ, page)
	name = write(t, string(packed), filepath.Join(dir, "a.xz"))
	if err := Replace(name, "", by("x")); err == nil || !strings.Contains(err.Error(), "xz can only be read, not written") {
		t.Errorf("xz: %v", err)
	}
	holds(t, name, string(packed))
}

func TestReplaceNot(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{dir: "not a regular file", filepath.Join(dir, "none"): "no such file", "/dev/null": "not a regular file"} {
		called := false
		err := Replace(name, "", func(io.Writer) (bool, error) { called = true; return true, nil })
		if err == nil || !strings.Contains(err.Error(), want) || called {
			t.Errorf("%s: %v", name, err)
		}
	}
	if os.Getuid() == 0 {
		t.Skip("root writes everywhere")
	}
	name := write(t, "قديم", filepath.Join(dir, "d", "a.txt"))
	os.Chmod(filepath.Dir(name), 0o555)
	defer os.Chmod(filepath.Dir(name), 0o777)
	if err := Replace(name, "", by("x")); !errors.Is(err, os.ErrPermission) || !strings.Contains(err.Error(), "directory") {
		t.Error(err)
	}
	holds(t, name, "قديم", "a.txt")
}

// TestBatchCounts: a batch counts what was read and what has changed. A text that was
// decoded changes, whatever becomes of it.
func TestBatchCounts(t *testing.T) {
	var b Batch
	dir := t.TempDir()
	for name, enc := range map[string]Encoding{"same": UTF8, "new": UTF8, "decoded": CP1256} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("abc"), 0o666); err != nil {
			t.Fatal(err)
		}
		f, err := Open(path, enc)
		if err != nil {
			t.Fatal(err)
		}
		r, err := b.Make(f, func(w io.Writer) (bool, error) {
			_, err := io.Copy(w, f)
			return name == "new", err
		})
		if f.Close(); err != nil || (r == nil) != (name == "same") || f.Decoded() != (name == "decoded") || f.Mixed() != nil {
			t.Errorf("%s: %v, %v", name, r, err)
		}
		b.Add(r)
	}
	b.Pass(true)
	b.Pass(false)
	if err := b.Close(); err != nil || b.String() != "3 of 5 files changed" {
		t.Errorf("%s, %v", &b, err)
	}
}
