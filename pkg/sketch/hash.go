package sketch

import (
	"encoding/binary"
	"math/bits"
)

// Odd numbers whose bits show no pattern: the fractions of the square roots of 2, 3
// and 5, and of the golden ratio.
const (
	root2  = 0x6A09E667F3BCC909
	root3  = 0xBB67AE8584CAA73B
	root5  = 0x3C6EF372FE94F82B
	golden = 0x9E3779B97F4A7C15
)

// Hash returns a hash of text, of 64 bits: the same on every machine and in every
// run. It is fast and well mixed. It does not keep out those who build texts with
// equal hashes.
func Hash(text []byte) uint64 {
	h := uint64(len(text)) ^ root2
	for ; len(text) >= 8; text = text[8:] {
		h = fold(h^binary.LittleEndian.Uint64(text), root3)
	}
	var last uint64
	for i, b := range text {
		last |= uint64(b) << (8 * i)
	}
	return Mix(fold(h^last, root5))
}

// Mix returns x with all of its bits spread over the 64: a bijection, of which 0 has
// no special place.
func Mix(x uint64) uint64 {
	x += golden
	x = (x ^ x>>32) * root3
	x = (x ^ x>>29) * root5
	return x ^ x>>32
}

// fold multiplies to 128 bits and joins the halves.
func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
