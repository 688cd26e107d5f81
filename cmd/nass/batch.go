package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/nass-ar/nass/pkg/command"
	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/folder"
)

// A batch is an output for each text, in a folder.
type batch struct {
	dir    string
	resume bool
	shard  string

	part folder.Shard
	to   *folder.Folder // between run's begin and end
}

func (b *batch) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&b.dir, "out-dir", "", "Write one output per file to `DIR`, each atomically")
	f.BoolVar(&b.resume, "resume", false, "Skip files that have their output in --out-dir")
	f.StringVar(&b.shard, "shard", "", "Read the I-th of every N files, where `I/N` is such as 2/8")
	command.Group(cmd, "Output", "out-dir", "resume", "shard")
}

// prepare reads the flags.
func (b *batch) prepare(in *input, out *output) (err error) {
	if b.shard != "" {
		if b.part, err = folder.ParseShard(b.shard); err != nil {
			return fmt.Errorf("--shard: must be I/N with I from 1 to N, such as 2/8, got %q", b.shard)
		}
	}
	switch {
	case b.dir == "" && b.resume:
		return errors.New("--resume needs --out-dir")
	case b.dir != "" && out.file != "":
		return errors.New("--out-dir cannot be combined with -o")
	case b.dir != "" && in.lines:
		return errors.New("--out-dir cannot be combined with --line-buffered")
	}
	in.drafts, in.pick = b.dir != "", b.part.Of
	if b.resume {
		in.pick = func(names iter.Seq2[string, error]) iter.Seq2[string, error] { return b.to.Rest(b.part.Of(names)) }
	}
	return nil
}

// run opens the folder for what do writes, and says at the end what it holds.
func (b *batch) run(how folder.Run, p *process, in *input, do func() error) (err error) {
	if b.to, err = folder.Open(b.dir, how, b.part); err != nil {
		return err
	}
	skips := in.skip
	in.skip = func(path string) bool { return b.to.Holds(path) || skips != nil && skips(path) }
	in.seen = false
	err = do()
	sum, sumErr := b.to.Close()
	if err == nil {
		err = sumErr
	}
	if err != nil {
		return err
	}
	p.note("%s", sum)
	return nil
}

// write writes the output of t, which make emits in parts with the number of documents
// in each.
func (b *batch) write(t *corpus.Text, f *document.File, make func(emit func([]byte, int) error) error) error {
	if !t.Info().Mode().IsRegular() {
		return errors.New("--out-dir needs regular files")
	}
	ext := ".jsonl"
	if f.Format.Records {
		ext = "" // a file of records stays one
	}
	return b.to.Write(t.File, ext, func(w io.Writer) (n folder.Counts, err error) {
		bad := f.Options.Bad
		f.Options.Bad = func(err *document.RecordError) { n.Bad++; bad(err) }
		err = make(func(part []byte, documents int) error {
			n.Documents += documents
			_, err := w.Write(part)
			return err
		})
		return n, err
	})
}

// end notes the error of a text.
func (b *batch) end(name string, err error) error {
	if err == nil || name == "" {
		return nil
	}
	return b.to.Fail(name, message(err))
}

// optionsOf are the flags that were given and have an effect on what is made of a text,
// with the content of the configuration.
func optionsOf(rules *selection) (map[string]string, error) {
	options := map[string]string{}
	rules.cmd.Flags().Visit(func(f *pflag.Flag) {
		switch f.Name {
		case "out-dir", "resume", "shard", "jobs", "files-from", "null", "hidden", "no-ignore", "exclude", "color", "quiet":
		default:
			if value := f.Value.String(); value != f.DefValue {
				options[f.Name] = value
			}
		}
	})
	if rules.File != "" {
		data, err := os.ReadFile(rules.File)
		if err != nil {
			return nil, err
		}
		options["config"] = fmt.Sprintf("sha256:%x", sha256.Sum256(data))
	}
	return options, nil
}
