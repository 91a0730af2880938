package kafka

import (
	"errors"
	"fmt"
	"io"
	"syscall"

	kafkago "github.com/segmentio/kafka-go"
)

var (
	// ErrUnreachable means that no broker answers.
	ErrUnreachable = errors.New("no broker answers")
	// ErrPermanent means that what was tried would go wrong again, however
	// often it is tried: a right is missing, or a name is not allowed. A
	// handler's error that wraps it ends its Group.
	ErrPermanent = errors.New("trying again is no use")
	// ErrNoTopic means that a topic is not there.
	ErrNoTopic = errors.New("the topic is not there")
	// ErrTooLarge means that a message is larger than Config.MaxMessage, or
	// than the broker allows.
	ErrTooLarge = errors.New("message too large")
	// ErrRefused means that the broker refuses a message for what it is.
	ErrRefused = errors.New("message refused by the broker")
	// ErrUndecodable means that a message is not what its topic holds.
	ErrUndecodable = errors.New("message cannot be decoded")
	// ErrUnfinished means that the time for an orderly end was too short, so
	// that what was being written may or may not have been.
	ErrUnfinished = errors.New("not finished in time")
)

// RejectedMessages are those of a call that can never be written, by their
// index, each with an error that wraps ErrTooLarge or ErrRefused. All others
// have been written.
type RejectedMessages struct {
	ByIndex map[int]error
}

// Error says how many messages were rejected.
func (e *RejectedMessages) Error() string {
	return fmt.Sprintf("%d messages can never be written to Kafka", len(e.ByIndex))
}

// rejection returns the reason why a batch with some message can never be
// written, or nil if that is not what err says.
func rejection(err error) error {
	var large kafkago.MessageTooLargeError
	switch {
	case errors.As(err, &large), isOneOf(err, kafkago.MessageSizeTooLarge, kafkago.RecordListTooLarge):
		return fmt.Errorf("%w: %w", ErrTooLarge, err)
	case isOneOf(err, kafkago.InvalidRecord, kafkago.InvalidTimestamp, kafkago.PolicyViolation):
		return fmt.Errorf("%w: %w", ErrRefused, err)
	default:
		return nil
	}
}

// Reason returns a short stable word for why a message was rejected, for
// metrics and dead letters: "too_large" or "refused".
func Reason(err error) string {
	if errors.Is(err, ErrTooLarge) {
		return "too_large"
	}
	return "refused"
}

// isPermanent says whether all that is written would fail with err.
func isPermanent(err error) bool {
	return errors.Is(err, ErrPermanent) || errors.Is(err, io.ErrClosedPipe) || isOneOf(err,
		kafkago.TopicAuthorizationFailed, kafkago.GroupAuthorizationFailed, kafkago.ClusterAuthorizationFailed,
		kafkago.SASLAuthenticationFailed, kafkago.UnsupportedSASLMechanism, kafkago.IllegalSASLState,
		kafkago.InvalidTopic, kafkago.UnsupportedVersion, kafkago.UnsupportedForMessageFormat,
		kafkago.InvalidRequiredAcks, kafkago.UnsupportedCompressionType)
}

// isPassing says whether the same question may soon be answered.
func isPassing(err error) bool {
	var temporary interface{ Temporary() bool }
	if errors.As(err, &temporary) && temporary.Temporary() || errors.Is(err, kafkago.Unknown) {
		return true
	}
	return isBroken(err) || errors.Is(err, syscall.ECONNREFUSED)
}

// isBroken says whether a connection ended before an answer came.
func isBroken(err error) bool {
	for _, broken := range []error{io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.EPIPE} {
		if errors.Is(err, broken) {
			return true
		}
	}
	return false
}

func isOneOf(err error, codes ...kafkago.Error) bool {
	for _, code := range codes {
		if errors.Is(err, code) {
			return true
		}
	}
	return false
}
