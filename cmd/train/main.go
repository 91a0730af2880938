// Command train rebuilds what extract carries in itself: the list of listed
// companies and the weights of the models.
package main

import (
	"os"

	"github.com/spf13/cobra"
)

func main() {
	if err := newCommand().Execute(); err != nil {
		os.Exit(1)
	}
}

func newCommand() *cobra.Command {
	root := &cobra.Command{
		Use:          "train",
		Short:        "Rebuild the lists and models of extract from annotated articles",
		SilenceUsage: true,
	}
	root.AddCommand(listsCommand(), companyCommand(), salienceCommand(), relationCommand(), annotateCommand(), ablateCommand())
	return root
}
