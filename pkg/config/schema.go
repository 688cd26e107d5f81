package config

import (
	"encoding/json"
	"reflect"

	"github.com/nass-ar/nass/pkg/document"
	"github.com/nass-ar/nass/pkg/orthography"
	"github.com/nass-ar/nass/pkg/rule"
)

// Schema returns the JSON schema of a configuration, for editors.
func Schema() []byte {
	s := schemaOf(reflect.TypeFor[File](), "")
	s["$schema"] = "http://json-schema.org/draft-07/schema#"
	s["title"] = Name
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic(err) // it holds strings, lists and tables of them
	}
	return append(text, '\n')
}

// schemaOf returns the schema of values of a type, which a key has.
func schemaOf(t reflect.Type, key string) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem(), key)
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem(), key)}
	case reflect.Map:
		if key == "options" {
			return schemaOfOptions()
		}
		return map[string]any{"type": "object", "additionalProperties": map[string]any{"enum": append(append([]string{}, rule.Levels...), orthography.Off)}}
	case reflect.Struct:
		keys := map[string]any{}
		for i := range t.NumField() {
			if f := t.Field(i); f.Tag.Get("toml") != "" {
				of := schemaOf(f.Type, f.Tag.Get("toml"))
				of["description"] = f.Tag.Get("doc")
				keys[f.Tag.Get("toml")] = of
			}
		}
		return map[string]any{"type": "object", "additionalProperties": false, "properties": keys}
	}
	s := map[string]any{"type": "string"}
	switch key {
	case "profile":
		s["enum"] = orthography.Profiles
	case "fail-on", "level":
		s["enum"] = rule.Levels
	case "as":
		s["enum"] = document.Names()
	case "language":
		s["enum"] = orthography.LanguageChoices()
	}
	return s
}

// schemaOfOptions returns the schema of a table of options.
func schemaOfOptions() map[string]any {
	options := map[string]any{}
	for _, o := range orthography.Options() {
		var values []string
		for _, v := range o.Values {
			values = append(values, v.Name)
		}
		options[o.Name] = map[string]any{"enum": values, "description": o.Usage}
	}
	return map[string]any{"type": "object", "additionalProperties": false, "properties": options}
}
