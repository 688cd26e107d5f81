package main

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"log"
	"math"
	"os"

	"github.com/nass-ar/nass/pkg/entity/conll"
)

// The silver has one more teacher, where somebody has asked it: an encoder that
// teacher.py fits to the annotated text. It knows no lists and no classes of words, but
// it has read far more text than those come from, so it errs elsewhere than the models
// of silver.go do: the mean of both errs less than either.

// teacher.py reads the first two files of the work folder and writes the third.
const lessonsFile, questionsFile, answersFile = "lessons.txt", "questions.txt", "answers.bin"

// makeLessons writes the annotated text and the silver for teacher.py.
func makeLessons(c config) error {
	if exists(c.file(questionsFile)) {
		return nil
	}
	err := writeSentences(c.file(lessonsFile), func(add adder) error {
		for k, set := range trainSets {
			s, err := readSet(c, set, "train")
			if err != nil {
				return err
			}
			add(k, set, s...)
		}
		files, err := readOwn(c.own)
		for _, f := range files {
			kind := "free/" + f.kind
			if f.named {
				kind = "own/" + f.kind
			}
			add(0, kind, f.sentences...)
		}
		return err
	})
	if err != nil {
		return err
	}
	in, err := readSilverFile(c)
	if err != nil {
		return err
	}
	return writeSentences(c.file(questionsFile), func(add adder) error {
		for _, s := range in.Sentences {
			add(s.Source, fmt.Sprintf("%.4f", s.doubt()), conll.Sentence{Tokens: s.Tokens})
		}
		return nil
	})
}

// adder writes sentences of a source: a line with it and their kind or how much they are
// in doubt, a line for each token with its tag, where it has one, and an empty line.
type adder func(source int, kind string, sentences ...conll.Sentence)

func writeSentences(name string, fill func(add adder) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	err = fill(func(source int, kind string, sentences ...conll.Sentence) {
		for _, s := range sentences {
			fmt.Fprintf(w, "#\t%d\t%s\n", source, kind)
			for i, t := range s.Tokens {
				tag := "O"
				if s.Tags != nil {
					tag = s.Tags[i]
				}
				fmt.Fprintf(w, "%s\t%s\n", t, tag)
			}
			fmt.Fprintln(w)
		}
	})
	return errors.Join(err, w.Flush(), f.Close())
}

// doubt is the entropy of a word's tag, the mean over the sentence.
func (s taught) doubt() float64 {
	sum := 0.0
	for _, p := range s.Probs {
		if p > 0 {
			sum -= float64(p) * math.Log(float64(p))
		}
	}
	return sum / float64(len(s.Tokens)+2)
}

// hear makes the probabilities of a sentence that the teacher has answered the mean of the
// answer and what they were. An answer is the number of its sentence, then the
// probabilities. Those sentences go to the first half, which training sees twice.
func (f *silverFile) hear(answers []byte) error {
	answered := make([]bool, len(f.Sentences))
	n := 0
	for len(answers) > 4 {
		i := int(binary.LittleEndian.Uint32(answers))
		if answers = answers[4:]; i >= len(f.Sentences) || answered[i] {
			return fmt.Errorf("%s: sentence %d is not of this silver", answersFile, i)
		}
		probs := f.Sentences[i].Probs
		if len(answers) < 4*len(probs) {
			break
		}
		for k := range probs {
			p := math.Float32frombits(binary.LittleEndian.Uint32(answers[4*k:]))
			probs[k] = (probs[k] + p) / 2
		}
		answers = answers[4*len(probs):]
		answered[i] = true
		n++
	}
	if len(answers) > 0 {
		return fmt.Errorf("%s: cut short", answersFile)
	}
	var yes, no []taught
	for i, s := range f.Sentences {
		if answered[i] {
			yes = append(yes, s)
		} else {
			no = append(no, s)
		}
	}
	half := max(len(f.Sentences)/2, n)
	out := make([]taught, 0, len(f.Sentences))
	for i := range half {
		from := &no
		if (i+1)*n/half > i*n/half {
			from = &yes
		}
		out, *from = append(out, (*from)[0]), (*from)[1:]
	}
	f.Sentences = append(out, no...)
	log.Printf("the teacher answered %d of %d silver sentences", n, len(f.Sentences))
	return nil
}
