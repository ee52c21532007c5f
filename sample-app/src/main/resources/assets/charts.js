import uPlot from './uplot/uPlot.esm.js';
import {figure} from './format.js';

const SECONDS = 60;

const MARKS = 3;

const DASHES = [[], [8, 4], [2, 3]];

const HEIGHT = 152;

const dark = matchMedia('(prefers-color-scheme: dark)');

function color(name) {
	return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The values of the last seconds, as a line each. */
class Chart {

	constructor(id, lines) {
		this.place = document.querySelector(`#${id} .plot`);
		this.lines = lines;
		this.data = [[], ...lines.map(() => [])];
		this.#draw();
		dark.addEventListener('change', () => this.#draw());
		new ResizeObserver(() => this.#resize()).observe(this.place);
	}

	add(seconds, values) {
		const [times] = this.data;
		times.push(seconds);
		values.forEach((value, index) => this.data[index + 1].push(value));
		while (times[0] < seconds - SECONDS) {
			this.data.forEach((column) => column.shift());
		}
		this.plot.setData(this.data);
	}

	#resize() {
		this.plot.setSize({width: this.place.clientWidth, height: HEIGHT});
	}

	#draw() {
		this.plot?.destroy();
		this.plot = new uPlot(this.#options(), this.data, this.place);
	}

	#options() {
		return {
			width: this.place.clientWidth,
			height: HEIGHT,
			padding: [8, this.lines.some((line) => line.scale) ? 0 : 18, 0, 0],
			legend: {show: false},
			cursor: {show: false},
			scales: this.#scales(),
			axes: this.#axes(),
			series: [{}, ...this.lines.map((line, index) => this.#series(line, index))],
		};
	}

	#scales() {
		const fromZero = {range: (plot, min, max) => [0, Math.max(max ?? 0, 0.1) * 1.1]};
		const scales = {x: {range: (plot, min, max) => [(max ?? 0) - SECONDS, max ?? 0]}};
		this.lines.forEach((line) => scales[line.scale ?? 'y'] = fromZero);
		return scales;
	}

	#axes() {
		const look = {
			stroke: color('--muted'),
			font: '11px system-ui, sans-serif',
			ticks: {show: false},
		};
		const grid = {stroke: color('--grid'), width: 1};
		const time = {...look, grid: {show: false}, size: 22, splits: marks, values: ago};
		const vertical = [...new Set(this.lines.map((line) => line.scale ?? 'y'))].map((scale, index) => ({
			...look, scale, size: 44, space: 28, side: index === 0 ? 3 : 1, grid: index === 0 ? grid : {show: false},
			values: (plot, splits) => splits.map((value) => value === null ? '' : figure(value)),
		}));
		return [time, ...vertical];
	}

	#series(line, index) {
		return {
			scale: line.scale ?? 'y',
			stroke: color(`--series-${index + 1}`),
			fill: line.area ? color('--series-1-area') : undefined,
			width: 1.75,
			dash: DASHES[index],
			points: {show: false},
			spanGaps: false,
		};
	}

}

/** The charts, and the figures beside them that say the same in text. */
export class Charts {

	#rate = new Chart('chart-rate', [{area: true}, {scale: 'batch'}]);

	#wait = new Chart('chart-wait', [{}, {}, {}]);

	#write = new Chart('chart-write', [{}, {}, {}]);

	show(meters) {
		const seconds = new Date(meters.at).getTime() / 1000;
		this.#rate.add(seconds, [meters.updatesPerSecond, meters.updatesPerWrite]);
		this.#wait.add(seconds, percentiles(meters.lockWaitMillis));
		this.#write.add(seconds, percentiles(meters.writeMillis));
		for (const place of document.querySelectorAll('[data-figure]')) {
			place.textContent = figure(lookUp(meters, place.dataset.figure));
		}
	}

}

function marks(plot, axis, min, max) {
	return Array.from({length: MARKS + 1}, (ignored, index) => max - SECONDS + index * SECONDS / MARKS);
}

function ago(plot, splits) {
	return splits.map((split, index) => index === MARKS ? 'now' : `−${SECONDS - index * SECONDS / MARKS} s`);
}

function percentiles(values) {
	return [values.p50, values.p95, values.p99];
}

function lookUp(meters, path) {
	return path.split('.').reduce((value, key) => value?.[key], meters);
}
