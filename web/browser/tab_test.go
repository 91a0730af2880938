package browser

import (
	"context"
	"encoding/json"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// tab is a tab of the browser. What goes wrong in its pages is kept.
type tab struct {
	context.Context
	t      *testing.T
	mu     sync.Mutex
	errors []string
}

// size is that of a tab, in pixels.
type size struct{ width, height int64 }

var (
	desktop = size{1280, 900}
	phone   = size{390, 844}
)

// open opens a page in a new tab.
func open(t *testing.T, url string, s size) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chromium(t))
	t.Cleanup(cancel)
	b := &tab{Context: ctx, t: t}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.EmulateViewport(s.width, s.height))
	b.visit(url)
	return b
}

// hear keeps what goes wrong in a page.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.errors = append(b.errors, e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			b.errors = append(b.errors, "console.error")
		}
	case *page.EventJavascriptDialogOpening:
		b.errors = append(b.errors, "dialog: "+e.Message)
	}
}

// wantNoErrors fails if something went wrong in the pages.
func (b *tab) wantNoErrors() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, e := range b.errors {
		b.t.Errorf("the page says: %s", e)
	}
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.Context, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) visit(url string) { b.t.Helper(); b.do(chromedp.Navigate(url)) }

// eval returns what an expression of JavaScript, or its promise, comes to.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.Context, patience)
	defer cancel()
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return out
}

// until waits until an expression is true, across pages that are left.
func (b *tab) until(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.Context, patience)
	defer cancel()
	waiting := "(async () => { while (!(" + expression + ")) await new Promise((r) => setTimeout(r, 20)); return true; })()"
	for ctx.Err() == nil {
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](waiting, chromedp.EvalAwaitPromise)); err == nil && ok {
			return
		}
	}
	b.t.Fatalf("waited in vain until %s\n%s", expression, b.text("body"))
}

// text returns the text of the first element that a selector finds.
func (b *tab) text(selector string) string {
	b.t.Helper()
	return eval[string](b, "document.querySelector("+quoted(selector)+")?.innerText ?? ''")
}

// texts returns those of all elements that a selector finds.
func (b *tab) texts(selector string) []string {
	b.t.Helper()
	return eval[[]string](b, "[...document.querySelectorAll("+quoted(selector)+")].map((e) => e.textContent.replace(/\\s+/g, ' ').trim())")
}

func (b *tab) count(selector string) int {
	b.t.Helper()
	return eval[int](b, "document.querySelectorAll("+quoted(selector)+").length")
}

// press presses keys, those that have no letter by the codes of package kb. As a
// keyboard does it, and unlike chromedp, it types nothing where a page has taken
// a key for something else.
func (b *tab) press(keys string) {
	b.t.Helper()
	for _, r := range keys {
		k, ok := kb.Keys[r]
		if !ok {
			b.t.Fatalf("there is no key for %q", r)
		}
		down := input.DispatchKeyEventParams{
			Type: input.DispatchKeyEventTypeKeyDown, Key: k.Key, Code: k.Code, Text: k.Text, UnmodifiedText: k.Unmodified, WindowsVirtualKeyCode: k.Windows,
		}
		up := down
		up.Type, up.Text, up.UnmodifiedText = input.DispatchKeyEventTypeKeyUp, "", ""
		b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, down)
			if err == nil {
				_, err = cdp.Call(ctx, t, input.DispatchKeyEvent, up)
			}
			return err
		}))
	}
}

func (b *tab) click(selector string) { b.t.Helper(); b.do(chromedp.Click(chromedp.CSS(selector))) }

// point moves the mouse onto an element.
func (b *tab) point(selector string) {
	b.t.Helper()
	at := eval[[2]float64](b, "(() => { const e = document.querySelector("+quoted(selector)+"); e.scrollIntoView({ block: 'center' }); "+
		"const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()")
	b.do(chromedp.MouseEvent(chromedp.MouseMoved, at[0], at[1]))
}

// theme draws pages in a theme, as a system that is set to it does.
func (b *tab) theme(name string) {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"},
		}})
		return err
	}))
}

// picture returns what a tab shows, as PNG.
func (b *tab) picture() []byte {
	b.t.Helper()
	png, err := chromedp.Run(b.Context, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	return png
}

func quoted(text string) string {
	out, err := json.Marshal(text)
	if err != nil {
		panic(err) // a text can always be written
	}
	return string(out)
}

// The keys that have no letter.
const (
	keyTab   = kb.Tab
	keyEnter = kb.Enter
)
