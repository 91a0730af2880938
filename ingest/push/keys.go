package push

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
)

// keys are the idempotency keys of requests in flight.
type keys struct{ inFlight sync.Map }

func (k *keys) claim(key string) bool {
	_, taken := k.inFlight.LoadOrStore(key, true)
	return !taken
}

func (k *keys) release(key string) { k.inFlight.Delete(key) }

// keyHeader is that of the IETF draft "The Idempotency-Key HTTP Header Field".
const keyHeader = "Idempotency-Key"

// maxKey is how long an idempotency key may be, in bytes.
const maxKey = 255

// keyOf returns the idempotency key of a request, empty for none. The draft
// wants a string in quotation marks (RFC 9651); many leave them out.
func keyOf(h http.Header) (string, error) {
	values := h.Values(keyHeader)
	if len(values) == 0 {
		return "", nil
	}
	key, ok := unquote(strings.TrimSpace(values[0]))
	if !ok || len(values) > 1 || key == "" || len(key) > maxKey {
		return "", refuse(http.StatusBadRequest, "idempotency_key", "%s must be one string of 1 to %d characters, such as %q", keyHeader, maxKey, "8e03978e-40d5-43dd")
	}
	return key, nil
}

func unquote(s string) (string, bool) {
	if !strings.HasPrefix(s, `"`) {
		return s, !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || r == '"' })
	}
	inner, closed := strings.CutSuffix(s[1:], `"`)
	if !closed || strings.ContainsFunc(inner, func(r rune) bool { return r < ' ' || r > '~' }) {
		return "", false
	}
	out := strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(inner)
	return out, !strings.Contains(strings.NewReplacer(`\\`, ``, `\"`, ``).Replace(inner), `"`)
}

// remembered is an answer that was given, and to what.
type remembered struct {
	Print    string   `json:"print"`
	Response response `json:"response"`
}

// fingerprint tells requests apart: all of what is sent.
func (d document) fingerprint() string {
	h := sha256.New()
	for _, part := range []string{d.ContentType, d.URL} {
		h.Write([]byte(part + "\x00"))
	}
	h.Write(d.Body)
	return hex.EncodeToString(h.Sum(nil))
}

// once answers a request with a key as it was answered before, if it was. An
// answer is remembered when it is final, which it is once what was sent is
// safe.
func (s *Server) once(key string, d document, do func() response) response {
	if key == "" {
		return do()
	}
	if !s.keys.claim(key) {
		out := problem(http.StatusConflict, "key_in_use", "a request with this Idempotency-Key is in flight: wait for its answer")
		out.retryAfter = soon
		return out.response()
	}
	defer s.keys.release(key)
	before, err := s.recall(key)
	switch {
	case err != nil:
		s.deps.Log.Error("recalling an answer", "key", key, "error", err)
	case before != nil && before.Print != d.fingerprint():
		return problem(http.StatusUnprocessableEntity, "key_reused", "this Idempotency-Key came with another request before: take a new key for each").response()
	case before != nil:
		return before.Response
	}
	out := do()
	if out.final() {
		s.remember(key, remembered{d.fingerprint(), out})
	}
	return out
}

func (s *Server) recall(key string) (*remembered, error) {
	data := s.deps.Answers.Answer(key)
	if data == nil {
		return nil, nil
	}
	var out remembered
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, fmt.Errorf("decoding answer: %w", err)
	}
	return &out, nil
}

// remember keeps an answer. Where it cannot, the same request will be taken
// for a duplicate.
func (s *Server) remember(key string, r remembered) {
	data, err := json.Marshal(r)
	if err == nil {
		err = s.deps.Answers.Put(key, data)
	}
	if err != nil {
		s.deps.Log.Error("remembering an answer", "key", key, "error", err)
	}
}
