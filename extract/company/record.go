package company

import "github.com/gigawire/gigawire/extract/fact"

// record is a company of the lists.
type record struct {
	fact.Company
}
