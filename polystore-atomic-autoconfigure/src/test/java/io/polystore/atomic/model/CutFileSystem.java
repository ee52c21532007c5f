package io.polystore.atomic.model;

import java.io.IOException;
import java.nio.file.Path;

import io.polystore.atomic.Durability;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.Fault;
import io.polystore.atomic.test.FaultyFileSystem;

/**
 * The file system of a process that ends at a given call.
 */
final class CutFileSystem {

	private static final int NEVER = Integer.MAX_VALUE;

	private final FaultyFileSystem fileSystem = new FaultyFileSystem();

	private final Cut cut;

	private final Fault fault;

	/** The number of the call that the others are counted from. */
	private volatile int start;

	CutFileSystem(Cut cut, End end) {
		this.cut = cut;
		this.start = cut.behindCommit() ? NEVER : 0;
		this.fileSystem.faults().limitWrites(cut.maxWrite());
		this.fault = this.fileSystem.faults().when(this::isOver).always().before(end::come);
	}

	private boolean isOver(Call call) {
		if (this.start == NEVER) {
			this.start = isCommit(call) ? call.number() : NEVER;
			return false;
		}
		return call.number() >= this.start + this.cut.call();
	}

	private static boolean isCommit(Call call) {
		return call.is("move") || (call.is("delete") && call.fileName().endsWith(".json"));
	}

	String run(Path directory, Operation operation, Version expected) {
		Repositories repositories = Repositories.over(this.fileSystem.path(directory), Durability.FULL);
		return new RealCall(repositories.get(operation.view()), operation, expected).answer();
	}

	boolean isCut() {
		return this.fault.matches() > 0;
	}

	/**
	 * How it ends.
	 */
	enum End {

		FAILURES {

			@Override
			void come() throws IOException {
				throw new IOException("the process has ended");
			}

		},

		HALT {

			@Override
			void come() {
				Runtime.getRuntime().halt(CutProcess.CUT);
			}

		};

		abstract void come() throws IOException;

	}

}
