package stream_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/nass-ar/nass/pkg/corpus"
	"github.com/nass-ar/nass/pkg/segment"
	"github.com/nass-ar/nass/pkg/segment/stream"
)

func ExampleAll() {
	text := strings.NewReader("زار د. سليم المدينة. ثم عاد.\nهل يبقى؟")
	for s, err := range stream.All(text, stream.Options{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d: line %d, bytes %d to %d: %s\n", s.Index, s.Start.Line, s.Start.Offset, s.End.Offset, s.Text)
	}
	// Output:
	// 0: line 1, bytes 0 to 35: زار د. سليم المدينة.
	// 1: line 1, bytes 36 to 48: ثم عاد.
	// 2: line 2, bytes 49 to 64: هل يبقى؟
}

// Workers write the sentences of their blocks; emit numbers the blocks.
func ExampleRead() {
	text := strings.NewReader("زار سليم المدينة. ثم عاد.\nهل يبقى؟\n")
	write := func(dst []byte, s *stream.Stretch, u stream.Unit) []byte {
		return append(append(dst, s.Text(u.Span)...), '\n')
	}
	err := stream.Read(text, stream.Options{Stream: corpus.StreamOptions{BlockSize: 10}},
		func() stream.Worker[struct{}] { return stream.Worker[struct{}]{Unit: write} },
		func(out []byte, before stream.Counts, _ struct{}) error {
			fmt.Println("from sentence", before.Units, "of paragraph", before.Paragraphs)
			_, err := os.Stdout.Write(out)
			return err
		})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// from sentence 0 of paragraph 0
	// زار سليم المدينة.
	// ثم عاد.
	// from sentence 2 of paragraph 1
	// هل يبقى؟
}

func ExampleTokens() {
	text := strings.NewReader("وباع 3.5 طن!\n")
	err := stream.Tokens(text, segment.TokenOptions{}, corpus.StreamOptions{},
		func() func([]byte, *stream.Stretch, []segment.Token) ([]byte, struct{}) {
			return func(dst []byte, s *stream.Stretch, tokens []segment.Token) (_ []byte, none struct{}) {
				for _, t := range tokens {
					dst = append(append(dst, s.Text(t.Span)...), '|')
				}
				return dst, none
			}
		}, func(out []byte, before int, _ struct{}) error {
			fmt.Printf("%s\n", out)
			return nil
		})
	if err != nil {
		fmt.Println(err)
	}
	// Output: وباع|3.5|طن|!|
}
