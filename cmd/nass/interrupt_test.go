//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestInterrupt: an interrupt leaves the output as it was, and nothing beside it.
func TestInterrupt(t *testing.T) {
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
	cmd := exec.Command(nass, "normalize", "--line-buffered", "-o", out, pipe)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w, err := os.OpenFile(pipe, os.O_WRONLY, 0) // waits for nass to open it
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if _, err := w.WriteString("و قال\n"); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- cmd.Wait() }()
	for err = nil; err == nil; {
		select {
		case err = <-done:
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
				t.Errorf("%v, %s", err, stderr.String())
			}
			if err == nil {
				return
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

// TestInterruptOfAPipe: nor does one that comes while nothing is read.
func TestInterruptOfAPipe(t *testing.T) {
	nass, err := exec.LookPath("nass")
	if err != nil {
		t.Skip(err)
	}
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			cmd := exec.Command(nass, "normalize", "-o", filepath.Join(dir, "out.txt"))
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
				if files, _ := filepath.Glob(filepath.Join(dir, ".*")); len(files) > 0 {
					break
				}
			}
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); cmd.ProcessState.ExitCode() != exitInterrupted {
				t.Errorf("%v", err)
			}
			if files, _ := os.ReadDir(dir); len(files) > 0 {
				t.Errorf("left behind: %v", files)
			}
		})
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
