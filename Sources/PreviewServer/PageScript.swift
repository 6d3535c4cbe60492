internal import SendFromKit

/// What the page does: asks while somebody types, and takes in what has changed on disk. Markup comes from the server
/// alone, which escapes it; here text stays text.
enum PageScript {
    static let source: HTML = #"""
        (() => {
          'use strict';
          const form = document.getElementById('form');
          const verdict = document.getElementById('verdict'), trace = document.getElementById('trace');
          const offline = document.getElementById('offline'), copied = document.getElementById('copied');
          const hint = verdict.innerHTML;
          const fields = () => [...form.elements].filter(field => field.name);

          // The message, by key: as it stands in the form, and as it stands in an address.
          const given = () => {
            const message = new Map();
            for (const field of fields()) {
              if (field.type === 'checkbox') {
                if (field.checked) message.set(field.name, [...(message.get(field.name) || []), field.value]);
              } else if (field.value !== '' && !(field.name === 'direction' && field.value === 'outbound')) {
                message.set(field.name, field.value);
              }
            }
            return message;
          };
          const address = () => {
            const parts = new URLSearchParams();
            for (const [key, value] of given()) parts.set(key, Array.isArray(value) ? value.join(' ') : value);
            return parts;
          };
          const fill = parts => {
            for (const field of fields()) {
              const value = parts.get(field.name);
              if (field.type === 'checkbox') field.checked = (value || '').split(' ').includes(field.value);
              else if (field.tagName === 'SELECT') {
                const wanted = [...field.options].find(option => option.value === value);
                if (field.name !== 'tenant') field.selectedIndex = wanted ? wanted.index : 0;
              } else field.value = value || '';
            }
          };

          // Deciding: the last answer asked for is the one shown.
          let asked = 0, timer = 0;
          const parse = text => new DOMParser().parseFromString(text, 'text/html');
          const decide = async () => {
            const mine = ++asked, message = given();
            if (!message.has('to')) {
              verdict.innerHTML = hint;
              trace.replaceChildren();
              return;
            }
            trace.classList.add('waiting');
            try {
              const response = await fetch('/v1/evaluate?trace=true', {
                method: 'POST', headers: {'Content-Type': 'application/json', 'Accept': 'text/html'},
                body: JSON.stringify(Object.fromEntries(message)),
              });
              const body = parse(await response.text()).body;
              if (mine !== asked) return;
              trace.classList.remove('waiting');
              const isOpen = trace.querySelector(':scope > details')?.open;
              const head = body.querySelector('.verdict');
              if (!head) {
                verdict.textContent = body.textContent;
                return trace.replaceChildren();
              }
              // A screen reader speaks when this changes, so it changes only when it says something else.
              if (verdict.innerHTML !== head.outerHTML) verdict.replaceChildren(head); else head.remove();
              trace.replaceChildren(...body.childNodes);
              const json = trace.querySelector(':scope > details');
              if (json && isOpen) json.open = true;
            } catch { if (mine === asked) lost(); }
          };
          const soon = () => {
            clearTimeout(timer);
            timer = setTimeout(() => {
              history.replaceState(null, '', '#' + address());
              decide();
            }, 120);
          };

          // Taking in what has changed: the parts that live, and nothing somebody typed.
          let version = document.body.dataset.version, refreshing = Promise.resolve();
          const take = async tenant => {
            const response = await fetch('/?tenant=' + encodeURIComponent(tenant), {headers: {Accept: 'text/html'}});
            // The tenant is gone, or another is meant: the first there is.
            const text = response.ok ? await response.text() : await (await fetch('/')).text();
            const page = parse(text), typed = address(), focused = document.activeElement?.id;
            for (const part of page.querySelectorAll('[data-live]')) {
              const old = document.getElementById(part.id);
              if (old && old.innerHTML !== part.innerHTML) old.replaceWith(part);
            }
            document.title = page.title;
            document.body.dataset.tenant = page.body.dataset.tenant;
            version = page.body.dataset.version;
            fill(typed);
            if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
          };
          const refresh = tenant => refreshing = refreshing.then(() => take(tenant)).then(decide).catch(lost);

          // Listening, while somebody looks: a browser has few connections to one server.
          let source = null;
          const lost = () => { offline.hidden = false; };
          const listen = () => {
            source?.close();
            source = null;
            if (document.hidden) return;
            source = new EventSource('/events');
            source.addEventListener('version', event => {
              offline.hidden = true;
              if (event.data !== version) refresh(document.body.dataset.tenant);
            });
            source.onerror = () => {
              lost();
              if (source?.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
            };
          };
          document.addEventListener('visibilitychange', listen);

          const copy = async (text, words) => {
            try {
              await navigator.clipboard.writeText(text);
              copied.textContent = words;
            } catch { copied.textContent = 'The browser does not let this page copy.'; }
            setTimeout(() => { copied.textContent = ''; }, 3000);
          };
          document.addEventListener('click', event => {
            const from = event.target.closest?.('[data-copy]');
            if (from) copy(document.getElementById(from.dataset.copy).textContent, 'Command copied.');
          });
          document.getElementById('share').addEventListener('click', () => copy(location.href, 'Link copied.'));
          form.addEventListener('submit', event => event.preventDefault());
          form.addEventListener('reset', () => setTimeout(() => {
            soon();
            document.getElementById('to').focus();
          }));
          form.addEventListener('input', event => {
            if (event.target.name === 'tenant') {
              history.replaceState(null, '', '#' + address());
              refresh(event.target.value);
            } else soon();
          });
          const follow = () => {
            const parts = new URLSearchParams(location.hash.slice(1));
            // A section's name is no message.
            if (!parts.has('to') && !parts.has('tenant')) return;
            const apply = () => { fill(parts); decide(); };
            const tenant = parts.get('tenant');
            if (tenant && tenant !== document.body.dataset.tenant) refresh(tenant).then(apply); else apply();
          };
          addEventListener('hashchange', follow);
        \#(ReportScript.theme)
          follow();
          if (!location.hash) document.getElementById('to').focus();
          listen();
        })();

        """#
}
