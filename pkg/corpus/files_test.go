package corpus

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// list is what Files yields, an error as "! path".
func list(args []string, o WalkOptions) []string {
	var got []string
	for name, err := range Files(args, o) {
		if err != nil {
			name = "! " + name
		}
		got = append(got, filepath.ToSlash(name))
	}
	return got
}

func tree(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		write(t, text, name)
	}
}

func TestFiles(t *testing.T) {
	tree(t, map[string]string{
		"b.txt": "", "a/z.txt": "", "a/c/d.txt": "", "a/.hidden": "", "a/.git/config": "", ".dot/x.txt": "",
		"g/x.txt": "", "g/y.log": "", "g/sub/y.log": "", "g/sub/keep.log": "", "g/sub/only.txt": "", "g/build/o.txt": "",
		"g/.gitignore": "*.log\nbuild/\n/x.txt\n", "g/sub/.gitignore": "!keep.log\n", "[1].txt": "", "1.txt": "",
	})
	os.Symlink("a", "link")
	os.Symlink("../b.txt", "a/link.txt")
	os.Symlink("..", "a/loop")
	os.Symlink("none", "a/c/broken")
	for _, c := range []struct {
		args []string
		o    WalkOptions
		want []string
	}{
		{[]string{"-", "b.txt", "b.txt"}, WalkOptions{}, []string{"-", "b.txt", "b.txt"}},
		{[]string{"a"}, WalkOptions{}, []string{"! a/c/broken", "a/c/d.txt", "a/link.txt", "a/z.txt"}},
		{[]string{"a/c/../c/"}, WalkOptions{}, []string{"! a/c/broken", "a/c/d.txt"}},
		{[]string{"a/c", "none", "b.txt"}, WalkOptions{}, []string{"! a/c/broken", "a/c/d.txt", "! none", "b.txt"}},
		{[]string{"g"}, WalkOptions{}, []string{"g/sub/keep.log", "g/sub/only.txt"}},
		{[]string{"g/y.log", "g/sub"}, WalkOptions{}, []string{"g/y.log", "g/sub/keep.log", "g/sub/only.txt", "g/sub/y.log"}}, // no repository around it
		{[]string{"g"}, WalkOptions{NoIgnore: true}, []string{"g/build/o.txt", "g/sub/keep.log", "g/sub/only.txt", "g/sub/y.log", "g/x.txt", "g/y.log"}},
		{[]string{".dot", "a/.hidden"}, WalkOptions{}, []string{".dot/x.txt", "a/.hidden"}},
		{[]string{"g"}, WalkOptions{Skip: func(p string, dir bool) bool { return dir && filepath.Base(p) == "sub" }}, nil},
		{[]string{"a/**/*.txt"}, WalkOptions{}, []string{"a/c/d.txt", "a/link.txt", "a/z.txt"}},
		{[]string{"g/**/*.{log,md}"}, WalkOptions{}, []string{"g/sub/keep.log", "g/sub/y.log", "g/y.log"}},
		{[]string{"*.nothing", "[ab].txt"}, WalkOptions{}, []string{"! *.nothing", "b.txt"}},
		{[]string{"[1].txt"}, WalkOptions{}, []string{"[1].txt"}},
		{[]string{"**/*.txt"}, WalkOptions{}, []string{"1.txt", "[1].txt", "a/c/d.txt", "a/link.txt", "a/z.txt", "b.txt", "g/build/o.txt", "g/sub/only.txt", "g/x.txt"}},
		{[]string{"[x"}, WalkOptions{}, []string{"! [x"}},
		// A directory that a pattern matches is read as if it was named.
		{[]string{"[ag]"}, WalkOptions{}, []string{"! a/c/broken", "a/c/d.txt", "a/link.txt", "a/z.txt", "g/sub/keep.log", "g/sub/only.txt"}},
		{[]string{"?/sub"}, WalkOptions{}, []string{"g/sub/keep.log", "g/sub/only.txt", "g/sub/y.log"}},
		{[]string{"li*"}, WalkOptions{}, []string{"! link/c/broken", "link/c/d.txt", "link/link.txt", "link/z.txt"}},
		{[]string{"a/c/b*"}, WalkOptions{}, []string{"! a/c/broken"}},
	} {
		if got := list(c.args, c.o); !slices.Equal(got, c.want) {
			t.Errorf("%q %+v:\n got %q\nwant %q", c.args, c.o, got, c.want)
		}
	}
	// "." is not shown in the names.
	if got := list([]string{"."}, WalkOptions{}); got[0] != "1.txt" || slices.Contains(got, ".dot/x.txt") || slices.Contains(got, "link/z.txt") {
		t.Errorf("got %q", got)
	}
	if got := list([]string{"."}, WalkOptions{Hidden: true}); !slices.Contains(got, ".dot/x.txt") || slices.Contains(got, "a/.git/config") {
		t.Errorf("hidden: %q", got)
	}
	for range Files([]string{"a", "*.txt", "g"}, WalkOptions{}) {
		break // must not yield again
	}
}

