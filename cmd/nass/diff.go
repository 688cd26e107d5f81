package main

import (
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/report"
)

// diffJob writes what the fixes of checks would change in texts, as unified differences, and
// calls differs for each text that would change.
func diffJob(in *input, o *output, p *process, checkOf func(t *corpus.Text) (*report.Check, error), differs func()) corpus.Job[*report.DiffBlock] {
	style := report.Style{Color: o.style(p).Color, Visible: o.onTerminal(p)}
	var diff *report.Diff // of the text whose turn it is
	return corpus.Job[*report.DiffBlock]{
		Work: func(t *corpus.Text, emit func([]byte, *report.DiffBlock) error) error {
			check, err := checkOf(t)
			if err != nil {
				return err
			}
			return report.DiffFile(check, style, in.File(t), emit)
		},
		Begin: func(t *corpus.Text) error {
			diff = report.NewDiff(o, shown(t.Name()), style)
			return nil
		},
		Merge: func(t *corpus.Text, out []byte, block *report.DiffBlock) error {
			if err := diff.Add(block, out); err != nil {
				return err
			}
			return o.put(t, nil)
		},
		End: func(string, error) error {
			if diff == nil { // the text was not read
				return nil
			}
			changed, err := diff.Close()
			if diff = nil; changed {
				differs()
			}
			return err
		},
	}
}
