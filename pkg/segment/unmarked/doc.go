// Package unmarked finds sentences in text without stops: transcripts, comments, old prose
// and pages that lost their marks. MODEL.md describes the model and its data.
//
// A [Finder] reads a stretch of text and returns, gap by gap, where a sentence begins. It
// asks two regressions, and how long sentences are, which the words at a gap do not show: a
// caller says it or asks [Finder.MeanWords], which judges it from all words.
//
//	var f unmarked.Finder
//	f.Reset(text)
//	for words := f.MeanWords(); ; {
//		gap, ok := f.Next(words, 0)
//		…
//	}
//
// A finder holds 512 words, whatever the length of the text. The package promises nothing:
// its names and the format of its model may change with every version.
package unmarked
