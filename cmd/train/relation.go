package main

import "github.com/spf13/cobra"

// relationCommand stands here until the relation models can be trained.
func relationCommand() *cobra.Command {
	return &cobra.Command{Use: "relation", Short: "Rebuild the models of relations"}
}
