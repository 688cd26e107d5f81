//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nass-ar/nass/pkg/corpus"
)

// skipIfIgnored skips the test of a signal that this process was started to
// ignore, as nohup has it of SIGHUP: its children ignore it too.
func skipIfIgnored(t *testing.T, sig os.Signal) {
	t.Helper()
	if signal.Ignored(sig) {
		t.Skipf("the tests run with %v ignored, as under nohup", sig)
	}
}

// TestInterrupt: an interrupt leaves the output as it was, and nothing beside it.
func TestInterrupt(t *testing.T) {
	skipIfIgnored(t, os.Interrupt)
	dir := t.TempDir()
	pipe, out := filepath.Join(dir, "pipe"), filepath.Join(dir, "out.txt")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	if err := os.WriteFile(out, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	nass, err := exec.LookPath("nass") // TestMain's
	if err != nil {
		t.Skip(err)
	}
	ctx := patience(t)
	cmd := exec.CommandContext(ctx, nass, "normalize", "--line-buffered", "-o", out, pipe)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w := openPipe(t, ctx, pipe)
	defer w.Close()
	if _, err := w.WriteString("و قال\n"); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	for ended := false; !ended; {
		select {
		case err := <-done:
			if ended = true; cmd.ProcessState.ExitCode() != 130 {
				t.Errorf("%v, %s", err, stderr.String())
			}
		case <-time.After(time.Millisecond):
			w.WriteString("و قال\n") // a read that waits returns, and sees the interrupt
		}
	}
	if text, err := os.ReadFile(out); err != nil || string(text) != "old" {
		t.Errorf("%q, %v", text, err)
	}
	if files, _ := filepath.Glob(filepath.Join(dir, ".*")); len(files) > 0 {
		t.Errorf("left behind: %q", files)
	}
}

// openPipe opens a pipe to write to, once it is open to be read.
func openPipe(t *testing.T, ctx context.Context, name string) *os.File {
	t.Helper()
	for {
		w, err := os.OpenFile(name, os.O_WRONLY|syscall.O_NONBLOCK, 0)
		if err == nil {
			return w
		}
		select {
		case <-ctx.Done():
			t.Fatal(err)
		case <-time.After(time.Millisecond):
		}
	}
}

// TestInterruptOfAPipe: nor does one that comes while nothing is read.
func TestInterruptOfAPipe(t *testing.T) {
	nass, err := exec.LookPath("nass")
	if err != nil {
		t.Skip(err)
	}
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(sig.String(), func(t *testing.T) {
			skipIfIgnored(t, sig)
			t.Parallel()
			dir := t.TempDir()
			ctx := patience(t)
			cmd := exec.CommandContext(ctx, nass, "normalize", "-o", filepath.Join(dir, "out.txt"))
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			fill(t, in)
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 128+int(sig) {
				t.Errorf("%v", err)
			}
			if files, _ := os.ReadDir(dir); len(files) > 0 {
				t.Errorf("left behind: %v", files)
			}
		})
	}
}

// fill writes to a pipe more than it holds, so that nass has begun to read, and
// to write.
func fill(t *testing.T, in io.Writer) {
	t.Helper()
	if _, err := io.WriteString(in, strings.Repeat("و قال\n", 1<<20/10)); err != nil {
		t.Fatal(err)
	}
}

// TestKill: what cannot be caught leaves nothing either, where the system knows
// files without a name.
func TestKill(t *testing.T) {
	nass, err := exec.LookPath("nass")
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	d, err := corpus.NewDraft(filepath.Join(dir, "x"), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	named, err := os.ReadDir(dir)
	d.Discard()
	if err != nil || len(named) > 0 {
		t.Skip("here a draft has a name")
	}
	cmd := exec.CommandContext(patience(t), nass, "normalize", "-o", filepath.Join(dir, "out.txt"))
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	fill(t, in)
	cmd.Process.Kill()
	cmd.Wait()
	if files, _ := os.ReadDir(dir); len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
}

// TestStaleDraft: what a killed nass has left is removed by the next that writes
// in the directory.
func TestStaleDraft(t *testing.T) {
	nass, err := exec.LookPath("nass")
	if err != nil {
		t.Skip(err)
	}
	killed := exec.CommandContext(patience(t), nass, "version")
	if err := killed.Run(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	page, stale := filepath.Join(dir, "a.txt"), filepath.Join(dir, fmt.Sprintf(".b.txt.nass-%d-0.tmp", killed.Process.Pid))
	for _, args := range [][]string{{"normalize", "-o", filepath.Join(dir, "out.txt"), page}, {"normalize", "-i", page}} {
		for name, text := range map[string]string{page: "و قال\n", stale: "x"} {
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		var stderr bytes.Buffer
		if code := run(args, os.Stdin, io.Discard, &stderr); code != 0 {
			t.Errorf("%q: exit code %d, %s", args, code, stderr.String())
		}
		if _, err := os.Lstat(stale); err == nil {
			t.Errorf("%q has left it", args)
		}
	}
}

// TestPipeIsNotReplaced: nass does not wait for one to be written either.
func TestPipeIsNotReplaced(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	var stderr bytes.Buffer
	if code := run([]string{"normalize", "-i", pipe}, os.Stdin, &stderr, &stderr); code != exitError || !strings.Contains(stderr.String(), pipe+": not a regular file") {
		t.Errorf("exit code %d, %s", code, stderr.String())
	}
}
