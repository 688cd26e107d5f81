package main

import (
	"fmt"

	"github.com/nass-ar/nass/pkg/orthography"
)

// didYouMean is the end of an error for a name that none of names is.
func didYouMean(name string, names []string) string {
	if near := orthography.Nearest(name, names); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
