package folder_test

import (
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/folder"
)

// Each file is copied into a folder; a second run finds that all is done.
func Example() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	input := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(input, []byte("نعم"), 0o666); err != nil {
		log.Fatal(err)
	}
	for range 2 {
		f, err := folder.Open(filepath.Join(dir, "out"), folder.Run{Verb: "copy", Version: "1"}, folder.Shard{})
		if err != nil {
			log.Fatal(err)
		}
		for name := range f.Rest(corpus.Named(input)) {
			if err := copyTo(f, name); err != nil {
				log.Fatal(err)
			}
		}
		sum, err := f.Close()
		if err != nil {
			log.Fatal(err)
		}
		sum.Dir = filepath.Base(sum.Dir)
		fmt.Println(sum)
	}
	// Output:
	// 1 output written; out has 1 document of 1 file
	// 0 outputs written, 1 done before; out has 1 document of 1 file
}

func copyTo(f *folder.Folder, input string) error {
	in, err := corpus.Open(input, corpus.UTF8)
	if err != nil {
		return err
	}
	defer in.Close()
	return f.Write(in, "", func(w io.Writer) (folder.Counts, error) {
		_, err := io.Copy(w, in)
		return folder.Counts{Documents: 1}, err
	})
}
