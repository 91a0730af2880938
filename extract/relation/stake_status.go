package relation

import "github.com/gigawire/gigawire/extract/fact"

// statusReach is how many items before a share the words may stand that tell how
// real it is.
const statusReach = 16

// status reads from the words before the share whether it is held. The nearest
// decides, but a plan that is talked about is talk.
func (s *share) status(f form) fact.Status {
	if f.how == nounBefore && s.word(s.left, "from") {
		return fact.StatusPast
	}
	moods := s.tables.stakeMoods.cues(s.shared.moods, s.items, s.text.Raw)
	s.shared.moods = moods
	status := fact.StatusActual
	for i := s.at; i >= 0 && i >= s.at-statusReach && !s.ends(i) && !s.begins(f, i); i-- {
		switch mood := s.mood(moods[i]); {
		case mood == "":
		case mood == fact.StatusPlanned:
			status = mood
		case status == fact.StatusActual || mood == fact.StatusTalks:
			return mood
		}
	}
	return status
}

// begins reports whether what is said of who holds the share begins after item i.
func (s *share) begins(f form, i int) bool {
	return f.how == verb && s.is(s.left, "own", "have") && (s.entity(i) || s.word(i, "which", "who"))
}

func (s *share) mood(c cue) fact.Status {
	switch s.tables.stakeMoods.names[c] {
	case "planned":
		return fact.StatusPlanned
	case "talks":
		return fact.StatusTalks
	case "past":
		return fact.StatusPast
	case "denied":
		return fact.StatusDenied
	}
	return ""
}
