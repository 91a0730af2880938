package parquet

import (
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// Complete makes one file of the file that is there and the parts since, and
// removes those. A crash leaves the old file and the parts, or the new file.
// A checkpoint that counts all parts must be safe before.
func (p *Parts) Complete() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next != nil {
		return errors.New("completing facts file: not all facts are safe")
	}
	if _, err := os.Stat(p.path); err == nil && p.merged == p.count {
		return nil
	}
	if err := p.merge(); err != nil {
		return fmt.Errorf("completing facts file %s: %w", p.path, err)
	}
	p.merged = p.count
	if err := p.tidy(); err != nil {
		return fmt.Errorf("removing parts: %w", err)
	}
	return nil
}

func (p *Parts) merge() error {
	whole, err := create(p.path)
	if err != nil {
		return err
	}
	whole.SetKeyValueMetadata(partsKey, strconv.FormatInt(p.count, 10))
	err = whole.add(p.path)
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	for number := p.merged + 1; number <= p.count && err == nil; number++ {
		err = whole.add(p.part(number))
	}
	if err != nil {
		return errors.Join(err, whole.abandon())
	}
	return whole.finish()
}

// copiedWhole is from how many rows on a row group is copied as it is.
const copiedWhole = rowsOfGroup / 2

// add adds the rows of a file. Small row groups become parts of larger ones.
func (u *unfinished) add(path string) error {
	return reading(path, func(file *parquet.File) error {
		for _, group := range file.RowGroups() {
			if err := u.addGroup(group); err != nil {
				return fmt.Errorf("copying %s: %w", path, err)
			}
		}
		return nil
	})
}

func (u *unfinished) addGroup(group parquet.RowGroup) error {
	if group.NumRows() >= copiedWhole {
		_, err := u.WriteRowGroup(group)
		return err
	}
	rows := group.Rows()
	_, err := parquet.CopyRows(u, rows)
	return errors.Join(err, rows.Close())
}
