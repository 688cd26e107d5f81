//go:build race

package corpus

// underRace: the race detector drops things from a sync.Pool by chance.
const underRace = true
