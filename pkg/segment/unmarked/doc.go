// Package unmarked finds sentences in text without stops: transcripts, comments, old prose
// and pages that lost their marks. MODEL.md describes the model and its data.
//
// A [Finder] reads a stretch of text and returns, gap by gap, where a sentence begins with
// what score. How high a score must be depends on how long sentences are ([Level]), which
// the scores do not show: a caller says it or asks [Finder.MeanWords], which judges it from
// the words.
//
//	var f unmarked.Finder
//	f.Reset(text)
//	for level := unmarked.Level(f.MeanWords()); ; {
//		gap, ok := f.Next(level)
//		…
//	}
//
// A finder holds 512 words, whatever the length of the text. The package promises nothing:
// its names and the format of its model may change with every version.
package unmarked
