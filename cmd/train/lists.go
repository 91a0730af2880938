package main

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
)

func listsCommand() *cobra.Command {
	var from, to string
	c := &cobra.Command{
		Use:   "lists",
		Short: "Make the list of listed companies from the SEC's register and the S&P 500",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return makeLists(from, to) },
	}
	c.Flags().StringVar(&from, "from", "", "directory with sec_company_tickers_exchange.json and sp500_constituents.csv")
	c.Flags().StringVar(&to, "to", "extract/company/data/sec.tsv", "file to write")
	return c
}

// security is one line of the list.
type security struct {
	name, ticker, exchange string
	cik                    int
}

func makeLists(from, to string) error {
	known, err := readConstituents(filepath.Join(from, "sp500_constituents.csv"))
	if err != nil {
		return err
	}
	register, err := readRegister(filepath.Join(from, "sec_company_tickers_exchange.json"))
	if err != nil {
		return err
	}
	words, err := readWords(filepath.Join(filepath.Dir(to), "words.txt"))
	if err != nil {
		return err
	}
	return writeSecurities(to, clean(register, known, words))
}

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
	names := map[int]string{}
	for _, row := range rows[1:] {
		var cik int
		if _, err := fmt.Sscan(row[6], &cik); err == nil {
			names[cik] = row[1]
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
		cik, _ := row[0].(float64)
		if seen[int(cik)] {
			continue
		}
		seen[int(cik)] = true
		s := security{cik: int(cik)}
		s.name, _ = row[1].(string)
		s.ticker, _ = row[2].(string)
		s.exchange, _ = row[3].(string)
		all = append(all, s)
	}
	return all, nil
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

// clean returns the securities whose names tell a company, sorted, without
// legal forms and as people write them.
func clean(register []security, known map[int]string, words map[string]bool) []security {
	taken := map[string]bool{}
	var kept []security
	for _, s := range register {
		name, constituent := known[s.cik]
		if !constituent {
			name = s.name
		}
		s.name = companyName(name)
		key := strings.ToLower(s.name)
		if taken[key] || !constituent && !tells(s.name, words) {
			continue
		}
		taken[key] = true
		kept = append(kept, s)
	}
	slices.SortFunc(kept, func(a, b security) int { return cmp.Compare(a.name, b.name) })
	return kept
}

// legalForms are the endings of registered names, without full stops.
var legalForms = wordSet(`inc corp corporation ltd limited plc llc lp llp co company sa nv ag se ab asa
	oyj spa bv the trust adr ads de md nj ny new cl class a b c /de /md /new /fi kk bhd lp/ tbk oy as gmbh incorporated sab cv`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}

// companyName cuts what only lawyers say, and gives capitals their usual size.
func companyName(name string) string {
	name, _, _ = strings.Cut(name, "(")
	name, _, _ = strings.Cut(name, "/")
	name, _, _ = strings.Cut(name, "\\")
	shouted := name == strings.ToUpper(name)
	words := strings.Fields(strings.ReplaceAll(name, ",", " "))
	for len(words) > 1 && legalForms[strings.ToLower(strings.ReplaceAll(words[len(words)-1], ".", ""))] {
		words = words[:len(words)-1]
	}
	if len(words) > 1 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	for i, word := range words {
		if shouted && len(word) > 3 {
			words[i] = word[:1] + strings.ToLower(word[1:])
		}
	}
	return strings.TrimRight(strings.Join(words, " "), " -&.")
}

// tells reports whether a name is long and odd enough to mean its company.
func tells(name string, words map[string]bool) bool {
	lower := strings.ToLower(name)
	if len(name) < 4 || strings.Contains(lower, " etf") || strings.Contains(lower, "acquisition") || strings.HasSuffix(lower, " fund") {
		return false
	}
	if strings.Contains(name, " ") {
		return true
	}
	return !words[lower] && strings.IndexFunc(name, unicode.IsLetter) >= 0
}

func writeSecurities(path string, all []security) error {
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("creating list: %w", err)
	}
	w := bufio.NewWriter(file)
	fmt.Fprintln(w, "# Made by train lists. Name, ticker, exchange, CIK.")
	for _, s := range all {
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\n", s.name, s.ticker, s.exchange, s.cik)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("writing list: %w", err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("closing list: %w", err)
	}
	return nil
}
