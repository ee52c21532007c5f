import {age, element} from './format.js';

const rows = document.querySelector('#locks tbody');

const LONGEST = 12;

const NAMED = 3;

/** Shows who holds which lock, and who waits for it. */
export function showLocks(meters) {
	const now = new Date(meters.at);
	const busiest = meters.locks.toSorted((a, b) => b.waiters.length - a.waiters.length);
	const shown = busiest.slice(0, LONGEST).map((lock) => row(lock, now));
	if (busiest.length > LONGEST) {
		shown.push(remark(`… and ${busiest.length - LONGEST} more`));
	}
	rows.replaceChildren(...(shown.length > 0 ? shown : [remark('No lock is held.')]));
}

function row(lock, now) {
	return element('tr', {},
		element('td', {class: 'file'}, lock.file),
		element('td', {}, lock.thread ?? '–'),
		element('td', {class: 'number'}, lock.since ? age(lock.since, now) : '–'),
		element('td', {class: 'number'}, waiting(lock.waiters)));
}

function waiting(waiters) {
	const names = waiters.slice(0, NAMED).map((waiter) => waiter.thread);
	if (waiters.length > NAMED) {
		names.push('…');
	}
	return names.length > 0 ? `${waiters.length}: ${names.join(', ')}` : '0';
}

function remark(text) {
	return element('tr', {}, element('td', {colspan: '4', class: 'muted'}, text));
}
