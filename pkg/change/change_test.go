package change

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// added are the lines that a change adds to a file, up to the twentieth.
func added(l *Lines, name string) (lines []int) {
	for n := 1; n <= 20; n++ {
		if l.Has(filepath.Join(l.root, name), n) {
			lines = append(lines, n)
		}
	}
	return lines
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ diff, name, want string }{
		{"", "a", "[]"},
		{"diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n-x\n+y\n+z\n", "a", "[1 2]"},
		{"diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -3,2 +2,0 @@ func\n-x\n-y\n@@ -9,0 +8 @@\n+z\n", "a", "[8]"},
		{"diff --git a/a b/b\nsimilarity index 90%\nrename from a\nrename to b\n--- a/a\n+++ b/b\n@@ -2 +2 @@\n-x\n+y\n", "b", "[2]"},
		{"diff --git a/a b/b\nsimilarity index 100%\nrename from a\nrename to b\n", "b", "[]"},
		{"diff --git a/a b/a\nnew file mode 100644\n--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+y\n", "a", "[1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20]"},
		{"diff --git a/a b/a\ndeleted file mode 100644\n--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-y\n", "a", "[]"},
		// A line of a hunk that looks like a header.
		{"--- a/a\n+++ b/a\n@@ -1,2 +1,3 @@\n--- b/x\n++++ b/x\n+@@ -1 +1 @@\n z\n\\ No newline at end of file\n--- a/c\n+++ b/c\n@@ -5,0 +6 @@\n+x\n", "c", "[6]"},
		{"--- old\t2024\n+++ b/a\t2024\n@@ -0,0 +4,2 @@\n+x\n+y\n", "b/a", "[4 5]"},
		{"diff --git \"a/\\331\\205.txt\" \"b/\\331\\205.txt\"\n--- \"a/\\331\\205.txt\"\n+++ \"b/\\331\\205.txt\"\n@@ -0,0 +7 @@\n+x\n", "م.txt", "[7]"},
		{"diff --cc a\n--- a/a\n+++ b/a\n@@@ -1,1 -1,1 +1,3 @@@\n- x\n -y\n++z\n", "a", "[1 2 3]"},
		{"diff --git a/a b/a\r\n--- a/a\r\n+++ b/a\r\n@@ -1 +1 @@\r\n-x\r\n+y\r\n", "a", "[1]"},
		{"Subject: text before a diff\n\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+y\n-- \n2.40\n", "a", "[1]"},
	} {
		l, err := Parse(strings.NewReader(c.diff), ".")
		if err != nil {
			t.Errorf("%q: %v", c.diff, err)
		} else if got := fmt.Sprint(added(l, c.name)); got != c.want {
			t.Errorf("%q: lines %s of %s, want %s", c.diff, got, c.name, c.want)
		}
	}
	for _, diff := range []string{"--- a\n+++ b\n@@ -1 +x @@\n", "--- a\n+++ b\n@@ -1,2 @@\n", "--- \"a\\q\"\n+++ b\n", "@@ -1 +1 @@\n", "--- a\n+++ b\n@@@@@@\n"} {
		if _, err := Parse(strings.NewReader(diff), "."); !errors.As(err, new(*Error)) {
			t.Errorf("%q: %v, want an error with its line", diff, err)
		}
	}
	if _, err := Parse(strings.NewReader("no diff\n"), "."); !errors.Is(err, errNoDiff) {
		t.Errorf("error %v for text without a diff", err)
	}
}

// TestMove moves lines by the hunks of a second change, and compares with what becomes of
// them where the lines themselves are edited.
func TestMove(t *testing.T) {
	hunk := func(a, b, c, d int) (h struct{ before, after block }) {
		h.before, h.after = block{a, b}, block{c, d}
		return h
	}
	all := []block{{2, 3}, {7, 1}, {9, 2}}
	for _, c := range []struct {
		hunks moves
		want  string
	}{
		{nil, "[{2 3} {7 1} {9 2}]"},
		{moves{hunk(1, 0, 2, 2)}, "[{4 3} {9 1} {11 2}]"},
		{moves{hunk(3, 0, 4, 1)}, "[{2 2} {5 1} {8 1} {10 2}]"},
		{moves{hunk(3, 1, 3, 1)}, "[{2 1} {4 1} {7 1} {9 2}]"},
		{moves{hunk(2, 3, 1, 0)}, "[{4 1} {6 2}]"},
		{moves{hunk(6, 4, 6, 1)}, "[{2 3} {7 1}]"},
		{moves{hunk(20, 1, 20, 5)}, "[{2 3} {7 1} {9 2}]"},
		{moves{hunk(0, 0, 1, 1), hunk(4, 1, 5, 0)}, "[{3 2} {7 1} {9 2}]"},
	} {
		if got := fmt.Sprint(c.hunks.move(slices.Clone(all))); got != c.want {
			t.Errorf("%v: %s, want %s", c.hunks, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n-x\n+y\n+z\n")
	f.Add("--- \"a/\\331\"\n+++ \"b\\n\"\n@@@ -1 -1 +1,99999999999 @@@\n")
	f.Fuzz(func(t *testing.T, diff string) {
		l, err := Parse(strings.NewReader(diff), ".")
		if err != nil {
			return
		}
		for name, file := range l.files {
			if name == "" {
				t.Fatalf("%q: a file without a name", diff)
			}
			for _, b := range file.added {
				if b.count <= 0 {
					t.Fatalf("%q: %v", diff, b)
				}
			}
		}
	})
}
