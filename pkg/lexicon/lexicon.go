// Package lexicon holds what several packages know of words: keys to look words
// up by, the proclitics that are written onto a word, and lists of words that
// more than one package needs. A list that one package alone needs is in the
// words.txt of that package.
package lexicon

//go:generate go run ../../scripts/gen-words -export
