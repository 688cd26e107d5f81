//go:build race

package entity

// underRace: the race detector drops things from a sync.Pool by chance.
const underRace = true
