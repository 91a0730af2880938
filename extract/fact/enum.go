package fact

// Qualifier says how a number stands to the true value.
type Qualifier string

// The qualifiers.
const (
	Exact   Qualifier = "exact"
	Approx  Qualifier = "approx"
	Over    Qualifier = "over"
	Under   Qualifier = "under"
	UpTo    Qualifier = "up_to"
	AtLeast Qualifier = "at_least"
	Range   Qualifier = "range"
	Vague   Qualifier = "vague"
)

// Qualifiers lists every qualifier.
func Qualifiers() []Qualifier {
	return []Qualifier{Exact, Approx, Over, Under, UpTo, AtLeast, Range, Vague}
}

// Role is what an amount of money is.
type Role string

// The roles.
const (
	RoleValuation   Role = "valuation"
	RoleFunding     Role = "funding"
	RoleInvestment  Role = "investment"
	RoleAcquisition Role = "acquisition"
	RoleRevenue     Role = "revenue"
	RoleProfit      Role = "profit"
	RoleLoss        Role = "loss"
	RoleCapex       Role = "capex"
	RoleDebt        Role = "debt"
	RoleMarketCap   Role = "market_cap"
	RoleContract    Role = "contract"
	RolePrice       Role = "price"
	RoleFine        Role = "fine"
	RoleGrant       Role = "grant"
	RoleOther       Role = "other"
)

// Roles lists every role.
func Roles() []Role {
	return []Role{
		RoleValuation, RoleFunding, RoleInvestment, RoleAcquisition, RoleRevenue,
		RoleProfit, RoleLoss, RoleCapex, RoleDebt, RoleMarketCap, RoleContract,
		RolePrice, RoleFine, RoleGrant, RoleOther,
	}
}

// Status says whether what a fact states is so, was so, or may come to be so.
type Status string

// The statuses. Those of valuations and stakes are the first five; power is
// planned, under construction or operating, or has none.
const (
	StatusActual       Status = "actual"
	StatusPlanned      Status = "planned"
	StatusTalks        Status = "talks"
	StatusPast         Status = "past"
	StatusDenied       Status = "denied"
	StatusConstruction Status = "under_construction"
	StatusOperating    Status = "operating"
)

// ValuationStatuses lists the statuses that a valuation or stake can have.
func ValuationStatuses() []Status {
	return []Status{StatusActual, StatusPlanned, StatusTalks, StatusPast, StatusDenied}
}

// PowerStatuses lists the statuses that power can have, unknown as empty.
func PowerStatuses() []Status {
	return []Status{"", StatusPlanned, StatusConstruction, StatusOperating}
}

// Basis is what a valuation measures. It is empty where the text does not say.
type Basis string

// The bases.
const (
	BasisPreMoney        Basis = "pre_money"
	BasisPostMoney       Basis = "post_money"
	BasisMarketCap       Basis = "market_cap"
	BasisEnterpriseValue Basis = "enterprise_value"
)

// Bases lists every basis, none as empty.
func Bases() []Basis {
	return []Basis{"", BasisPreMoney, BasisPostMoney, BasisMarketCap, BasisEnterpriseValue}
}

// Kind is what power does.
type Kind string

// The kinds of power.
const (
	KindDemand     Kind = "demand"
	KindCapacity   Kind = "capacity"
	KindGeneration Kind = "generation"
	KindOther      Kind = "other"
)

// Kinds lists every kind of power.
func Kinds() []Kind {
	return []Kind{KindDemand, KindCapacity, KindGeneration, KindOther}
}
