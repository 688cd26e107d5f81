package config

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"testing"
)

// TestSchema: it has the keys that a configuration may have, and a description of each.
func TestSchema(t *testing.T) {
	type schema struct {
		Properties  map[string]*schema
		Items       *schema
		Description string
		Additional  any `json:"additionalProperties"`
	}
	top := new(schema)
	if err := json.Unmarshal(Schema(), top); err != nil {
		t.Fatal(err)
	}
	var check func(path string, s *schema)
	check = func(path string, s *schema) {
		if s.Items != nil {
			s = s.Items
		}
		if s.Properties == nil {
			return
		}
		if s.Additional != false {
			t.Errorf("%s: other keys are allowed", path)
		}
		for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
			if s.Properties[name].Description == "" {
				t.Errorf("%s.%s: there is no description", path, name)
			}
			check(path+"."+name, s.Properties[name])
		}
	}
	check("", top)
	for text, at := range map[string]*schema{
		"\n[[x]]\na = 1": top, "\n[[files]]\na = 1": top.Properties["files"].Items, "\n[[ignore]]\na = 1": top.Properties["ignore"].Items,
		"\n[[replace]]\na = 1": top.Properties["replace"].Items, "\n[words]\na = 1": top.Properties["words"],
	} {
		tree(t, map[string]string{"c": text})
		_, err := Read("c")
		unknown := new(UnknownKeyError)
		if !errors.As(err, &unknown) || !slices.Equal(slices.Sorted(slices.Values(unknown.Known)), slices.Sorted(maps.Keys(at.Properties))) {
			t.Errorf("%q: %v has other keys than the schema", text, err)
		}
	}
}
