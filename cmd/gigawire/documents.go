package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/render"
	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/files"
	"github.com/gigawire/gigawire/ingest/page"
)

// documents yields what the arguments of a command name: files, directories,
// addresses and, as "-", standard input.
type documents struct {
	*app
	written written
	args    []string
	reader  *page.Reader
	current *files.Files // nil for none
}

// newDocuments returns the documents of a command. Without arguments it is
// standard input, unless that is a terminal.
func newDocuments(a *app, w written, args []string) (*documents, error) {
	if len(args) == 0 {
		if in, ok := a.in.(*os.File); ok && render.IsTerminal(in) {
			return nil, fmt.Errorf("%w: name files, directories or addresses, or - for standard input", errUsage)
		}
		args = []string{stdin}
	}
	if _, err := w.config(args); err != nil {
		return nil, err
	}
	return &documents{app: a, written: w, args: args, reader: page.New()}, nil
}

func isAddress(arg string) bool {
	return strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://")
}

// next returns the next article or rejection, io.EOF after the last. What an
// argument names that cannot be had is a rejection, too.
func (d *documents) next(ctx context.Context) (ingest.Delivery, error) {
	for ctx.Err() == nil {
		if d.current != nil {
			delivery, err := d.current.Next(ctx)
			if !errors.Is(err, io.EOF) {
				return delivery, err
			}
			if err := d.current.Close(); err != nil {
				return delivery, err
			}
			d.current = nil
			continue
		}
		if len(d.args) == 0 {
			return ingest.Delivery{}, io.EOF
		}
		arg := d.args[0]
		d.args = d.args[1:]
		if isAddress(arg) {
			return d.fetch(ctx, arg)
		}
		var err error
		if d.current, err = d.open(ctx, arg); err != nil {
			return ingest.Delivery{Rejection: ingest.Reject(arg, nil, err)}, nil
		}
	}
	return ingest.Delivery{}, ctx.Err()
}

// stdin is the argument that stands for standard input.
const stdin = "-"

// open returns what an argument that is no address names. Standard input is
// read only where it is named.
func (d *documents) open(ctx context.Context, arg string) (*files.Files, error) {
	c, err := d.written.config([]string{arg})
	if err != nil {
		return nil, err
	}
	if arg == stdin {
		c.Stdin = until(ctx, d.in)
	}
	return files.New(c, d.reader)
}

// until returns a reader that ends with ctx, though the one beneath may wait
// for input that never comes.
func until(ctx context.Context, in io.Reader) io.Reader {
	out, w := io.Pipe()
	go func() {
		_, err := io.Copy(w, in)
		w.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { out.CloseWithError(ctx.Err()) })
	return out
}

// fetch gets one page. Who names an address on the command line may mean a
// private one.
func (d *documents) fetch(ctx context.Context, address string) (ingest.Delivery, error) {
	c := fetch.DefaultConfig()
	if u, err := url.Parse(address); err == nil {
		c.AllowHosts = []string{u.Host, u.Hostname() + ":80", u.Hostname() + ":443"}
	}
	fetcher, err := fetch.New(c)
	if err != nil {
		return ingest.Delivery{}, err
	}
	resp, err := fetcher.Get(ctx, address, "", "")
	if err != nil {
		return ingest.Delivery{Rejection: ingest.Reject(address, nil, err)}, ctx.Err()
	}
	article, err := d.reader.Any(resp.Body, resp.ContentType, resp.URL)
	if err != nil {
		return ingest.Delivery{Rejection: ingest.Reject(address, resp.Body, err)}, nil
	}
	return ingest.Delivery{Article: article}, nil
}

// rejections counts what was no article.
type rejections struct {
	// Unread documents could not be had at all, unfit ones were read.
	Unread int `json:"unread"`
	Unfit  int `json:"unfit"`
}

// add counts a rejection and says on standard error what it was. It returns
// what it said.
func (r *rejections) add(a *app, rejected *ingest.Rejection) string {
	if rejected.Reason == ingest.ReasonFetch {
		r.Unread++
	} else {
		r.Unfit++
	}
	said := rejected.Err.Error()
	if !strings.Contains(said, " "+rejected.Origin+": ") {
		said = rejected.Origin + ": " + said
	}
	said = render.Clean(said)
	fmt.Fprintf(&a.logs, "gigawire: %s\n", said)
	return said
}

// err returns an error where something was rejected.
func (r *rejections) err() error {
	switch {
	case r.Unread > 0:
		return fmt.Errorf("inputs that could not be read: %d", r.Unread)
	case r.Unfit > 0:
		return fmt.Errorf("%w: documents that are no articles: %d", errDeadLetters, r.Unfit)
	}
	return nil
}
