package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

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

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
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
