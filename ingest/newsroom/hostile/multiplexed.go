package hostile

import (
	"crypto/tls"
	"net"

	"golang.org/x/net/http2"
)

// multiplexed are sites that speak HTTP/2, asked or not, and those of them that
// flood who reads, or keep one waiting.
func multiplexed(a *authority) []row {
	offers := a.server()
	offers.NextProtos = []string{http2.NextProtoTLS, "http/1.1"}
	no := Want{Feed: "response headers exceeded"} // as a reader of HTTP/1 sees it
	return []row{
		{name: "a site that likes HTTP/2 best", want: good, tls: offers},
		a.frames("HTTP/2 headers without end", no, func(f *http2.Framer) error {
			for err := f.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: junk()}); ; err = f.WriteContinuation(1, false, junk()) {
				if err != nil {
					return err
				}
			}
		}),
		a.frames("HTTP/2 hints without end", no, again(func(f *http2.Framer) error {
			return f.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: junk(), EndHeaders: true})
		})),
		a.frames("HTTP/2 body of nothing, without end", no, again(func(f *http2.Framer) error { return f.WriteData(1, false, nil) })),
		a.frames("HTTP/2 resets without end", no, again(func(f *http2.Framer) error { return f.WriteRSTStream(1, http2.ErrCodeCancel) })),
		a.frames("HTTP/2 pings without end", no, again(func(f *http2.Framer) error { return f.WritePing(false, [8]byte{}) })),
		a.frames("HTTP/2 settings without end", no, again(func(f *http2.Framer) error { return f.WriteSettings() })),
		a.frames("HTTP/2 frames of no kind, without end", no, again(func(f *http2.Framer) error { return f.WriteRawFrame(0xfe, 0, 0, make([]byte, 100)) })),
		a.quiet("HTTP/2 that goes away at once", func(f *http2.Framer) error { return f.WriteGoAway(0, http2.ErrCodeNo, nil) }),
		a.quiet("HTTP/2 that only begins", func(f *http2.Framer) error { return f.WriteSettings() }),
	}
}

// frames is a site that writes frames where an answer should be, and then says
// no more.
func (a *authority) frames(name string, want Want, write func(*http2.Framer) error) row {
	config := a.server()
	return row{name: name, want: want, secure: true, raw: func(raw net.Conn) {
		conn := tls.Server(raw, config)
		if _, err := conn.Read(make([]byte, 4<<10)); err != nil {
			return
		}
		if write(http2.NewFramer(conn, nil)) == nil {
			await(conn)
		}
	}}
}

// quiet is such a site that keeps one waiting.
func (a *authority) quiet(name string, write func(*http2.Framer) error) row {
	r := a.frames(name, Want{Feed: "timeout"}, write)
	r.slow = true
	return r
}

// again writes as long as somebody reads.
func again(write func(*http2.Framer) error) func(*http2.Framer) error {
	return func(f *http2.Framer) error {
		for {
			if err := write(f); err != nil {
				return err
			}
		}
	}
}

// junk is a block of headers: ":status: 103", which HPACK has in its table, and
// one without an index.
func junk() []byte {
	return append([]byte("\x08\x03103\x00\x03x-a\x64"), make([]byte, 100)...)
}
