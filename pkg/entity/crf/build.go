package crf

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"maps"
	"slices"
)

// A Form is an entry of a lexicon under construction: a folded form and what
// is known of it.
type Form struct {
	Text    string         // as Fold writes it
	Classes [ClassN]uint16 // NoClass where unknown
	Votes   [4]uint8       // share of uses as PER, LOC, ORG, MISC, 0 to 15
	Gaz     uint8          // gazetteers it stands in, a bit each
	Phrase  bool           // begins a phrase of the gazetteers
	Count   uint8          // binary logarithm of its uses in raw text, from 1
}

// A Phrase is a name of one to maxPhrase words in a gazetteer under
// construction.
type Phrase struct {
	Words  []string // folded, the first without proclitics
	Type   uint8    // 1 to 15
	Listed bool     // an organization beyond doubt: it gains a fixed bonus
}

// Parts are what a model file is made from.
type Parts struct {
	About   string
	Forms   []Form
	Phrases []Phrase
	Schemes []Scheme
}

// A Scheme is a scheme of annotation under construction. Scores are in steps
// of Step, tags in the order O, B-PER, I-PER, B-LOC and so on.
type Scheme struct {
	Name         string            // at most 16 bytes
	Features     map[uint64][]int8 // weights by tag of each feature, by its hash
	Chain        Chain
	Bonus        int     // in the second pass, of the tag that a word's other uses speak for
	Slope, Shift float64 // of the calibration
}

// Scheme returns a scheme of a model, to build another one with, and the weights of those of
// its features that have the hashes: a file does not hold the whole hash of a feature. The
// error is one of a scheme that the model does not have.
func (m *Model) Scheme(name string, hashes []uint64) (Scheme, error) {
	i := slices.Index(m.Schemes(), name)
	if i < 0 {
		return Scheme{}, m.unknown(name)
	}
	of := &m.schemes[i]
	s := Scheme{Name: of.name, Features: map[uint64][]int8{}, Bonus: int(of.bonus), Slope: float64(of.slope), Shift: float64(of.shift)}
	for b := range tagN {
		s.Chain.Begin = append(s.Chain.Begin, int(of.chain.begin[b]))
		s.Chain.Into = append(s.Chain.Into, make([]int, tagN))
		for a := range tagN {
			s.Chain.Into[b][a] = int(of.chain.into[b][a])
		}
	}
	for _, h := range hashes {
		if at := of.weights.find(h); at >= 0 {
			w := make([]int8, tagN)
			for k := range w {
				w[k] = int8(of.weights.data[at+k])
			}
			s.Features[h] = w
		}
	}
	return s, nil
}

// A Chain holds scores of tags: at the beginning of a sentence, and of a tag
// after another, [tag][the tag before].
type Chain struct {
	Begin []int
	Into  [][]int
}

func (c *Chain) append(dst []byte) []byte {
	at := func(v []int, i int) []byte {
		x := 0
		if i < len(v) {
			x = v[i]
		}
		return binary.LittleEndian.AppendUint16(dst, uint16(int16(x)))
	}
	for k := range tagN {
		dst = at(c.Begin, k)
	}
	for b := range tagN {
		var row []int
		if b < len(c.Into) {
			row = c.Into[b]
		}
		for a := range tagN {
			dst = at(row, a)
		}
	}
	return dst
}

// Encode makes a model file. The same parts give the same bytes.
func (p *Parts) Encode() []byte {
	lexicon := make([]byte, slots(len(p.Forms))*factsSize)
	for i := range p.Forms {
		p.Forms[i].put(lexicon)
	}
	phrases := make([]byte, slots(len(p.Phrases))*phraseSize)
	for i := range p.Phrases {
		p.Phrases[i].put(phrases)
	}
	sections := map[string][]byte{"abou": []byte(p.About), "lexi": lexicon, "phra": phrases}
	var schemes []byte
	for i, s := range p.Schemes {
		name := make([]byte, 16)
		copy(name, s.Name)
		schemes = append(schemes, name...)
		schemes = binary.LittleEndian.AppendUint32(schemes, uint32(int32(s.Bonus)))
		schemes = binary.LittleEndian.AppendUint32(schemes, uint32(int32(s.Slope*1024)))
		schemes = binary.LittleEndian.AppendUint32(schemes, uint32(int32(s.Shift*1024)))
		schemes = append(s.Chain.append(schemes), 0, 0)
		hashes := slices.Sorted(maps.Keys(s.Features))
		filter := make([]byte, filterSize(len(hashes)))
		for _, h := range hashes {
			at, bit := filterBit(h, len(filter))
			filter[at] |= 1 << bit
		}
		sections["fea"+string(rune('0'+i))] = appendRows(nil, hashes, s.Features)
		sections["fil"+string(rune('0'+i))] = filter
	}
	sections["sche"] = schemes
	return encode(sections)
}