func TestFilesUnreadable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root reads everything")
	}
	tree(t, map[string]string{"a/x.txt": "", "a/b/y.txt": "", "c.txt": ""})
	os.Chmod("a/b", 0)
	defer os.Chmod("a/b", 0o777)
	if got, want := list([]string{"a", "c.txt"}, WalkOptions{}), []string{"! a/b", "a/x.txt", "c.txt"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	for _, pattern := range []string{"a/**/*.txt", "*/*/*.txt"} {
		if got := list([]string{pattern}, WalkOptions{}); !slices.Contains(got, "! "+pattern) {
			t.Errorf("%s: got %q", pattern, got)
		}
	}
}

// What is found and given by no rule is told.
func TestFilesSkipped(t *testing.T) {
	tree(t, map[string]string{"a/x.txt": "", "b/y.txt": ""})
	os.Symlink("../b", "a/dir")
	os.Symlink("/dev/null", "a/null")
	os.Symlink("x.txt", "a/file")
	var skipped []string
	got := list([]string{"a"}, WalkOptions{Skipped: func(path string, mode fs.FileMode) {
		skipped = append(skipped, fmt.Sprint(filepath.ToSlash(path), " ", mode.IsDir()))
	}})
	if want := []string{"a/file", "a/x.txt"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if want := []string{"a/dir true", "a/null false"}; !slices.Equal(skipped, want) {
		t.Errorf("skipped %q", skipped)
	}
}

// A pattern that no file of patterns is read from is not waited for.
func TestIgnoreIsRegular(t *testing.T) {
	tree(t, map[string]string{"a/x.txt": "", "b/.gitignore/y.txt": "", "b/z.txt": ""})
	os.Symlink("/dev/zero", "a/.gitignore")
	if got := list([]string{"a", "b"}, WalkOptions{}); !slices.Equal(got, []string{"a/x.txt", "b/z.txt"}) {
		t.Errorf("got %q", got)
	}
}

// The walk finds what git finds.
func TestIgnoreAsGit(t *testing.T) {
	tree(t, map[string]string{
		".gitignore": strings.Join([]string{"# comment", "*.log", "!important.log", "/root.txt", "out/", "doc/*.txt", "deep/**/x.txt", "all/**", "!all/keep",
			"**/anywhere", "mid/**", "!mid/a.txt", `\#hash`, `\!bang`, "trail   ", `sp\ `, "br{a,b}.txt", "[ab]c.txt", "[!a]d.txt", "q?.txt", "*x*y", "a**b.txt", "foo/bar/",
			"only/", "dir", "crlf.txt\r", "[unclosed", `back\\slash`, "/", "only-neg/*", "!only-neg/yes.txt"}, "\n"),
		"a.log": "", "important.log": "", "s/important.log": "", "root.txt": "", "s/root.txt": "", "out/f": "", "s/out/f": "", "s/out2": "",
		"doc/a.txt": "", "doc/s/a.txt": "", "s/doc/a.txt": "", "deep/x.txt": "", "deep/a/x.txt": "", "deep/a/b/x.txt": "", "all/f": "", "all/keep": "", "all/d/g": "",
		"anywhere": "", "s/anywhere/f": "", "mid/a.txt": "", "mid/b.txt": "", "#hash": "", "!bang": "", "trail": "", "sp ": "", "sp": "", "br{a,b}.txt": "", "bra.txt": "",
		"ac.txt": "", "cc.txt": "", "ad.txt": "", "bd.txt": "", "q1.txt": "", "q12.txt": "", "1x2y": "", "x/y": "", "aXb.txt": "", "foo/bar/f": "", "s/foo/bar/f": "",
		"only": "", "s/only/f": "", "dir/f": "", "s/dir": "", "[unclosed": "", `back\slash`: "", "only-neg/yes.txt": "", "only-neg/no.txt": "",
		"s/.gitignore": "!a.log\n/local\nsub/*.txt\n!sub/b.txt\n", "s/a.log": "", "s/local": "", "s/t/local": "", "s/sub/a.txt": "", "s/sub/b.txt": "", "s/t/sub/a.txt": "",
		"excluded": "", "s/excluded": "",
	})
	git := func(args ...string) string {
		cmd := exec.CommandContext(patience(t), "git", append([]string{"-c", "core.excludesFile=", "-c", "core.quotePath=false"}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
		out, err := cmd.Output()
		if err != nil {
			t.Skip(err)
		}
		return string(out)
	}
	git("init", "-q")
	write(t, "/excluded\n", ".git/info/exclude")
	for _, dir := range []string{".", "s", "s/t"} {
		want := strings.Split(strings.TrimSuffix(git("ls-files", "-z", "--others", "--exclude-standard", "--", dir), "\x00"), "\x00")
		want = slices.DeleteFunc(want, func(name string) bool { return filepath.Base(name) == ".gitignore" })
		got := list([]string{dir}, WalkOptions{})
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			for _, f := range got {
				if !slices.Contains(want, f) {
					t.Errorf("%s: not ignored: %q", dir, f)
				}
			}
			for _, f := range want {
				if !slices.Contains(got, f) {
					t.Errorf("%s: ignored: %q", dir, f)
				}
			}
		}
	}
}

func TestReadList(t *testing.T) {
	for _, c := range []struct {
		in   string
		nul  bool
		want string
	}{
		{"a\nb c\r\n\nد", false, "a|b c|د"}, {"a\x00b\nc\x00\x00", true, "a|b\nc"}, {"", false, ""}, {"\n", false, ""},
	} {
		var got []string
		for name, err := range ReadList(iotest.OneByteReader(strings.NewReader(c.in)), c.nul) {
			if err != nil {
				t.Error(err)
			}
			got = append(got, name)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q: got %q", c.in, got)
		}
	}
	n := 0
	for _, err := range ReadList(io.LimitReader(endless("x"), 1<<20), false) {
		if n++; err == nil {
			t.Error("a name of 1 MiB is taken")
		}
	}
	if n != 1 {
		t.Errorf("%d names", n)
	}
}

func FuzzIgnore(f *testing.F) {
	f.Add("*.log\n!a.log\n/x/**/y\n[a\n{\\", "x/y/a.log")
	f.Fuzz(func(t *testing.T, text, path string) {
		ig := &ignores{dir: "/", rules: parseIgnore([]byte(text))}
		ig.ignored("/"+path, false)
		ig.ignored("/"+path, true)
	})
}

// TestMatchGlob: a pattern matches at any depth.
func TestMatchGlob(t *testing.T) {
	for _, x := range []struct {
		glob, path string
		want       bool
	}{
		{"*.txt", "a.txt", true},
		{"*.txt", "./news/a.txt", true},
		{"*.txt", "a.text", false},
		{"news/*.txt", "news/a.txt", true},
		{"news/*.txt", "old/news/a.txt", true},
		{"news/*.txt", "news/old/a.txt", false},
		{"news/**", "news/old/a.txt", true},
		{"{a,b}.txt", "b.txt", true},
		{"[", "[", false},
	} {
		if got := MatchGlob(x.glob, x.path); got != x.want {
			t.Errorf("%q matches %q: %t", x.glob, x.path, got)
		}
	}
}
