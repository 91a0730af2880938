package browser

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// chromium returns the browser that all tests share, as a context for tabs. It
// skips the test unless tests in a browser are asked for.
func chromium(t *testing.T) context.Context {
	t.Helper()
	if os.Getenv("GIGAWIRE_BROWSER") == "" {
		t.Skip("GIGAWIRE_BROWSER is not set: make browser")
	}
	path := findChromium()
	if path == "" {
		t.Fatal("there is no chromium")
	}
	return started(t, path)
}

func findChromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// shared is the browser, once it is started; stop ends it.
var shared struct {
	once sync.Once
	ctx  context.Context
	stop func()
	err  error
}

func started(t *testing.T, path string) context.Context {
	t.Helper()
	shared.once.Do(func() {
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("lang", "en"))
		allocator, endAllocator := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, end := chromedp.NewContext(allocator)
		shared.ctx, shared.stop = ctx, func() { end(); endAllocator() }
		shared.err = chromedp.Do(ctx)
	})
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.ctx
}

func TestMain(m *testing.M) {
	code := m.Run()
	if shared.stop != nil {
		shared.stop()
	}
	newsroom.end()
	desk.end()
	os.Exit(code)
}
