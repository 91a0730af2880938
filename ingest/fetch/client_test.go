package fetch

import (
	"crypto/x509"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestHTTP1IsSpoken with servers that offer HTTP/2, too.
func TestHTTP1IsSpoken(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Proto) }))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	c := DefaultConfig()
	c.AllowHosts, c.Roots = []string{server.Listener.Addr().String()}, x509.NewCertPool()
	c.Roots.AddCert(server.Certificate())
	f, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := f.Get(t.Context(), server.URL+"/page", "", "")
	if err != nil || string(resp.Body) != "HTTP/1.1" {
		t.Errorf("spoken is %+v, error %v", resp, err)
	}
}
