package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A line Q sets an article as other newsrooms do, so that the models see
// straight quotes and spaces that do not break without their authors having to
// type them.
var (
	settings   = regexp.MustCompile(`(?m)^Q (.*)$`)
	straight   = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'")
	quantities = regexp.MustCompile(`\{[^{}|]*\|[aps] `)
	inNumber   = regexp.MustCompile(`([0-9]|Rs|DKK) (and|to)?`)
	escape     = regexp.MustCompile(`\\u[0-9a-fA-F]{4}`)
)

// typesetter returns what is to be done to the text of an article with this header.
func typesetter(header string) (func(string) string, error) {
	steps := []func(string) string{}
	for _, q := range settings.FindAllStringSubmatch(header, -1) {
		switch q[1] {
		case "straight":
			steps = append(steps, straight.Replace)
		case "nbsp":
			steps = append(steps, spacing("\u00a0"))
		case "nnbsp":
			steps = append(steps, spacing("\u202f"))
		default:
			return nil, fmt.Errorf("reading line Q: unknown setting %q", q[1])
		}
	}
	steps = append(steps, unescape)
	return func(text string) string {
		for _, step := range steps {
			text = step(text)
		}
		return text
	}, nil
}

// spacing puts the space between the parts of annotated numbers.
func spacing(space string) func(string) string {
	return func(text string) string {
		return quantities.ReplaceAllStringFunc(text, func(open string) string {
			words, kind, _ := strings.Cut(open, "|")
			return joinNumber(words, space) + "|" + kind
		})
	}
}

// joinNumber leaves the spaces before "and" and "to", which stand between numbers.
func joinNumber(words, space string) string {
	return inNumber.ReplaceAllStringFunc(words, func(part string) string {
		before, after, _ := strings.Cut(part, " ")
		if after != "" {
			return part
		}
		return before + space
	})
}

// unescape reads the \uXXXX of characters that an editor does not show.
func unescape(text string) string {
	return escape.ReplaceAllStringFunc(text, func(code string) string {
		r, err := strconv.ParseUint(code[2:], 16, 32)
		if err != nil {
			return code
		}
		return string(rune(r))
	})
}
