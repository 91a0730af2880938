package kafka

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

func TestPausesGrowToALimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		longest := minPause
		for attempt := range 40 {
			began := time.Now()
			if err := pause(context.Background(), attempt); err != nil {
				t.Fatal(err)
			}
			took := time.Since(began)
			if attempt == 0 && took > 0 || attempt > 0 && (took < longest || took > 2*longest) {
				t.Errorf("pause %d took %s, want %s to %s", attempt, took, longest, 2*longest)
			}
			if attempt > 0 {
				longest = min(2*longest, maxPause/2)
			}
		}
	})
}

func TestPauseEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		if err := pause(ctx, 30); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		if err := pause(ctx, 0); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v before the first attempt", err)
		}
	})
}

func TestLingerEndsAWhileAfterItsParent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		parent, end := context.WithCancel(context.Background())
		ctx, cancel := Linger(parent, time.Minute)
		defer cancel()
		end()
		time.Sleep(59 * time.Second)
		if ctx.Err() != nil {
			t.Error("it ended with its parent")
		}
		time.Sleep(2 * time.Second)
		if ctx.Err() == nil {
			t.Error("it did not end")
		}
	})
}

func TestSparseWarnsOnceInAWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		s := &sparse{log: slog.New(slog.NewTextHandler(&out, nil))}
		for range 25 {
			s.warn("away", "partition", 3)
			time.Sleep(time.Second)
		}
		if got := strings.Count(out.String(), "msg=away partition=3"); got != 3 {
			t.Errorf("%d warnings in 25 seconds, want 3", got)
		}
	})
}

func TestWorthTellingThinsOut(t *testing.T) {
	var told []int
	for attempt := 1; attempt < 20; attempt++ {
		if worthTelling(attempt) {
			told = append(told, attempt)
		}
	}
	if fmt.Sprint(told) != "[1 2 4 8 16]" {
		t.Errorf("told %v", told)
	}
}

func TestErrorsAreSorted(t *testing.T) {
	refused := &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
	for _, test := range []struct {
		err                          error
		permanent, passing, rejected bool
	}{
		{kafkago.TopicAuthorizationFailed, true, false, false},
		{fmt.Errorf("writing: %w", kafkago.SASLAuthenticationFailed), true, false, false},
		{fmt.Errorf("handling: %w", ErrPermanent), true, false, false},
		{io.ErrClosedPipe, true, false, false},
		{kafkago.NotLeaderForPartition, false, true, false},
		{kafkago.LeaderNotAvailable, false, true, false},
		{kafkago.Unknown, false, true, false},
		{fmt.Errorf("asking: %w", refused), false, true, false},
		{io.ErrUnexpectedEOF, false, true, false},
		{ErrNoTopic, false, false, false},
		{kafkago.MessageSizeTooLarge, false, false, true},
		{kafkago.MessageTooLargeError{}, false, false, true},
		{kafkago.InvalidRecord, false, false, true},
		{errors.New("other"), false, false, false},
	} {
		if isPermanent(test.err) != test.permanent || isPassing(test.err) != test.passing || (rejection(test.err) != nil) != test.rejected {
			t.Errorf("%v: permanent %t, passing %t, rejected %v", test.err, isPermanent(test.err), isPassing(test.err), rejection(test.err))
		}
	}
}
