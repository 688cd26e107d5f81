package unmarked

import (
	_ "embed"
	"encoding/binary"
)

// The model is tables of weights, one signed byte each, found by hash, after a head
// of little-endian int32: the bias of the first pass; the least that the features near a
// gap score at ends that score [GateHigh] and [GateLow] or more; the bias of the second
// pass and the most that it adds; and the bias of the weights that show the length of
// sentences, which come last.
//
//go:embed model.bin
var model string

// The sizes of model.bin.
const (
	headSize   = 24
	FirstSize  = 1960000 // weights of the first pass
	SecondSize = 1 << 15 // weights of the second
)

func head(i int) int32 { return int32(binary.LittleEndian.Uint32([]byte(model[4*i : 4*i+4]))) }

var (
	firstBias     = head(0)
	gates         = [2]int32{head(1), head(2)}
	secondBias    = head(3)
	secondMost    = head(4)
	firstWeights  = model[headSize : headSize+FirstSize]
	secondWeights = model[headSize+FirstSize : headSize+FirstSize+SecondSize]
	genreBias     = head(5)
	genreWeights  = model[headSize+FirstSize+SecondSize:]
)

// Scale is how many steps of a score make one natural log unit.
const Scale = 16

const (
	// Least is the lowest score by which gaps differ.
	Least = -6 * Scale

	// Never is the first score of a gap that was given up.
	Never = 2 * Least

	// The scores of ends for which a gate is known.
	GateHigh, GateLow = -2 * Scale, -5 * Scale

	// margin is how far below the level a gap still counts for those beside it.
	margin = 8
)

// gate is what the features near a gap must score for the gap to matter at a level.
func gate(level int32) int32 {
	return gates[0] + (gates[1]-gates[0])*(level-margin-GateHigh)/(GateLow-GateHigh)
}

// firstWeight returns the weight of a feature of the first pass.
func firstWeight(template, value uint32) int32 {
	return int32(int8(firstWeights[uint64(hash(template, value))*FirstSize>>32]))
}

// hash returns the hash of the feature of a template with a value. The number of the
// template is a part of the file format, because its hash finds the weight in model.bin: a
// changed number needs a new model.
func hash(template, value uint32) uint32 {
	h := (value ^ template*0x9E3779B1) * 0x85EBCA6B
	return h ^ h>>15
}
