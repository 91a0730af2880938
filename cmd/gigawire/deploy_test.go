package main

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/config"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
)

const deployed = "../../deploy/"

// TestDashboardAndAlertsNameMetricsThatExist in a scrape of a run.
func TestDashboardAndAlertsNameMetricsThatExist(t *testing.T) {
	t.Parallel()
	run := newSite(t, "").stay(t)
	last := run.until(t, func(seen scrape) bool {
		return seen.sum("gigawire_articles_completed_total", pipeline.StageExtract) > 0 && seen.names()["gigawire_consumer_lag"]
	})
	run.end(t)
	there := last.names()
	for file, least := range map[string]int{"grafana/gigawire.json": 12, "prometheus/gigawire.rules.yml": 8} {
		named := metricName.FindAllString(readFile(t, deployed+file), -1)
		for _, name := range named {
			if !there[name] {
				t.Errorf("%s names %s, which no scrape has", file, name)
			}
		}
		slices.Sort(named)
		if n := len(slices.Compact(named)); n < least {
			t.Errorf("%s names %d metrics, want %d or more", file, n, least)
		}
	}
}

// TestEveryAlertHasARunbook, under the heading that it names.
func TestEveryAlertHasARunbook(t *testing.T) {
	var rules struct {
		Groups []struct {
			Rules []struct {
				Alert       string
				Annotations map[string]string
			}
		}
	}
	if err := yaml.Unmarshal([]byte(readFile(t, deployed+"prometheus/gigawire.rules.yml")), &rules); err != nil {
		t.Fatal(err)
	}
	operations := readFile(t, "../../docs/operations.md")
	for _, r := range rules.Groups[0].Rules {
		if want := "docs/operations.md#" + strings.ToLower(r.Alert); r.Annotations["runbook"] != want {
			t.Errorf("%s has runbook %q, want %q", r.Alert, r.Annotations["runbook"], want)
		}
		if !strings.Contains(operations, "\n### "+r.Alert+"\n") {
			t.Errorf("docs/operations.md has no heading %s", r.Alert)
		}
	}
	if headings := strings.Count(operations, "\n### Gigawire"); headings != len(rules.Groups[0].Rules) {
		t.Errorf("%d headings of alerts, %d alerts", headings, len(rules.Groups[0].Rules))
	}
}

// manifest is as much of an object of Kubernetes as must agree with others.
type manifest struct {
	Kind     string
	Metadata struct{ Name string }
	Spec     struct {
		Replicas *int
		Strategy struct{ Type string }
		Template struct {
			Spec struct {
				TerminationGracePeriodSeconds int `yaml:"terminationGracePeriodSeconds"`
				Containers                    []struct {
					Args  []string
					Ports []struct {
						Name          string
						ContainerPort int `yaml:"containerPort"`
					}
					Env            []struct{ Name, Value string }
					Resources      struct{ Limits map[string]string }
					ReadinessProbe struct {
						TimeoutSeconds int `yaml:"timeoutSeconds"`
					} `yaml:"readinessProbe"`
				}
			}
		}
		MaxReplicaCount int                                     `yaml:"maxReplicaCount"`
		Triggers        []struct{ Metadata map[string]string }  `yaml:"triggers"`
		SecretTargetRef []struct{ Parameter, Name, Key string } `yaml:"secretTargetRef"`
		ScaleTargetRef  struct{ Name string }                   `yaml:"scaleTargetRef"`
		Endpoints       []struct{ Port, Path string }           `yaml:"podMetricsEndpoints"`
	}
}

// manifests returns those that kustomization.yaml lists, by kind and name.
func manifests(t *testing.T) map[string]manifest {
	t.Helper()
	var k struct{ Resources []string }
	if err := yaml.Unmarshal([]byte(readFile(t, deployed+"kubernetes/kustomization.yaml")), &k); err != nil {
		t.Fatal(err)
	}
	out := map[string]manifest{}
	for _, name := range k.Resources {
		decoder := yaml.NewDecoder(bytes.NewReader([]byte(readFile(t, deployed+"kubernetes/"+name))))
		for {
			var m manifest
			err := decoder.Decode(&m)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			out[m.Kind+" "+m.Metadata.Name] = m
		}
	}
	files, err := filepath.Glob(deployed + "kubernetes/*.yaml")
	if err != nil || len(files) != len(k.Resources)+2 {
		t.Errorf("%d files, of which kustomization.yaml lists %d, and pipeline.yaml: %v", len(files), len(k.Resources), err)
	}
	return out
}

