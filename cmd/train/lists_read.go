package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// errColumns means that a list has other columns than it had.
var errColumns = errors.New("other columns than expected: download it again, or mend the reading of it")

// readConstituents returns the names of the S&P 500, as people write them, by CIK.
func readConstituents(path string) (map[int]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening constituents: %w", err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading constituents: %w", err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("reading constituents: %w", errColumns)
	}
	name, number := slices.Index(rows[0], "Security"), slices.Index(rows[0], "CIK")
	if name < 0 || number < 0 {
		return nil, fmt.Errorf("reading constituents: %w", errColumns)
	}
	names := map[int]string{}
	for _, row := range rows[1:] {
		if cik, err := strconv.Atoi(row[number]); err == nil {
			names[cik] = row[name]
		}
	}
	return names, nil
}

// readRegister returns the companies of the SEC's register, the main security
// of each.
func readRegister(path string) ([]security, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("opening register: %w", err)
	}
	var register struct{ Data [][4]any }
	if err := json.Unmarshal(data, &register); err != nil {
		return nil, fmt.Errorf("reading register: %w", err)
	}
	seen := map[int]bool{}
	var all []security
	for _, row := range register.Data {
		s, ok := securityOf(row)
		if !ok {
			return nil, fmt.Errorf("reading register: %v: %w", row, errColumns)
		}
		if !seen[s.cik] {
			all = append(all, s)
		}
		seen[s.cik] = true
	}
	return all, nil
}

// securityOf reads CIK, name, ticker and exchange, of which the last may be null.
func securityOf(row [4]any) (s security, ok bool) {
	cik, isNumber := row[0].(float64)
	name, isName := row[1].(string)
	ticker, isTicker := row[2].(string)
	exchange, _ := row[3].(string)
	return security{name, ticker, exchange, int(cik)}, isNumber && isName && isTicker
}

// readWords returns the lines of a file that are no comments.
func readWords(path string) (map[string]bool, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("opening words: %w", err)
	}
	words := map[string]bool{}
	for word := range strings.Lines(string(data)) {
		if word = strings.TrimSpace(word); !strings.HasPrefix(word, "#") {
			words[word] = true
		}
	}
	return words, nil
}
