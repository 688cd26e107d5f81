// Package crf is the linear-chain conditional random field behind package
// entity: the format of its model file, the features of words, decoding, and
// the parts that training needs. It promises no compatibility; use package
// entity.
package crf

//go:generate go run ../../../scripts/gen-words
