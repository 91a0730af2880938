package sink

import (
	"errors"
	"strings"
	"testing"
)

func TestRejectedErrorSaysHowManyAndWhy(t *testing.T) {
	err := &RejectedError{[]Rejected{{Reason: "too_large", Err: errors.New("2 MB")}, {Reason: "refused"}}}
	for _, want := range []string{"2 facts", "too_large", "2 MB"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("message %q, want %q in it", err, want)
		}
	}
}

func TestErrorOfNoRejection(t *testing.T) {
	if got := (&RejectedError{}).Error(); got != "no facts rejected" {
		t.Errorf("message %q", got)
	}
}
