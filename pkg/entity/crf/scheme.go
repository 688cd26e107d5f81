package crf

import "strings"

// tagN is the number of tags: 0 is O, then B and I of each type.
const tagN = 1 + 2*typeN

// tagBits is how many bits hold a tag.
const tagBits = 4

const (
	typeN      = 4
	phraseSize = 5
	maxPhrase  = 6

	phraseInside = 16  // marks all but the first word of a phrase
	phraseListed = 32  // marks a phrase that is an organization beyond doubt
	listedBonus  = 128 // what its tags gain, in steps of Step
)

// A scheme is one way to annotate: the weights of the features under the
// guidelines of one set.
type scheme struct {
	name    string
	weights rows
	chain   chain
	bonus   int16 // in the second pass, of the tag that a word's other uses speak for
	slope   float32
	shift   float32 // of the calibration of scores
}

// A chain holds the scores of tags after each other. What IOB2 forbids has
// the score never.
type chain struct {
	begin [tagN]int32
	into  [tagN][tagN]int32 // [tag][the tag before it]
}

const never = -1 << 20

// Step is the score that one step of a weight represents, as a natural
// logarithm.
const Step = 1.0 / 32

// chainSize and schemeSize are the bytes of each in a model file.
const (
	chainSize  = 2 * (tagN + tagN*tagN)
	schemeSize = 16 + 12 + chainSize + 2
)

func (c *chain) read(s string) {
	for k := range c.begin {
		c.begin[k] = int32(int16(u16(s, 2*k)))
		if k > 0 && k%2 == 0 {
			c.begin[k] = never
		}
	}
	s = s[2*tagN:]
	for b := range c.into {
		for a := range c.into[b] {
			c.into[b][a] = int32(int16(u16(s, 2*(b*tagN+a))))
			if b > 0 && b%2 == 0 && a != b && a != b-1 {
				c.into[b][a] = never
			}
		}
	}
}

func (s *scheme) read(data string) {
	s.name = strings.TrimRight(data[:16], "\x00")
	s.bonus = int16(u32(data, 16))
	s.slope = float32(int32(u32(data, 20))) / 1024
	s.shift = float32(int32(u32(data, 24))) / 1024
	s.chain.read(data[28:])
}
