package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	root    = "../.."
	version = "1.2.0rc1"
)

// first returns the wheel of a platform, which all tests share: a build takes long.
func first(platform string) (string, error) {
	once.Do(func() { wheel, failed = build(root, shared, version, platform) })
	return wheel, failed
}

var (
	shared, wheel string
	failed        error
	once          sync.Once
)

func TestMain(m *testing.M) {
	var err error
	if shared, err = os.MkdirTemp("", "nass-wheel-test"); err != nil {
		log.Fatal(err)
	}
	code := m.Run()
	os.RemoveAll(shared)
	os.Exit(code)
}

// host returns the platform of this machine, or skips the test if there is no wheel for it.
func host(t *testing.T) string {
	t.Helper()
	platform := runtime.GOOS + "/" + runtime.GOARCH
	if tags[platform] == "" {
		t.Skipf("no wheel for %s", platform)
	}
	return platform
}

// TestPython installs the wheel in a fresh environment and runs the tests of the
// module there, and the examples of the README and of the page.
func TestPython(t *testing.T) {
	platform := host(t)
	if testing.Short() {
		t.Skip("it builds and installs a package")
	}
	base := python(t)
	dir := t.TempDir()
	wheel, err := first(platform)
	if err != nil {
		t.Fatal(err)
	}
	env := filepath.Join(dir, "env")
	if out, err := command(t, base, "-m", "venv", env).CombinedOutput(); err != nil {
		t.Skipf("python3 -m venv: %v\n%s", err, out)
	}
	bin := filepath.Join(env, "bin")
	if runtime.GOOS == "windows" {
		bin = filepath.Join(env, "Scripts")
	}
	py := filepath.Join(bin, "python")
	run := func(args ...string) string {
		cmd := command(t, py, args...)
		cmd.Dir = dir // not here, where the module has no command
		cmd.Env = append(os.Environ(), "PYTHONUTF8=1", "PYTHONDEVMODE=1", "NASS_BINARY=", "PYTHONPATH=")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("python %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return string(out)
	}
	run("-W", "ignore", "-m", "pip", "install", "--no-index", "--no-deps", "--quiet", "--disable-pip-version-check", wheel)
	if out, err := command(t, filepath.Join(bin, "nass"), "--version").Output(); err != nil || !strings.Contains(string(out), version) {
		t.Errorf("nass --version: %q, %v", out, err)
	}
	tests, err := filepath.Abs("tests")
	if err != nil {
		t.Fatal(err)
	}
	t.Log(run("-m", "unittest", "discover", "--start-directory", tests))
}

// python returns the path of Python 3.9 or later, or skips the test.
func python(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"python3", "python"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if command(t, path, "-c", "import sys; sys.exit(sys.version_info < (3, 9))").Run() == nil {
			return path
		}
	}
	t.Skip("no Python 3.9 or later")
	return ""
}

// command returns a command that has some minutes.
func command(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	return exec.CommandContext(ctx, name, args...)
}

// TestReproducible: two builds make the same wheel, and it is one.
func TestReproducible(t *testing.T) {
	platform := host(t)
	var wheels [2][]byte
	for i, build := range []func() (string, error){
		func() (string, error) { return first(platform) },
		func() (string, error) { return build(root, t.TempDir(), version, platform) },
	} {
		path, err := build()
		if err != nil {
			t.Fatal(err)
		}
		if want := "nass-1.2.0rc1-py3-none-" + tags[platform] + ".whl"; filepath.Base(path) != want {
			t.Errorf("got %s, want %s", filepath.Base(path), want)
		}
		if wheels[i], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(wheels[0], wheels[1]) {
		t.Error("the second wheel differs from the first")
	}
	r, err := zip.NewReader(bytes.NewReader(wheels[0]), int64(len(wheels[0])))
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]string{}
	var names []string
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		held[f.Name] = string(data)
		names = append(names, f.Name)
		if !f.Modified.Equal(theTime) {
			t.Errorf("%s is of %s", f.Name, f.Modified)
		}
		if runs := f.Mode()&0o111 != 0; runs != strings.Contains(f.Name, ".data/scripts/") {
			t.Errorf("%s has mode %s", f.Name, f.Mode())
		}
	}
	const info = "nass-1.2.0rc1.dist-info/"
	for _, name := range []string{"nass/__init__.py", "nass/py.typed", "nass/spark.py", info + "licenses/LICENSE", info + "licenses/NOTICE"} {
		if _, ok := held[name]; !ok {
			t.Errorf("no %s; it has %q", name, names)
		}
	}
	for name, want := range map[string]string{
		"nass/_version.py": `"1.2.0rc1"`, info + "METADATA": "\nVersion: 1.2.0rc1\n", info + "WHEEL": "\nTag: py3-none-",
		info + "licenses/NOTICE": "CC BY-SA",
	} {
		if !strings.Contains(held[name], want) {
			t.Errorf("%s has no %q", name, want)
		}
	}
	var record strings.Builder
	for _, name := range names[:len(names)-1] {
		sum := sha256.Sum256([]byte(held[name]))
		fmt.Fprintf(&record, "%s,sha256=%s,%d\n", name, base64.RawURLEncoding.EncodeToString(sum[:]), len(held[name]))
	}
	if want := record.String() + info + "RECORD,,\n"; held[info+"RECORD"] != want {
		t.Errorf("RECORD is %q", held[info+"RECORD"])
	}
}

// TestEveryPlatformIsNamed: what cannot be built says what can.
func TestEveryPlatformIsNamed(t *testing.T) {
	for args, want := range map[[2]string]string{
		{"1.0", "plan9/amd64"}:   "darwin/amd64, darwin/arm64, linux/amd64, linux/arm64, windows/amd64, windows/arm64",
		{"v1.0", "linux/amd64"}:  `"v1.0" is not a version`,
		{"1.0-1", "linux/amd64"}: `"1.0-1" is not a version`,
	} {
		if _, err := build(root, t.TempDir(), args[0], args[1]); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", args, err)
		}
	}
}
