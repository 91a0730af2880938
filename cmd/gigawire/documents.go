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
	kind    files.Kind
	args    []string
	reader  *page.Reader
	current *files.Files
}

// newDocuments returns the documents of a command. Without arguments it is
// standard input, unless that is a terminal.
func newDocuments(a *app, kind string, args []string) (*documents, error) {
	if len(args) == 0 {
		if in, ok := a.in.(*os.File); ok && render.IsTerminal(in) {
			return nil, fmt.Errorf("%w: name files, directories or addresses, or - for standard input", errUsage)
		}
		args = []string{"-"}
	}
	d := &documents{app: a, kind: files.Kind(kind), args: args, reader: page.New()}
	if err := (files.Config{Paths: args, Kind: d.kind}).Validate(); err != nil {
		return nil, fmt.Errorf("%w: --input: %w", errUsage, err)
	}
	return d, nil
}

func isAddress(arg string) bool {
	return strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://")
}

// next returns the next article or rejection, io.EOF after the last.
func (d *documents) next(ctx context.Context) (ingest.Delivery, error) {
	for {
		if d.current != nil {
			delivery, err := d.current.Next(ctx)
			if !errors.Is(err, io.EOF) {
				return delivery, err
			}
			if err := d.current.Close(); err != nil {
				return delivery, err
			}
			d.current = nil
		}
		if len(d.args) == 0 {
			return ingest.Delivery{}, io.EOF
		}
		arg := d.args[0]
		d.args = d.args[1:]
		if isAddress(arg) {
			return d.fetch(ctx, arg)
		}
		source, err := files.New(files.Config{Paths: []string{arg}, Kind: d.kind, Stdin: d.in}, d.reader)
		if err != nil {
			return ingest.Delivery{}, err
		}
		d.current = source
	}
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

// tell says on standard error why a document is no article.
func (a *app) tell(r *ingest.Rejection) {
	if strings.Contains(r.Err.Error(), r.Origin) {
		fmt.Fprintf(a.err, "gigawire: %v\n", r.Err)
		return
	}
	fmt.Fprintf(a.err, "gigawire: %s: %v\n", r.Origin, r.Err)
}

// rejectedError returns an error where documents were rejected.
func rejectedError(n int) error {
	if n == 0 {
		return nil
	}
	return fmt.Errorf("%w: documents that could not be read: %d", errDeadLetters, n)
}