// deployedConfig loads the pipeline.yaml of the manifests as a pod does.
func deployedConfig(t *testing.T) config.Config {
	t.Helper()
	for _, name := range []string{"GIGAWIRE_PUSH_TOKEN", "KAFKA_USERNAME", "KAFKA_PASSWORD"} {
		t.Setenv(name, "secret")
	}
	ca := regexp.MustCompile(`ca: (/\S+)}`).FindStringSubmatch(readFile(t, deployed+"kubernetes/pipeline.yaml"))
	if ca == nil || !strings.HasPrefix(ca[1], "/etc/gigawire/ca/") {
		t.Fatalf("the CA is at %v, want it where extract.yaml mounts it", ca)
	}
	c, err := config.Load(deployed+"kubernetes/pipeline.yaml", []string{"kafka.tls.ca=''"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestManifestsAgreeWithTheConfiguration that they bring.
func TestManifestsAgreeWithTheConfiguration(t *testing.T) {
	c, all := deployedConfig(t), manifests(t)
	for _, stage := range allStages() {
		pod := all["Deployment gigawire-"+stage].Spec.Template.Spec
		if len(pod.Containers) != 1 || !slices.Equal(pod.Containers[0].Args, []string{"run", "--config", "/etc/gigawire/pipeline.yaml", "--stages", stage}) {
			t.Fatalf("%s: %+v", stage, pod)
		}
		if room := time.Duration(pod.TerminationGracePeriodSeconds) * time.Second; room < 3*c.Kafka.Drain+15*time.Second {
			t.Errorf("%s has %s to end, and may need kafka.drain, %s, three times", stage, room, c.Kafka.Drain)
		}
		for _, port := range pod.Containers[0].Ports {
			address := map[string]string{"http": c.HTTP.Address, "push": c.Sources.Push.Address}[port.Name]
			if _, listens, _ := net.SplitHostPort(address); listens != strconv.Itoa(port.ContainerPort) {
				t.Errorf("%s: port %s is %d, and the program listens at %q", stage, port.Name, port.ContainerPort, address)
			}
		}
		checkMemory(t, stage, pod.Containers[0].Env[0].Value, pod.Containers[0].Resources.Limits["memory"])
		if timeout := pod.Containers[0].ReadinessProbe.TimeoutSeconds; time.Duration(timeout)*time.Second <= readyTimeout {
			t.Errorf("%s: a probe waits %d s, an answer takes %s", stage, timeout, readyTimeout)
		}
	}
	for _, stage := range []string{stageIngest, stageState} {
		if d := all["Deployment gigawire-"+stage].Spec; d.Replicas == nil || *d.Replicas != 1 || d.Strategy.Type != "Recreate" {
			t.Errorf("%s may run twice", stage)
		}
	}
	if page := all["PodMonitor gigawire"].Spec.Endpoints; len(page) != 1 || page[0].Path != "/metrics" || page[0].Port != "http" {
		t.Errorf("scraped at %v", page)
	}
	checkScaling(t, &c, all)
}

// checkMemory wants the collector to work hard before the pod is killed for its
// memory: at 0.6 to 0.9 of the limit.
func checkMemory(t *testing.T, stage, collector, limit string) {
	t.Helper()
	mebibytes := func(quantity string) float64 {
		n, err := strconv.ParseFloat(strings.TrimRight(quantity, "GMiB"), 64)
		if err != nil {
			t.Fatalf("%s: memory %q: %v", stage, quantity, err)
		}
		if strings.Contains(quantity, "G") {
			n *= 1024
		}
		return n
	}
	if share := mebibytes(collector) / mebibytes(limit); share < 0.6 || share > 0.9 {
		t.Errorf("%s: GOMEMLIMIT is %s, and the limit %s", stage, collector, limit)
	}
}

// checkScaling holds KEDA's object to the group that extract reads with.
func checkScaling(t *testing.T, c *config.Config, all map[string]manifest) {
	t.Helper()
	scaled := all["ScaledObject gigawire-extract"].Spec
	if len(scaled.Triggers) != 1 {
		t.Fatalf("%d triggers", len(scaled.Triggers))
	}
	trigger := scaled.Triggers[0].Metadata
	for key, want := range map[string]string{
		"bootstrapServers": strings.Join(c.Kafka.Brokers, ","), "consumerGroup": c.Extract.Group, "topic": c.Kafka.ArticlesTopic(),
		"sasl": strings.ReplaceAll(strings.ReplaceAll(c.Kafka.SASL.Mechanism, "scram-sha-", "scram_sha"), "-", ""),
	} {
		if trigger[key] != want {
			t.Errorf("%s is %q, want %q", key, trigger[key], want)
		}
	}
	if scaled.MaxReplicaCount != c.Kafka.Partitions || scaled.ScaleTargetRef.Name != "gigawire-extract" || all["Deployment gigawire-extract"].Spec.Replicas != nil {
		t.Errorf("%s is scaled up to %d, want as many as there are partitions, %d", scaled.ScaleTargetRef.Name, scaled.MaxReplicaCount, c.Kafka.Partitions)
	}
	for _, ref := range all["TriggerAuthentication gigawire-kafka"].Spec.SecretTargetRef {
		if ref.Name == "gigawire" && !strings.Contains(readFile(t, deployed+"kubernetes/pipeline.yaml"), "${"+ref.Key+"}") {
			t.Errorf("KEDA takes %s of the secret, and the program does not", ref.Key)
		}
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
