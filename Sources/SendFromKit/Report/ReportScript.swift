#if canImport(FoundationEssentials)
    private import FoundationEssentials
#else
    private import Foundation
#endif
internal import TableAnalysis

/// Searching and showing: the page says all it says without it.
package enum ReportScript {
    /// Lets the button with the id `theme` turn dark to light and back.
    package static let theme: HTML = #"""

          document.getElementById('theme').addEventListener('click', () => {
            const root = document.documentElement;
            const isDark = (root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
            root.dataset.theme = isDark ? 'light' : 'dark';
          });
        """#

    static let source: HTML = #"""

        (() => {
          'use strict';
          const all = (selector, under = document) => [...under.querySelectorAll(selector)];
          const search = document.getElementById('search'), count = document.getElementById('count');
          const items = all('[data-f]').map(node => ({node, section: node.closest('section'), text: null}));
          const apply = () => {
            const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
            let shown = 0;
            for (const item of items) {
              const kinds = all('[data-only][aria-pressed=true]', item.section).map(b => b.dataset.only);
              const kind = item.node.dataset.kind;
              if (item.text === null) item.text = item.node.textContent.toLowerCase();
              const fits = words.every(word => item.text.includes(word)) && (!kind || !kinds.length || kinds.includes(kind));
              item.node.classList.toggle('gone', !fits);
              if (fits) shown++;
            }
            count.textContent = words.length ? `${shown} of ${items.length}` : '';
          };
          search.addEventListener('input', apply);
          for (const button of all('[data-only]')) button.addEventListener('click', () => {
            button.setAttribute('aria-pressed', button.getAttribute('aria-pressed') !== 'true');
            apply();
          });
          const cards = () => all('details.card').filter(card => !card.closest('.gone'));
          const open = document.getElementById('open');
          open.addEventListener('click', () => {
            const isOpen = open.textContent === 'Close all';
            for (const card of cards()) card.open = !isOpen;
            open.textContent = isOpen ? 'Open all' : 'Close all';
          });\#(theme)
          const follow = () => {
            const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
            if (!target) return;
            for (let node = target; node; node = node.parentElement) if (node.tagName === 'DETAILS') node.open = true;
            const card = target.querySelector(':scope > details');
            if (card) card.open = true;
            target.scrollIntoView();
          };
          addEventListener('hashchange', follow);
          follow();
          document.addEventListener('keydown', event => {
            const isTyping = event.target === search;
            if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey) { event.preventDefault(); search.focus(); }
            if (event.key === 'Escape' && isTyping) { search.value = ''; apply(); }
          });
          for (const node of all('.tools, .chips')) node.hidden = false;
        })();

        """#

    /// Of the source, for the page's policy: no other script runs, whatever a name says.
    static let hash = HTML(
        stringLiteral: "sha256-" + Data(SHA256.digest(Array(source.text.utf8))).base64EncodedString())
}
