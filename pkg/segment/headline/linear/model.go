package linear

import (
	_ "embed"
	"encoding/binary"
)

// The model is a table of weights, one signed byte each, found by hash, after a
// head of little-endian int32: the bias; the least that the two words of a gap
// must score by themselves; the most that repetition adds; the number of
// weights, a power of two.
//
//go:embed model.bin
var model string

const headSize = 16

func head(i int) int32 { return int32(binary.LittleEndian.Uint32([]byte(model[4*i : 4*i+4]))) }

var (
	bias    = head(0)
	least   = head(1)
	most    = head(2)
	weights = model[headSize:]
)

// weight returns the weight of the feature of a template with a value.
func weight(template, value uint32) int32 {
	return int32(int8(weights[index(template, value)]))
}

// index returns the index of the weight. The number of the template is a part of the
// file format, because its hash finds the weight in model.bin: a changed number needs a
// new model.
func index(template, value uint32) uint32 {
	h := (value ^ template*0x9E3779B1) * 0x85EBCA6B
	return (h ^ h>>15) & (Size - 1)
}

// sum adds the weights of the features from the nth on.
func (s *Splitter) sum(n int) int32 {
	sum := int32(0)
	for _, f := range s.features[n:s.count] {
		sum += int32(int8(weights[f]))
	}
	return sum
}
