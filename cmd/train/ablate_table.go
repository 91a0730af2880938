package main

import (
	"fmt"
	"os"
	"strings"
)

// ablationHead is what the file of the table begins with.
const ablationHead = `# What each part of finding companies is worth

The model is trained without one part after the other and scored on %d articles held apart: every %dth of those in
cmd/train/articles. All others are learned from, with those that [extract/company/data](../extract/company/data/README.md)
names. F1 is that of exact spans of mentions, and of distinct companies. Differences of 0.002 and less are chance. The
names by hand look better here than in other news, for they were extended by who had read some of these articles. Words
a second are those of a core that finds companies and nothing else; beside them stands the ratio to the first row.

    go run ./cmd/train annotate --out NEW
    go run ./cmd/train ablate --articles ANNOTATED,extract/testdata/gold --more NEW --out docs/ablation.md

makes this file anew; --only NAME makes one row.

| without | precision | recall | F1 of mentions | F1 of companies | words a second | ratio |
| --- | --- | --- | --- | --- | --- | --- |
`

func writeAblation(out string, c *corpus, rows []row) error {
	var b strings.Builder
	fmt.Fprintf(&b, ablationHead, len(c.held), apart)
	for _, r := range rows {
		m := r.total.Mentions
		fmt.Fprintf(&b, "| %s | %.3f | %.3f | %.4f | %.4f | %.2f million | %.2f |\n", r.without,
			m.Precision(), m.Recall(), m.F1(), r.total.Companies.F1(), r.speed/1e6, r.speed/rows[0].speed)
	}
	if err := os.WriteFile(out, []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("writing table: %w", err)
	}
	return nil
}
