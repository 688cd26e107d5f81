package entity

// Interleave is for the tests.
var Interleave = interleave
