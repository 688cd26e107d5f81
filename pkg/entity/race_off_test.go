//go:build !race

package entity

const underRace = false
