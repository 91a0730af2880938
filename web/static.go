package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"time"

	"github.com/gigawire/gigawire/web/view"
)

// static serves scripts, stylesheet and icon by their names. A browser asks
// whether what it has is still so.
type static map[string]asset

type asset struct {
	content []byte
	tag     string
}

func newStatic() (static, error) {
	s := static{}
	own, err := fs.Sub(files, "static")
	if err != nil {
		return nil, err
	}
	for _, from := range []fs.FS{own, view.Assets()} {
		names, err := fs.Glob(from, "*.*s*") // .css, .js, .svg
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			content, err := fs.ReadFile(from, name)
			if err != nil {
				return nil, err
			}
			sum := sha256.Sum256(content)
			s[name] = asset{content, `"` + hex.EncodeToString(sum[:8]) + `"`}
		}
	}
	return s, nil
}

// ServeHTTP answers a request for a file.
func (s static) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := path.Base(r.URL.Path)
	a, ok := s[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("ETag", a.tag)
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(a.content))
}
