import {count, element, figure} from './format.js';

const PHASES = {
	STARTING: 'The processes are starting.',
	LIBRARY: 'The processes update the document by this library.',
	HAND_WRITTEN: 'Now they do the same work by hand.',
	FINISHED: 'The run is finished.',
	FAILED: 'The run failed.',
};

const STATES = {STARTING: 'starting', RUNNING: 'running', KILLED: 'killed', FINISHED: 'finished', FAILED: 'failed'};

const form = document.getElementById('lab-form');

const start = document.getElementById('lab-start');

const kill = document.getElementById('lab-kill');

const status = document.getElementById('lab-status');

const verdict = document.getElementById('lab-verdict');

/** Starts runs, kills processes, and shows what comes of it. */
export class Lab {

	#phase = null;

	#running = false;

	constructor() {
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			this.#start();
		});
		kill.addEventListener('click', () => this.#kill());
		takeLimits();
	}

	async #start() {
		if (this.#running) {
			return;
		}
		const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, Number(value)]));
		const run = await post('/api/lab/runs', fields);
		if (run !== null) {
			this.show(run);
		}
	}

	async #kill() {
		if (kill.getAttribute('aria-disabled') === 'true') {
			return;
		}
		const killed = await post('/api/lab/kill');
		if (killed !== null) {
			tell(`${capitalized(killed.name)} (pid ${killed.pid}) was killed. What it had acknowledged must not be lost.`);
		}
	}

	show(run) {
		this.#running = !['FINISHED', 'FAILED'].includes(run.phase);
		start.setAttribute('aria-disabled', String(this.#running));
		kill.setAttribute('aria-disabled', String(!this.#running || !run.workers.some(killable)));
		if (run.phase !== this.#phase) {
			this.#phase = run.phase;
			tell(run.failure ?? PHASES[run.phase], run.phase === 'FAILED');
			showVerdict(run.verdict);
		}
		showProgress(run);
	}

}

function killable(worker) {
	return worker.state === 'RUNNING' && worker.name !== 'this application';
}

async function takeLimits() {
	const response = await fetch('/api/lab');
	const {limits} = await response.json();
	for (const [name, limit] of Object.entries(limits)) {
		form.elements[name].max = limit;
	}
}

async function post(path, body) {
	const response = await fetch(path, {
		method: 'POST',
		headers: body ? {'Content-Type': 'application/json'} : {},
		body: body ? JSON.stringify(body) : undefined,
	}).catch(() => null);
	const answer = await response?.json();
	if (response?.ok) {
		return answer;
	}
	tell(answer ? `${answer.title}. ${answer.detail ?? ''}` : 'The service does not answer.', true);
	return null;
}

function tell(message, bad = false) {
	status.textContent = message;
	status.classList.toggle('bad', bad);
}

function capitalized(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function showProgress(run) {
	document.getElementById('lab-run').hidden = false;
	const progress = document.getElementById('lab-progress');
	progress.max = run.seconds * 1000;
	progress.value = Math.min(run.elapsedMillis, progress.max);
	document.getElementById('lab-acknowledged').textContent = count(run.acknowledged);
	document.getElementById('lab-rate').textContent = count(run.perSecond);
	const most = Math.max(...run.workers.map((worker) => worker.acknowledged), 1);
	document.getElementById('lab-workers').replaceChildren(...run.workers.map((worker) => row(worker, most)));
}

function row({name, pid, state, acknowledged}, most) {
	return element('tr', {},
		element('th', {scope: 'row'}, name),
		element('td', {class: 'number'}, pid ? String(pid) : '–'),
		element('td', {}, element('span', {class: `state ${state.toLowerCase()}`}, STATES[state])),
		element('td', {class: 'number'}, count(acknowledged), bar(acknowledged / most)));
}

function bar(share) {
	const drawn = element('span', {class: 'bar', 'aria-hidden': 'true'});
	drawn.style.setProperty('--share', String(share));
	return drawn;
}

function showVerdict(result) {
	verdict.classList.toggle('broken', result !== null && !result.library.holds);
	verdict.replaceChildren(...(result === null ? [] : [conclusion(result), comparison(result)]));
}

function conclusion({library, ratio}) {
	const rate = ratio === null ? [] : [element('p', {class: 'ratio'}, element('strong', {}, `${figure(ratio)} times`),
		' the rate of the hand-written way, on the same work.')];
	return element('div', {}, element('h3', {}, sentence(library)), ...rate);
}

function sentence(way) {
	if (way.holds) {
		return `Every one of ${count(way.acknowledged)} acknowledged operations is there exactly once.`;
	}
	return `Of ${count(way.acknowledged)} acknowledged operations ${count(way.lost)} are lost and ${count(way.twice)} are there twice.`;
}

function comparison({library, handWritten}) {
	const ways = [library, handWritten];
	const fastest = Math.max(...ways.map((way) => way.perSecond), 1);
	const line = (title, cells) => element('tr', {}, element('th', {scope: 'row'}, title),
		...ways.map((way) => element('td', {class: 'number'}, ...cells(way))));
	return element('table', {},
		element('caption', {class: 'hidden'}, 'Both ways beside each other'),
		element('thead', {}, element('tr', {}, ...['Operations', 'This library', 'By hand'].map((title, index) =>
			element('th', {scope: 'col', class: index > 0 ? 'number' : ''}, title)))),
		element('tbody', {},
			line('acknowledged', (way) => [count(way.acknowledged)]),
			line('there exactly once', (way) => [count(way.exactlyOnce)]),
			line('lost', (way) => [count(way.lost)]),
			line('there twice', (way) => [count(way.twice)]),
			line('there, though never acknowledged', (way) => [count(way.unacknowledged)]),
			line('processes killed', (way) => [count(way.killed)]),
			line('per second', (way) => [count(way.perSecond), bar(way.perSecond / fastest)])));
}
