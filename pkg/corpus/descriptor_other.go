//go:build !unix

package corpus

import (
	"errors"
	"os"
)

// duplicate fails: there are no descriptors with a name.
func duplicate(int) (*os.File, error) { return nil, errors.ErrUnsupported }
