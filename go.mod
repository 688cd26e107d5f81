module github.com/nass-ar/nass

go 1.26.0
