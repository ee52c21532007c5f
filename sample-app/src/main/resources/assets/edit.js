const content = document.getElementById('content');

const line = Number(content.dataset.line);

/** Puts the cursor where the text is no JSON. */
if (line > 0) {
	const before = content.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
	const at = Math.min(before + Number(content.dataset.column) - 1, content.value.length);
	content.focus();
	content.setSelectionRange(at, at);
}
