package report

import (
	"encoding/binary"
	"encoding/hex"
	"hash/fnv"
	"io"
	"path/filepath"
	"strings"
)

// home is where nass is described.
const home = "https://github.com/nass-ar/nass"

// RulePage returns the address of the page of a rule.
func RulePage(rule string) string { return home + "/blob/main/cmd/nass/doc/rules.md#" + rule }

// path returns the name of a file for reports that are read elsewhere: with slashes,
// without ./ and, if it is in the working directory, relative to it.
func (r *Run) path(name string) string {
	name = filepath.Clean(name)
	if r.Dir != "" && filepath.IsAbs(name) {
		if inside, err := filepath.Rel(r.Dir, name); err == nil && filepath.IsLocal(inside) {
			name = inside
		}
	}
	return filepath.ToSlash(name)
}

// appendURI appends a path as a relative reference, or as the URI of a file if it is
// absolute. Source: RFC 3986, sections 2.3 and 4.2; RFC 8089.
func appendURI(dst []byte, path string) []byte {
	switch {
	case strings.HasPrefix(path, "/"):
		dst = append(dst, "file://"...)
	case filepath.IsAbs(path): // C:/…
		dst = append(dst, "file:///"...)
	}
	for i := range len(path) {
		switch c := path[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~/", c) >= 0:
			dst = append(dst, c)
		default:
			dst = appendHex(append(dst, '%'), rune(c), 2, upperHex)
		}
	}
	return dst
}

// fingerprints name findings so that a later report has the same names for them, on
// whatever lines they are then. A name is a hash of the file, the rule, the words
// found and how many of the same are before it; so no two are alike.
type fingerprints struct {
	file  string            // "" where the names are those of one file only
	again uint32            // how often the file was in the report before
	files map[uint64]uint32 // by hash of their names
	seen  map[uint64]uint32 // by hash of the rule and the words; of the file
}

// begin begins a file.
func (p *fingerprints) begin(file string) {
	if p.files == nil {
		p.files = map[uint64]uint32{}
	}
	h := fnv.New64a()
	io.WriteString(h, file)
	p.file, p.again = file, p.files[h.Sum64()]
	p.files[h.Sum64()]++
	p.seen = map[uint64]uint32{}
}

// append appends the name of the next finding.
func (p *fingerprints) append(dst []byte, x *Finding) []byte {
	what := x.Rule.Name + "\x00" + x.Found()
	kind := fnv.New64a()
	io.WriteString(kind, what)
	h := fnv.New128a()
	io.WriteString(h, p.file+"\x00"+what)
	h.Write(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, p.seen[kind.Sum64()]), p.again))
	p.seen[kind.Sum64()]++
	return hex.AppendEncode(dst, h.Sum(nil))
}
