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
		if f.Done(input) {
			fmt.Println("done before")
		} else if err := copyTo(f, input); err != nil {
			log.Fatal(err)
		}
		sum, err := f.Close()
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(sum.Inputs, "input,", sum.Documents, "document,", sum.Bytes, "bytes")
	}
	// Output:
	// 1 input, 1 document, 6 bytes
	// done before
	// 1 input, 1 document, 6 bytes
}

func copyTo(f *folder.Folder, input string) error {
	in, err := corpus.Open(input, corpus.UTF8)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := f.Create(in, "")
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Discard()
		return err
	}
	return out.Commit(folder.Counts{Documents: 1})
}
