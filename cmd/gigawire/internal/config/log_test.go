package config

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"
)

func TestLogIsWrittenAsConfigured(t *testing.T) {
	for _, c := range []struct {
		log  Log
		want string
	}{
		{Log{"text", "info"}, "level=INFO msg=told a=1\nlevel=WARN msg=warned\n"},
		{Log{"text", "warn"}, "level=WARN msg=warned\n"},
		{Log{"text", "error"}, ""},
		{Log{}, "level=INFO msg=told a=1\nlevel=WARN msg=warned\n"}, // before the file is read
	} {
		var b bytes.Buffer
		log := c.log.Logger(&b)
		log.Debug("whispered")
		log.Info("told", "a", 1)
		log.Warn("warned")
		if b.String() != c.want {
			t.Errorf("%+v gives %q, want %q", c.log, b.String(), c.want)
		}
	}
}

func TestLogInJSONHasTimes(t *testing.T) {
	var b bytes.Buffer
	Log{"json", "debug"}.Logger(&b).Debug("whispered", "a", 1)
	var line struct {
		Time       time.Time
		Level, Msg string
		A          int
	}
	if err := json.Unmarshal(b.Bytes(), &line); err != nil || line.Time.IsZero() || line.Level != "DEBUG" || line.Msg != "whispered" || line.A != 1 {
		t.Errorf("%s: %v", b.String(), err)
	}
}
