package config

import _ "embed"

// Template is a configuration with the choices as comments, which changes nothing.
//
//go:embed init.toml
var Template string