// put writes the form into a lexicon under construction.
func (f *Form) put(lexicon []byte) {
	var v [factsSize - 4]byte
	for k, c := range f.Classes {
		binary.LittleEndian.PutUint16(v[2*k:], c)
	}
	for k, n := range f.Votes {
		v[2*ClassN+k/2] |= min(n, 15) << (4 * (k % 2))
	}
	v[2*ClassN+2] = f.Gaz
	if f.Phrase {
		v[2*ClassN+3] |= flagPhrase
	}
	v[2*ClassN+4] = f.Count
	put(lexicon, factsSize, HashOf(f.Text), v[:])
}

// hash returns the key of the phrase in its table.
func (p *Phrase) hash() uint64 {
	h := HashOf(p.Words[0])
	for _, w := range p.Words[1:] {
		h = mix(h, HashOf(w))
	}
	return h
}

// put writes the phrase into a table under construction.
func (p *Phrase) put(phrases []byte) {
	typ := p.Type
	if p.Listed {
		typ |= phraseListed
	}
	put(phrases, phraseSize, p.hash(), []byte{typ})
}

// AddPhrases returns a model file with more phrases in its free slots. Phrases that it has
// stay as they are. An error says that data is no model file or has no room left.
func AddPhrases(data []byte, phrases []Phrase) ([]byte, error) {
	m, err := Load(data)
	if err != nil {
		return nil, err
	}
	phrases = slices.DeleteFunc(slices.Clone(phrases), func(p Phrase) bool { return m.phrases.find(p.hash()) >= 0 })
	data = slices.Clone(data)
	var lexicon, table []byte
	for i := range int(binary.LittleEndian.Uint32(data[24:])) {
		entry := data[headerSize+i*sectionSize:]
		at, size := binary.LittleEndian.Uint32(entry[4:]), binary.LittleEndian.Uint32(entry[8:])
		switch string(entry[:4]) {
		case "lexi":
			lexicon = data[at : at+size]
		case "phra":
			table = data[at : at+size]
		}
	}
	if len(phrases) > freeSlots(table, phraseSize)/2 || len(phrases) > freeSlots(lexicon, factsSize)/2 {
		return nil, errors.New("crf: the model file has no room for more phrases")
	}
	for i := range phrases {
		p := &phrases[i]
		p.put(table)
		first := Form{Text: p.Words[0], Phrase: true, Count: 1, Classes: unknown}
		if at := m.lexicon.find(HashOf(first.Text)); at >= 0 {
			lexicon[at+2*ClassN+3] |= flagPhrase
		} else {
			first.put(lexicon) // once: put passes over what is there
		}
	}
	sum(data)
	return data, nil
}

// freeSlots returns how many slots of a table hold nothing.
func freeSlots(slots []byte, size int) int {
	n := 0
	for s := range slices.Chunk(slots, size) {
		if binary.LittleEndian.Uint32(s) == 0 {
			n++
		}
	}
	return n
}

// sum writes the checksum of a model file into its header.
func sum(file []byte) {
	binary.LittleEndian.PutUint32(file[12:], crc32.Checksum(file[headerSize:], crc32.MakeTable(crc32.Castagnoli)))
}

func encode(sections map[string][]byte) []byte {
	out := make([]byte, headerSize+sectionSize*len(sections))
	copy(out, magic)
	for i, name := range slices.Sorted(maps.Keys(sections)) {
		for len(out)%8 != 0 {
			out = append(out, 0)
		}
		entry := out[headerSize+i*sectionSize:]
		copy(entry, name)
		binary.LittleEndian.PutUint32(entry[4:], uint32(len(out)))
		binary.LittleEndian.PutUint32(entry[8:], uint32(len(sections[name])))
		out = append(out, sections[name]...)
	}
	binary.LittleEndian.PutUint32(out[8:], version)
	binary.LittleEndian.PutUint32(out[24:], uint32(len(sections)))
	binary.LittleEndian.PutUint64(out[16:], uint64(len(out)))
	sum(out)
	return out
}

// slots is how many slots a table of n keys has: six for five keys.
func slots(n int) int { return n + n/5 + 1 }
