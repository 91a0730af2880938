package push

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/gigawire/gigawire/ingest"
)

// What became of an article that was not rejected.
const (
	outcomePublished = "published"
	outcomeDuplicate = "duplicate"

	statusPublished = http.StatusCreated
	statusDuplicate = http.StatusOK
)

// reply says what became of one document: where its article is or, as RFC 9457
// has it, what the problem is.
type reply struct {
	// Line is that of a body of many, from 1.
	Line   int `json:"line,omitempty"`
	Status int `json:"status"`

	ID      string `json:"id,omitempty"`
	URL     string `json:"url,omitempty"`
	Outcome string `json:"outcome,omitempty"`
	// Topic is where the article is, or the dead letter.
	Topic string `json:"topic,omitempty"`

	Type   string `json:"type,omitempty"`
	Title  string `json:"title,omitempty"`
	Detail string `json:"detail,omitempty"`
	// Reason is a short stable word.
	Reason string `json:"reason,omitempty"`

	retryAfter int // seconds, 0 for never
}

// problem returns the reply to a request that cannot be served.
func problem(status int, reason, detail string) reply {
	return reply{Status: status, Type: "urn:gigawire:problem:" + reason, Title: http.StatusText(status), Reason: reason, Detail: detail}
}

// rejected returns the reply to a document that is no article.
func (s *Server) rejected(r *ingest.Rejection) reply {
	out := problem(statusOf(r.Reason), r.Reason, r.Err.Error())
	out.Topic = s.deps.Dead
	return out
}

// statusOf returns the status that stands for the reason of a rejection.
func statusOf(reason string) int {
	switch reason {
	case ingest.ReasonEmpty, ingest.ReasonMalformed:
		return http.StatusBadRequest
	case ingest.ReasonTooLarge:
		return http.StatusRequestEntityTooLarge
	case ingest.ReasonBinary, ingest.ReasonCharset:
		return http.StatusUnsupportedMediaType
	default:
		return http.StatusUnprocessableEntity
	}
}

// How soon a sender may try again, in seconds.
const (
	soon  = 1
	later = 5
)

func unavailable(err error) reply {
	out := problem(http.StatusServiceUnavailable, "unavailable",
		fmt.Sprintf("%v: send the same again; what was taken in already is not taken in twice", err))
	out.retryAfter = later
	return out
}

func busy(requests int) reply {
	out := problem(http.StatusTooManyRequests, "busy",
		fmt.Sprintf("%d requests are in flight: send fewer at once, or raise sources.push.max_requests", requests))
	out.retryAfter = soon
	return out
}

// response is a status and a body, as it is sent and as it is remembered.
type response struct {
	Status     int    `json:"status"`
	Type       string `json:"type"`
	Body       string `json:"body"`
	retryAfter int
}

func (r reply) response() response {
	out := response{Status: r.Status, Type: "application/json", Body: r.line(), retryAfter: r.retryAfter}
	if r.Type != "" {
		out.Type = "application/problem+json"
	}
	return out
}

// line returns the reply as a line of JSON.
func (r reply) line() string {
	body, err := json.Marshal(r)
	if err != nil {
		panic(err) // it is made of strings and numbers
	}
	return string(body) + "\n"
}

// final reports whether the same request would be answered so again.
func (r response) final() bool { return r.retryAfter == 0 }

func (r response) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", r.Type)
	if r.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(r.retryAfter))
	}
	w.WriteHeader(r.Status)
	_, _ = w.Write([]byte(r.Body)) // whoever asked is gone, or has it
}

// refusal is an error that is answered with a reply.
type refusal struct{ reply }

// Error returns the reply in words.
func (r refusal) Error() string { return r.Detail }

func refuse(status int, reason, format string, args ...any) error {
	return refusal{problem(status, reason, fmt.Sprintf(format, args...))}
}

// replyTo returns the reply that an error stands for.
func replyTo(err error) reply {
	var r refusal
	if errors.As(err, &r) {
		return r.reply
	}
	return unavailable(err)
}
