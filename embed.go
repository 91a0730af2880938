// Package gigawire holds the pipeline that a first run has.
package gigawire

import _ "embed"

// Pipeline is the pipeline.yaml of the repository, which holds where no other
// is there.
//
//go:embed pipeline.yaml
var Pipeline []byte
