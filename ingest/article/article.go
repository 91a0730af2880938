// Package article is the first of the two types that the stages share: what
// ingest makes of a page, and what extract reads.
package article

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// Article is one piece of news as clean text. It is also the value of a
// message on the topic of articles, as JSON.
type Article struct {
	// ID is derived from CanonicalURL, the same for http and https, with www.
	// and without, or from the content where there is no URL, so that one
	// article met twice has one ID.
	ID           string `json:"id"`
	URL          string `json:"url,omitempty"`
	CanonicalURL string `json:"canonical_url,omitempty"`
	Title        string `json:"title,omitempty"`
	// Text is the clean body: paragraphs separated by a blank line, the title
	// not repeated.
	Text string `json:"text"`
	// Source is the name of the newsroom, or its host.
	Source string `json:"source,omitempty"`
	// Language is a BCP 47 tag, such as "en" or "en-GB".
	Language    string    `json:"language,omitempty"`
	Authors     []string  `json:"authors,omitempty"`
	Published   time.Time `json:"published,omitzero"`
	Modified    time.Time `json:"modified,omitzero"`
	Fetched     time.Time `json:"fetched,omitzero"`
	ContentHash string    `json:"content_hash,omitempty"`
	DuplicateOf string    `json:"duplicate_of,omitempty"`
}

// idBytes is how much of a SHA-256 an ID keeps: 128 bits, enough that two of
// 10^12 articles collide with a probability below 10^-14.
const idBytes = 16

// ID returns the identifier of the article at a canonical URL or, where the
// URL is empty, with that content.
func ID(canonicalURL, content string) string {
	if canonicalURL != "" {
		return digest("url\x00" + canonicalURL)
	}
	return digest("content\x00" + content)
}

// Hash returns the hash of an article's title and text, which changes when
// the article does.
func Hash(title, text string) string {
	return digest(title + "\x00" + text)
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:idBytes])
}
