package io.polystore.sample.lab;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A run as it is at a moment, as clients see it. Times and counts are those of the
 * present way.
 *
 * @param id its id
 * @param phase how far it is
 * @param processes how many other processes take part
 * @param threads how many threads each process has
 * @param seconds how long each of both ways is taken
 * @param elapsedMillis since the participants began
 * @param workers the participants
 * @param acknowledged how many updates have returned
 * @param perSecond how many per second
 * @param verdict what came of it, {@code null} unless it is finished
 * @param failure why it failed, {@code null} unless it has
 */
record Run(String id, Phase phase, int processes, int threads, int seconds, long elapsedMillis, List<Worker> workers,
		long acknowledged, double perSecond, @Nullable Verdict verdict, @Nullable String failure) {

	/**
	 * A participant.
	 *
	 * @param name its name
	 * @param pid the number of its process
	 * @param state what it is doing
	 * @param acknowledged how many of its updates have returned
	 */
	record Worker(String name, long pid, WorkerState state, long acknowledged) {

		static Worker of(Participant participant) {
			return new Worker(participant.name(), participant.pid(), participant.state(),
					participant.acknowledgements().count());
		}

	}

}
