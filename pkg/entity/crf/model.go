package crf

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// A Model is a trained model: tables and weights, read in place from the bytes
// of its file. It is read-only, so goroutines may share it.
type Model struct {
	about   string
	lexicon table
	phrases table
	schemes []scheme
}

// A model file is a header of 32 bytes and sections. All numbers are unsigned,
// little-endian, unless said otherwise.
//
//	0   8  magic, "nass.ner"
//	8   4  version of the format
//	12  4  CRC-32C of everything from byte 32 on
//	16  8  length of the file
//	24  4  number of sections
//	28  4  zero
//	32     for each section: name (4 bytes), offset, length, zero (4 bytes each)
//
// The sections, in any order:
//
//	abou  text, UTF-8: what the model was made from
//	lexi  table of forms: their facts, 15 bytes, see lookup
//	phra  table of phrases: 1 byte of type, 32 more for a listed organization
//	sche  the schemes, the first the default, see schemeSize
//	fea0  rows of the features of scheme 0: three bytes of the hash, a signed byte of weight for each tag
//	fea1  those of scheme 1, and so on
//	fil0  bits: which hashes fea0 may hold, see filterBit
//
// A table is slots of equal size, see table; a slot begins with its mark of 4
// bytes. Rows have the number of their buckets and where each begins before them, 4 bytes
// each, see rows. A scheme is a name (16 bytes, zeros after it), bonus, slope and shift
// (signed 4 bytes each, in 1/32, 1/1024 and 1/1024), its chain, and 2 bytes of
// zero. A chain is signed numbers of 2 bytes:
// the scores of each tag at the beginning, then for each tag those after
// each tag. Scores are in steps of 1/32, as logarithms to base e.
const (
	magic       = "nass.ner"
	version     = 3
	headerSize  = 32
	sectionSize = 16
)

// maxSize is how long a model file may be.
const maxSize = 256 << 20

// Load reads a model file. The model keeps a copy of data. The error names the
// fault of a file that is not a model, is incomplete or damaged, or has another
// version.
func Load(data []byte) (*Model, error) {
	s := string(data)
	n, err := length(s)
	if err != nil {
		return nil, err
	}
	if n != uint64(len(s)) {
		return nil, fmt.Errorf("crf: model file has %d bytes, should have %d", len(s), n)
	}
	if crc32.Checksum(data[headerSize:], crc32.MakeTable(crc32.Castagnoli)) != u32(s, 12) {
		return nil, errors.New("crf: model file is damaged: its checksum is wrong")
	}
	return View(s)
}

// Read reads a model file from r as [Load] does, and no more of it than its
// header announces: it rejects a file that is not a model after 32 bytes.
func Read(r io.Reader) (*Model, error) {
	data := make([]byte, headerSize)
	read, err := io.ReadFull(r, data)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	n, err := length(string(data[:read]))
	if err != nil {
		return nil, err
	}
	b := bytes.NewBuffer(data)
	// One byte more shows that the file is longer than it should be.
	if _, err := b.ReadFrom(io.LimitReader(r, int64(n)+1-headerSize)); err != nil {
		return nil, err
	}
	if uint64(b.Len()) > n {
		return nil, fmt.Errorf("crf: model file has more than the %d bytes that it should have", n)
	}
	return Load(b.Bytes())
}

// length returns how many bytes a model file has, as its header says.
func length(header string) (uint64, error) {
	if len(header) < headerSize || header[:8] != magic {
		return 0, errors.New("crf: not a model file")
	}
	if v := u32(header, 8); v != version {
		return 0, fmt.Errorf("crf: model file has version %d, this program reads version %d", v, version)
	}
	n := uint64(u32(header, 16)) | uint64(u32(header, 20))<<32
	if n < headerSize || n > maxSize {
		return 0, fmt.Errorf("crf: model file has a length of %d bytes in its header, must be from %d to %d", n, headerSize, maxSize)
	}
	return n, nil
}

// View returns the model in the bytes of a model file whose header is known to
// be right. It reads nothing but the header and the list of sections.
func View(s string) (*Model, error) {
	if len(s) < headerSize {
		return nil, errors.New("crf: not a model file")
	}
	m := &Model{}
	var features [8]rows
	var filters [8]string
	n := int(u32(s, 24))
	if n > (len(s)-headerSize)/sectionSize {
		return nil, errors.New("crf: model file has too many sections for its length")
	}
	for i := range n {
		at := headerSize + i*sectionSize
		name, off, size := s[at:at+4], uint64(u32(s, at+4)), uint64(u32(s, at+8))
		if off+size > uint64(len(s)) {
			return nil, fmt.Errorf("crf: section %q of the model file lies outside it", name)
		}
		part := s[off : off+size]
		step := 1
		switch name {
		case "abou":
			m.about = part
		case "lexi":
			step = factsSize
			m.lexicon = newTable(part, step)
		case "phra":
			step = phraseSize
			m.phrases = newTable(part, step)
		case "sche":
			step = schemeSize
			for j := 0; j+schemeSize <= len(part); j += schemeSize {
				m.schemes = append(m.schemes, scheme{})
				m.schemes[len(m.schemes)-1].read(part[j:])
			}
		default:
			switch name[:3] {
			case "fea":
				var ok bool
				if features[(name[3]-'0')&7], ok = newRows(part); !ok {
					return nil, fmt.Errorf("crf: section %q of the model file has the wrong length", name)
				}
			case "fil":
				filters[(name[3]-'0')&7] = part
			}
		}
		if len(part)%step != 0 {
			return nil, fmt.Errorf("crf: section %q of the model file has the wrong length", name)
		}
	}
	if len(m.schemes) == 0 || len(m.schemes) > len(features) {
		return nil, errors.New("crf: model file has no schemes, or too many")
	}
	for i := range m.schemes {
		m.schemes[i].weights = features[i]
		if len(filters[i]) > 0 && features[i].n > 0 {
			m.schemes[i].weights.filter = filters[i]
		}
	}
	return m, nil
}

// Schemes returns the names of the annotation schemes of the model, the default
// first.
func (m *Model) Schemes() []string {
	var names []string
	for i := range m.schemes {
		names = append(names, m.schemes[i].name)
	}
	return names
}

// About says what the model was made from, when, and under which licences.
func (m *Model) About() string { return m.about }
