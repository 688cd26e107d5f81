module github.com/nass-ar/nass/scripts/peers

go 1.26.0

require (
	github.com/clipperhouse/uax29/v2 v2.7.0
	github.com/neurosnap/sentences v1.1.2
)
