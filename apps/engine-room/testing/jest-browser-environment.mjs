import { TestEnvironment } from 'jest-environment-jsdom';

/** What jsdom lacks and browsers have: the ones from Node where they are the same, quiet stand-ins where they are not. */
export default class BrowserEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const { window } = this.dom;
    Object.assign(this.global, {
      fetch,
      Headers,
      Request,
      Response,
      ReadableStream,
      TransformStream,
      TextEncoder,
      TextDecoder,
      structuredClone,
      ResizeObserver: class {
        observe() {}
        unobserve() {}
        disconnect() {}
      },
    });
    window.matchMedia = (media) => ({
      media,
      matches: media.includes('reduce'), // no animations to wait for
      addEventListener() {},
      removeEventListener() {},
      addListener() {},
      removeListener() {},
    });
    // Nothing is laid out in jsdom; a list that draws only what is in sight needs a size to see anything.
    for (const size of ['clientWidth', 'clientHeight']) {
      Object.defineProperty(window.HTMLElement.prototype, size, { configurable: true, get: () => 1_000 });
    }
    // A menu hides itself when what it belongs to is nowhere to be seen.
    window.HTMLElement.prototype.getBoundingClientRect = () => new window.DOMRect(10, 10, 100, 20);
    window.Range.prototype.getClientRects = () => [];
    window.HTMLElement.prototype.scrollIntoView = () => {};
    window.HTMLElement.prototype.scrollTo = () => {};
    window.scrollTo = () => {};
  }
}
