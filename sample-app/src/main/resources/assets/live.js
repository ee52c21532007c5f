const RETRY_MILLIS = 3000;

/**
 * Hands on what the service tells, and opens the stream anew when it breaks. A page that
 * nobody sees listens to nothing: a browser has few connections for one service.
 */
export class Live {

	#source = null;

	#retry = 0;

	constructor(listeners, onConnection) {
		this.listeners = listeners;
		this.onConnection = onConnection;
		document.addEventListener('visibilitychange', () => document.hidden ? this.#close() : this.#open());
		window.addEventListener('pagehide', () => this.#close());
		window.addEventListener('pageshow', () => this.#open());
		this.#open();
	}

	#open() {
		if (this.#source !== null || document.hidden) {
			return;
		}
		clearTimeout(this.#retry);
		this.#source = new EventSource('/api/live');
		this.#source.onopen = () => this.onConnection(true);
		this.#source.onerror = () => this.#reopen();
		for (const [event, listener] of Object.entries(this.listeners)) {
			this.#source.addEventListener(event, (message) => listener(JSON.parse(message.data)));
		}
	}

	#reopen() {
		this.onConnection(false);
		this.#close();
		this.#retry = setTimeout(() => this.#open(), RETRY_MILLIS);
	}

	#close() {
		clearTimeout(this.#retry);
		this.#source?.close();
		this.#source = null;
	}

}
