const form = document.getElementById('filter');

const prefix = document.getElementById('prefix');

const list = document.getElementById('documents');

let latest = null;

/** Filters while somebody types. Without scripts the form does it. */
export function filterDocuments() {
	prefix.addEventListener('input', show);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		show();
	});
}

async function show() {
	latest?.abort();
	latest = new AbortController();
	try {
		const query = new URLSearchParams({prefix: prefix.value});
		const response = await fetch(`/documents?${query}`, {signal: latest.signal, headers: {Accept: 'text/html'}});
		if (response.ok) {
			replace(list, await response.text());
		}
	}
	catch (failure) {
		if (failure.name !== 'AbortError') {
			form.submit();
		}
	}
}

/** Puts a part of the page that the service has rendered anew in the place of the old one. */
export function replace(place, html) {
	const parsed = new DOMParser().parseFromString(html, 'text/html');
	place.replaceChildren(...parsed.body.firstElementChild.childNodes);
	place.className = parsed.body.firstElementChild.className;
}
