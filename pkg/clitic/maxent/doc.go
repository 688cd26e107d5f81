// Package maxent is the log-linear model behind package clitic: the letters of a
// word, the ways to cut it, the features by which one is chosen, the tables that
// are read in place, and the parts that training needs. It promises no
// compatibility; use package clitic.
package maxent

//go:generate go run ../../../scripts/gen-words
