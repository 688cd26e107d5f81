// Train-entities makes the model that package entity embeds, from annotated
// text, gazetteers and raw text. Each step reads and writes files of a work
// folder and is skipped where its output is there already, so a run that broke
// off goes on, and a changed step is run again by deleting what it wrote.
//
//	go run ./scripts/train-entities --data DIR --work DIR [STEP...]
//
// The steps in order: text, classes, vectors, clusters, bodies,
// votes, silver, lessons, model, listed. MODEL.md of package entity says what each costs.
// Between lessons and model teacher.py may answer them. The last step needs no data: it
// adds to a finished model what is new in organizations.txt.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"slices"
	"time"
)

type config struct {
	data, work, out string
	keep            string // a model file whose schemes but news are kept
	own             fs.FS  // the text written for nass
	cross, silver   bool
}

func (c config) file(name string) string { return filepath.Join(c.work, name) }

var steps = []struct {
	name string
	run  func(config) error
}{
	{"text", makeText},
	{"classes", makeClasses},
	{"vectors", makeVectors},
	{"clusters", makeClusters},
	{"bodies", makeBodies},
	{"votes", makeVotes},
	{"silver", makeSilver},
	{"lessons", makeLessons},
	{"model", makeModel},
	{"listed", addListed},
}

func main() {
	log.SetFlags(log.Ltime)
	c := config{own: own}
	flag.StringVar(&c.data, "data", "", "folder with ner, gaz and raw")
	flag.StringVar(&c.work, "work", "", "folder for what the steps make")
	flag.StringVar(&c.out, "out", "pkg/entity/model.bin", "file of the finished model")
	flag.StringVar(&c.keep, "keep", "", "in the model step, train news alone and keep the other schemes of the model in `FILE`")
	flag.BoolVar(&c.cross, "cross", false, "in the model step, only score models of parts of the training data on the rest")
	flag.BoolVar(&c.silver, "silver", true, "with --cross, learn from silver too")
	flag.Parse()
	if onlyListed := slices.Equal(flag.Args(), []string{"listed"}); !onlyListed && (c.data == "" || c.work == "") {
		flag.Usage()
		os.Exit(2)
	}
	if c.work != "" {
		if err := os.MkdirAll(c.work, 0o755); err != nil {
			log.Fatal(err)
		}
	}
	for _, s := range steps {
		if flag.NArg() > 0 && !slices.Contains(flag.Args(), s.name) {
			continue
		}
		start := time.Now()
		if err := s.run(c); err != nil {
			log.Fatal(fmt.Errorf("%s: %w", s.name, err))
		}
		log.Printf("%s: %v", s.name, time.Since(start).Round(time.Second))
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
