module github.com/nass-ar/nass

go 1.26.0

require github.com/rivo/uniseg v0.4.7
