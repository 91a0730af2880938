package fact

// UnitGW is the unit of all power.
const UnitGW = "GW"

// Amount is money in plain units of its currency. Low and High are equal for
// a single value, the ends of a range, and nil where the text is vague
// ("billions of dollars").
type Amount struct {
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	// Currency is an ISO 4217 code, or empty (null on the wire) where the text
	// does not say.
	Currency  string    `json:"currency"`
	Qualifier Qualifier `json:"qualifier"`
}

// Power is electrical or thermal power in gigawatts. Low and High are as in
// Amount.
type Power struct {
	Low       *float64  `json:"low"`
	High      *float64  `json:"high"`
	Unit      string    `json:"unit"`
	Qualifier Qualifier `json:"qualifier"`
}

// Percent is a share in percent, 0 to 100.
type Percent struct {
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
}
