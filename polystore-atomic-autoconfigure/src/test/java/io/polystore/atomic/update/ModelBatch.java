package io.polystore.atomic.update;

import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.Durability;

/**
 * What one replace is to write, and who waits for it.
 */
final class ModelBatch {

	private final List<ModelCaller> waiting = new ArrayList<>();

	private int updates;

	private String content;

	private Durability durability = Durability.NONE;

	/** Of mixed durabilities the strongest wins. */
	void add(ModelCaller caller, String content) {
		this.updates++;
		this.content = content;
		this.durability = this.durability.strongest(caller.request().durability());
		join(caller);
	}

	/** Who only saw its result is told what its authors are told. */
	void join(ModelCaller caller) {
		this.waiting.add(caller);
	}

	List<ModelCaller> waiting() {
		return this.waiting;
	}

	int updates() {
		return this.updates;
	}

	String content() {
		return this.content;
	}

	Durability durability() {
		return this.durability;
	}

	@Override
	public String toString() {
		return this.updates + " with " + this.durability;
	}

}
