package corpus

import (
	"fmt"
	"slices"
	"sync"
)

// Progress counts how far a program has come with its texts. The zero value is
// ready; all methods may be called at once.
type Progress struct {
	mu    sync.Mutex
	open  []*File // texts that are read now, in the order they were opened
	files int     // texts that are done
	bytes int64   // of them, on the disk
}

// Begin counts a text that is read until end is called.
func (g *Progress) Begin(f *File) (end func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = append(g.open, f)
	return func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		read, _ := f.Progress()
		g.files++
		g.bytes += read
		g.open = slices.DeleteFunc(g.open, func(x *File) bool { return x == f })
	}
}

// String returns how much has been read: of a first text, its part; of several,
// how many are done, and the one that has been read for longest.
func (g *Progress) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	all := g.bytes
	for _, f := range g.open {
		read, _ := f.Progress()
		all += read
	}
	if g.files > 0 || len(g.open) != 1 {
		s := fmt.Sprintf("%s, %d MB", plural(g.files, "file"), all>>20)
		if len(g.open) > 0 {
			s += ": " + Display(g.open[0].Name())
		}
		return s
	}
	f := g.open[0]
	if _, total := f.Progress(); total > 0 {
		return fmt.Sprintf("%s: %d of %d MB (%d %%)", Display(f.Name()), all>>20, total>>20, 100*all/total)
	}
	return fmt.Sprintf("%s: %d MB", Display(f.Name()), all>>20)
}
