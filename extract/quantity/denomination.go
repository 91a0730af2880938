package quantity

// common returns the first of a whose currency is in b.
func common(a, b []denomination) []denomination {
	for i := range a {
		for j := range b {
			if a[i].currency == b[j].currency {
				return a[i : i+1]
			}
		}
	}
	return nil
}

// allCommon returns those of a whose currencies are in b.
func allCommon(a, b []denomination) []denomination {
	var both []denomination
	for i := range a {
		if common(a[i:i+1], b) != nil {
			both = append(both, a[i])
		}
	}
	return both
}

// ofCurrencies returns the first of money that is one of the currencies.
func ofCurrencies(money []denomination, codes []string) []denomination {
	for i := range money {
		for _, code := range codes {
			if money[i].currency == code {
				return money[i : i+1]
			}
		}
	}
	return nil
}
