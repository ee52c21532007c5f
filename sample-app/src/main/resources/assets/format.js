const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});

/** A figure with three significant digits, or a dash where there is none. */
export function figure(value) {
	if (value === null || value === undefined) {
		return '–';
	}
	if (value >= 100 || Number.isInteger(value)) {
		return whole.format(value);
	}
	return value.toFixed(value >= 10 ? 1 : 2);
}

export function count(value) {
	return whole.format(value);
}

export function age(since, now) {
	const seconds = Math.max(0, (now - new Date(since)) / 1000);
	return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min`;
}

export function element(name, attributes = {}, ...children) {
	const created = document.createElement(name);
	for (const [attribute, value] of Object.entries(attributes)) {
		created.setAttribute(attribute, value);
	}
	created.append(...children);
	return created;
}
