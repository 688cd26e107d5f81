//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
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
