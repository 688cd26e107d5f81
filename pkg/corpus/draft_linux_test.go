package corpus

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestDraftHasNoName: a program that is killed leaves nothing.
func TestDraftHasNoName(t *testing.T) {
	name := write(t, "قديم", filepath.Join(t.TempDir(), "a.txt"))
	d, err := NewDraft(name, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Discard()
	if d.name != "" {
		t.Skip("this file system knows no files without a name")
	}
	io.WriteString(d, "جديد")
	holds(t, name, "قديم", "a.txt")
}

// TestDraftWithName: where the system knows no files without a name, all is as
// well.
func TestDraftWithName(t *testing.T) {
	before := hasDescriptors
	hasDescriptors = func() bool { return false }
	defer func() { hasDescriptors = before }()
	name := write(t, "قديم", filepath.Join(t.TempDir(), "a.txt"))
	d, err := NewDraft(name, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if base := filepath.Base(d.name); !strings.HasPrefix(base, ".a.txt.nass-") {
		t.Errorf("draft %q", base)
	}
	d.Discard()
	t.Run("draft", TestDraft)
	t.Run("replace", TestReplace)
	t.Run("discard", TestBatchDiscard)
	t.Run("hold", TestReplaceHolds)
}

// TestReplaceOwner: the owner that cannot be kept is told.
func TestReplaceOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can be another")
	}
	name := write(t, "قديم", filepath.Join(t.TempDir(), "a.txt"))
	os.Chmod(filepath.Dir(name), 0o777)
	os.Chmod(filepath.Dir(filepath.Dir(name)), 0o755)
	for dir := filepath.Dir(name); dir != "/"; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err != nil || info.Mode()&1 == 0 {
			t.Skipf("others may not enter %s: %v", dir, err)
		}
	}
	f, err := Open(name, UTF8)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	const nobody = 65534
	if _, err := unix.SetfsuidRetUid(nobody); err != nil {
		t.Skip(err)
	}
	defer unix.SetfsuidRetUid(0)
	r, err := NewReplacement(f, by("جديد"))
	if err != nil {
		t.Fatal(err)
	}
	if want := "owner is now 65534:"; !strings.HasPrefix(r.Owner(), want) {
		t.Errorf("owner %q, want %q", r.Owner(), want)
	}
	var b Batch
	b.Add(r)
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	holds(t, name, "جديد", "a.txt")
}
