package main

import "github.com/gigawire/gigawire/extract/eval"

// part returns the articles that are held apart in a fold, and what is learned from
// meanwhile: the texts of all others, and of those that have no article here.
func part[T any](items []eval.Item, texts []T, folds, fold int) (held []eval.Item, learn []T) {
	for i, text := range texts {
		if i < len(items) && i%folds == fold {
			held = append(held, items[i])
		} else {
			learn = append(learn, text)
		}
	}
	return held, learn
}
