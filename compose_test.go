package gigawire_test

import (
	"encoding/base64"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// compose is as much of docker-compose.yml as must agree with other files.
type compose struct {
	Services map[string]struct {
		Image       string
		Build       string
		Command     []string
		Ports       []string
		Profiles    []string
		Volumes     []string
		Environment map[string]string
	}
	Volumes map[string]any
}

func readCompose(t *testing.T) compose {
	t.Helper()
	var c compose
	if err := yaml.Unmarshal([]byte(read(t, "docker-compose.yml")), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// addresses returns the addresses of a list of listeners, by their names.
func addresses(listeners string) map[string]string {
	out := map[string]string{}
	for listener := range strings.SplitSeq(listeners, ",") {
		name, address, _ := strings.Cut(listener, "://")
		out[name] = address
	}
	return out
}

// TestComposeReachesItsBroker holds what connects to the broker of
// docker-compose.yml to what the broker says of itself.
func TestComposeReachesItsBroker(t *testing.T) {
	services := readCompose(t).Services
	environment := services["kafka"].Environment
	advertised := addresses(environment["KAFKA_ADVERTISED_LISTENERS"])
	listeners := addresses(environment["KAFKA_LISTENERS"])
	for name, address := range advertised {
		_, port, _ := strings.Cut(address, ":")
		if listeners[name] != ":"+port {
			t.Errorf("listener %s is advertised at %s and listens at %s", name, address, listeners[name])
		}
	}
	inside := advertised["INTERNAL"]
	if want := "kafka.brokers=[" + inside + "]"; !slices.Contains(services["gigawire"].Command, want) {
		t.Errorf("gigawire is called with %q, want %q among it", services["gigawire"].Command, want)
	}
	if got := services["kafka-ui"].Environment["KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS"]; got != inside {
		t.Errorf("kafka-ui asks %s, want %s", got, inside)
	}
	_, port, _ := strings.Cut(advertised["HOST"], ":")
	if !slices.Contains(services["kafka"].Ports, port+":"+port) {
		t.Errorf("kafka publishes ports %v, want %s, which it advertises to the host", services["kafka"].Ports, port)
	}
	checkPages(t, services["gigawire"].Ports, services["kafka-ui"].Ports)
	if !slices.Equal(services["kafka-ui"].Profiles, []string{"ui"}) {
		t.Errorf("kafka-ui has profiles %v, want ui, so that it starts only when asked for", services["kafka-ui"].Profiles)
	}
}

// checkPages wants pages on ports of their own that only the host reaches.
func checkPages(t *testing.T, published ...[]string) {
	t.Helper()
	taken := map[string]bool{}
	for _, ports := range published {
		for _, port := range ports {
			at, _, _ := strings.Cut(strings.TrimPrefix(port, "127.0.0.1:"), ":")
			if !strings.HasPrefix(port, "127.0.0.1:") || taken[at] {
				t.Errorf("a page is published at %s: other machines reach it, or it is taken", port)
			}
			taken[at] = true
		}
	}
	if len(taken) != len(published) {
		t.Errorf("%d pages are published, want %d", len(taken), len(published))
	}
}

// TestComposeFormatsItsBroker wants an identifier of 16 bytes, without which
// the broker's directory cannot be formatted.
func TestComposeFormatsItsBroker(t *testing.T) {
	id, err := base64.RawURLEncoding.DecodeString(readCompose(t).Services["kafka"].Environment["CLUSTER_ID"])
	if err != nil || len(id) != 16 {
		t.Errorf("CLUSTER_ID has %d bytes, error %v", len(id), err)
	}
}

// TestComposeNamesWhatIsThere holds paths and volumes to the Dockerfile and to
// the list of volumes.
func TestComposeNamesWhatIsThere(t *testing.T) {
	c, dockerfile := readCompose(t), read(t, "Dockerfile")
	gigawire := c.Services["gigawire"]
	config := gigawire.Command[slices.Index(gigawire.Command, "--config")+1]
	if !strings.Contains(dockerfile, "COPY pipeline.yaml "+config+"\n") {
		t.Errorf("the image has no %s", config)
	}
	for name, service := range c.Services {
		for _, volume := range service.Volumes {
			of, at, _ := strings.Cut(volume, ":")
			if _, ok := c.Volumes[of]; !ok {
				t.Errorf("%s mounts %s, which is no volume", name, of)
			}
			if name == "gigawire" && !strings.Contains(dockerfile, "WORKDIR "+at+"\n") {
				t.Errorf("gigawire keeps its data elsewhere than in %s", at)
			}
		}
	}
}

// TestImageIsBuiltWithTheGoOfTheModule compares Dockerfile and go.mod.
func TestImageIsBuiltWithTheGoOfTheModule(t *testing.T) {
	_, after, ok := strings.Cut(read(t, "go.mod"), "\ngo ")
	version, _, _ := strings.Cut(after, "\n")
	version = strings.TrimSuffix(version, ".0")
	if !ok || !strings.Contains(read(t, "Dockerfile"), "FROM golang:"+version+"-") {
		t.Errorf("the Dockerfile does not build with Go %s", version)
	}
}
