package files

import "os"

// input is a file to read.
type input struct {
	path string
	size int64
	// listed files were found in a directory; that one has no articles is then
	// not worth a word.
	listed bool
}

// List returns the files of the paths of a configuration, each once, in their
// order. A path that is not there, or cannot be listed, is an error.
func List(c Config) ([]string, error) {
	for _, path := range c.Paths {
		if err := check(path); err != nil {
			return nil, err
		}
	}
	inputs, said := list(c)
	if len(said) > 0 {
		return nil, said[0].err
	}
	paths := make([]string, len(inputs))
	for i, in := range inputs {
		paths[i] = in.path
	}
	return paths, nil
}

// list finds the files of the paths, each once, and what there is to say of
// paths.
func list(c Config) (inputs []input, said []Document) {
	seen := map[string]bool{}
	for _, path := range c.Paths {
		found := Files{config: c}
		found.look(path)
		said = append(said, found.waiting...)
		if len(found.found)+len(found.waiting) == 0 {
			said = append(said, found.rejected(path, nil, errNothing))
		}
		for _, file := range found.found {
			if !seen[file] {
				seen[file] = true
				inputs = append(inputs, newInput(file, file != path))
			}
		}
	}
	return inputs, said
}

func newInput(path string, listed bool) input {
	in := input{path: path, listed: listed}
	if info, err := os.Stat(path); err == nil { // what is wrong shows when it is opened
		in.size = info.Size()
	}
	return in
}
