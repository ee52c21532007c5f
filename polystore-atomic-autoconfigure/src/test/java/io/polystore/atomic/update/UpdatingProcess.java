package io.polystore.atomic.update;

import java.nio.file.Path;

import io.polystore.atomic.AtomicFileListener;
import io.polystore.atomic.LockHolder;
import io.polystore.atomic.lock.FileChannelLockProvider;
import io.polystore.atomic.lock.FileLockProvider;
import io.polystore.atomic.lock.ProcessLock;
import io.polystore.atomic.test.Workers;

/**
 * A JVM whose threads add ids to one document, and say of each when it is sent and when
 * it is acknowledged.
 */
final class UpdatingProcess {

	private UpdatingProcess() {
	}

	public static void main(String[] args) throws Exception {
		Path file = Path.of(args[0]);
		int updates = Integer.parseInt(args[3]);
		FileLockProvider locks = args[4].equals("locked") ? new FileChannelLockProvider() : (path) -> new NoLock();
		TestFiles files = new TestFiles(AtomicFileListener.NO_OP, UpdateSettings.DEFAULT_MAX_HOLD, locks, null);
		System.out.println("ready");
		System.in.read();
		Workers.run(Integer.parseInt(args[2]), (thread) -> {
			for (int i = 0; i < updates; i++) {
				String id = args[1] + "-" + thread + "-" + i;
				say("sent", id);
				files.update(file, PipelineFixture.appending(id + ","));
				say("done", id);
			}
		});
	}

	/** The end mark tells a whole line from one that was cut off by a kill. */
	private static void say(String what, String id) {
		System.out.println(what + " " + id + " .");
	}

	/**
	 * What remains when the lock between processes is taken out.
	 */
	private static final class NoLock implements ProcessLock {

		@Override
		public boolean tryLock() {
			return true;
		}

		@Override
		public void record(LockHolder holder) {
		}

		@Override
		public LockHolder recorded() {
			return null;
		}

		@Override
		public void close() {
		}

	}

}
