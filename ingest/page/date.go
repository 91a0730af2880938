package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// date reads the forms that dates have in feeds and metadata; the zero time
// stands for one that cannot be read.
func date(s string) time.Time {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}
	}
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04:05-0700", "2006-01-02T15:04-07:00", "2006-01-02T15:04Z07:00",
		"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", time.RFC1123Z, time.RFC1123,
		"Mon, 2 Jan 2006 15:04:05 -0700", "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2006/01/02", "20060102",
		time.ANSIC, time.UnixDate, "2 Jan 2006", "2006/01/02 15:04:05",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	if t, is := sinceEpoch(s); is {
		return t
	}
	return dateIn(s)
}

// sinceEpoch reads seconds, milliseconds, microseconds or nanoseconds since
// 1970, which their number of digits tells apart from 2001 to 2286.
func sinceEpoch(s string) (time.Time, bool) {
	whole, _, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	switch len(whole) {
	case 10:
		return time.Unix(n, 0).UTC(), true
	case 13:
		return time.UnixMilli(n).UTC(), true
	case 16:
		return time.UnixMicro(n).UTC(), true
	case 19:
		return time.Unix(0, n).UTC(), true
	}
	return time.Time{}, false
}

// dateIn returns the first date in a text that names the month or begins with
// the year, such as "Monday November 18th, 2019 7:45 am PST".
func dateIn(s string) time.Time {
	if m := namedMonth.FindStringSubmatch(s); m != nil {
		return day(m[4], strings.ToLower(m[2]), m[1]+m[3])
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return day(m[1], m[2], m[3])
	}
	if m := yearLast.FindStringSubmatch(s); m != nil {
		return eitherOrder(m[1], m[2], m[3])
	}
	return time.Time{}
}

var (
	namedMonth = regexp.MustCompile(`(?i)\b(?:([0-3]?[0-9])(?:st|nd|rd|th)? +)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? *(?:([0-3]?[0-9])(?:st|nd|rd|th)?)?,? +((?:19|20)[0-9]{2})\b`)
	yearLast   = regexp.MustCompile(`(?:^|[^0-9./-])([0-3]?[0-9])[./-]([0-3]?[0-9])[./-]((?:19|20)[0-9]{2})(?:[^0-9]|$)`)
	yearFirst  = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)[0-9]{2})[-/]([01]?[0-9])[-/]([0-3]?[0-9])(?:[^0-9]|$)`)
)

// eitherOrder returns the day that two numbers and a year say, the zero time
// where Americans and others would read two.
func eitherOrder(one, other, year string) time.Time {
	american, european := day(year, one, other), day(year, other, one)
	if american.IsZero() || american.Equal(european) {
		return european
	}
	if european.IsZero() {
		return american
	}
	return time.Time{}
}

// day returns a day, the zero time for one that is in no calendar.
func day(year, month, dayOfMonth string) time.Time {
	layout := "2006 1 2"
	if _, err := strconv.Atoi(month); err != nil {
		layout = "2006 Jan 2"
	}
	t, err := time.Parse(layout, year+" "+month+" "+dayOfMonth)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Where a date is shown: in a short text, not far behind the heading. What
// stands before it may be today's.
const (
	maxShown  = 100 // bytes
	farBehind = 150 // texts
)

// dateShown returns the date that the page shows beneath its heading, the zero
// time for none.
func dateShown(root *html.Node) time.Time {
	texts, behind := 0, false
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.H1:
			behind = true
		case n.Type != html.TextNode || !behind || textless(n.Parent) || strings.TrimSpace(n.Data) == "":
		case texts == farBehind:
			return time.Time{}
		default:
			texts++
			if len(n.Data) > maxShown {
				continue
			}
			if t := dateIn(tidy(n.Data)); !t.IsZero() {
				return t
			}
		}
	}
	return time.Time{}
}
