import {Charts} from './charts.js';
import {filterDocuments, replace} from './documents.js';
import {Lab} from './lab.js';
import {Live} from './live.js';
import {showLocks} from './locks.js';

const HEALTH_MILLIS = 10_000;

const connection = document.getElementById('connection');

const health = document.getElementById('health');

async function showHealth() {
	if (document.hidden) {
		return;
	}
	const response = await fetch('/health', {headers: {Accept: 'text/html'}}).catch(() => null);
	if (response?.ok) {
		replace(health, await response.text());
	}
}

const charts = new Charts();

const lab = document.getElementById('lab') ? new Lab() : null;

new Live({
	meters: (meters) => {
		charts.show(meters);
		showLocks(meters);
	},
	lab: (run) => lab?.show(run),
}, (connected) => {
	connection.textContent = connected ? 'One sample a second' : 'Disconnected, trying again …';
});

filterDocuments();
setInterval(showHealth, HEALTH_MILLIS);
