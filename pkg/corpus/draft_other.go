//go:build !linux

package corpus

import (
	"io/fs"
	"os"
)

func openUnnamed(string, fs.FileMode) *os.File { return nil }

func linkUnnamed(*os.File, string) error { return fs.ErrInvalid } // there are none

// A syncer makes files durable, one by one.
type syncer map[uint64]bool

func (syncer) sync(f *os.File) error { return f.Sync() }
