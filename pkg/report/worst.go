package report

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/nass-ar/nass/pkg/rule"
)

// A worst holds the worst findings of a run, of one level the first, and writes them in
// the order in which they were found.
type worst struct {
	byLevel [rule.Error + 1][]heldFinding
	number  int // of the next finding
	files   []heldFile
}

// A heldFinding is a finding with its number and that of its file.
type heldFinding struct {
	*Finding
	number, file int
}

// A heldFile is a file and what writes its findings.
type heldFile struct {
	File
	to []*Writer
}

// add adds a finding in the file that ends next, of which most are held.
func (w *worst) add(x *Finding, most int) {
	level := x.Rule.Level
	w.number++
	held := 0
	for _, of := range w.byLevel {
		held += len(of)
	}
	if held == most {
		least := slices.IndexFunc(w.byLevel[:], func(of []heldFinding) bool { return len(of) > 0 })
		if rule.Level(least) >= level {
			return
		}
		w.byLevel[least] = w.byLevel[least][:len(w.byLevel[least])-1]
	}
	kept := *x
	kept.Text = bytes.Clone(x.Text)
	w.byLevel[level] = append(w.byLevel[level], heldFinding{&kept, w.number, len(w.files)})
}

// endFile ends the file.
func (w *worst) endFile(f File, to []*Writer) { w.files = append(w.files, heldFile{f, to}) }

// inOrder returns the findings in the order in which they were found.
func (w *worst) inOrder() []heldFinding {
	all := slices.Concat(w.byLevel[:]...)
	slices.SortFunc(all, func(a, b heldFinding) int { return cmp.Compare(a.number, b.number) })
	return all
}

// write writes the files and the findings.
func (w *worst) write() error {
	all := w.inOrder()
	for i := range w.files {
		f := &w.files[i]
		n := 0
		for n < len(all) && all[n].file == i {
			n++
		}
		for _, to := range f.to {
			if err := to.writeFile(&f.File, all[:n]); err != nil {
				return err
			}
		}
		all = all[n:]
	}
	return nil
}

// writeFile writes a file with these findings.
func (w *Writer) writeFile(f *File, findings []heldFinding) error {
	if err := w.BeginFile(f); err != nil {
		return err
	}
	for _, x := range findings {
		if err := w.Finding(x.Finding); err != nil {
			return err
		}
	}
	return w.EndFile()
}
