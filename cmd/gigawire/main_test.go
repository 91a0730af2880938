package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"regexp"
	"testing"
)

// TestWhatLibrariesSayIsLogged as all else is, with the details: net/http writes
// to the standard logger of a server that says more than it was asked.
func TestWhatLibrariesSayIsLogged(t *testing.T) {
	t.Parallel()
	address := talkative(t)
	for format, want := range map[string]string{"text": `level=DEBUG msg="Unsolicited`, "json": `"level":"DEBUG","msg":"Unsolicited`} {
		c := process(t, "run", "--once", "--stages", "ingest", "--config", "../../pipeline.yaml", "--set", "newsroom.enabled=false", "--set", "log.format="+format, "--set", "log.level=debug",
			"--set", "sources.pages=[http://"+address+"/a]", "--set", "fetch.allow_hosts=["+address+"]", "--set", "http.address=127.0.0.1:0",
			"--set", "broker.port=0", "--set", "broker.dir="+t.TempDir(), "--set", "state="+t.TempDir()+"/seen.db")
		var said bytes.Buffer
		c.Stderr = &said
		_ = c.Run() // the page is none
		if plain := regexp.MustCompile(`(?m)^\d{4}/`).FindString(said.String()); plain != "" || !bytes.Contains(said.Bytes(), []byte(want)) {
			t.Errorf("%s: said %s", format, &said)
		}
	}
}

// talkative serves nothing, and more than that.
func talkative(t *testing.T) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				if _, err := conn.Read(make([]byte, 4096)); err == nil {
					fmt.Fprint(conn, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\nand another thing")
					_, _ = io.Copy(io.Discard, conn) // until the other side has enough
				}
			}()
		}
	}()
	return listener.Addr().String()
}
