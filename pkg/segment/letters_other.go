//go:build !amd64

package segment

// fill makes no map: there is no faster way than that of arabicLetters.
func (m *letterMap) fill([]byte) bool {
	m.to = m.from
	return false
}
