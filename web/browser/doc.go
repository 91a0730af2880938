// Package browser has only tests: those of the page in a browser, headless
// Chromium, on the whole program. They run where GIGAWIRE_BROWSER is set, as
// "make browser" does. GIGAWIRE_AXE names the file axe.min.js of axe-core, which
// checks whether people can use a page who do not see it, or not well;
// GIGAWIRE_PICTURES a directory that the pictures of docs/images are written to.
package browser
