package io.polystore.atomic.update;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.polystore.atomic.AtomicFileListener.LockOutcome;
import io.polystore.atomic.AtomicFileListener.UpdateOutcome;
import io.polystore.atomic.AtomicFileException;
import io.polystore.atomic.AtomicReadException;
import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.AtomicWriteException.Outcome;
import io.polystore.atomic.ContentChange;
import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.FileLockLostException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.lock.JvmLock;
import io.polystore.atomic.update.PipelineState.Head;
import io.polystore.atomic.update.PipelineState.TurnEnd;
import io.polystore.atomic.write.IoThreads;
import org.jspecify.annotations.Nullable;

/**
 * The way of all updates of one file: one caller after another runs its change on the
 * result of the one before, while what had accumulated when the disk became idle is
 * written: by the caller who would only wait for it, or by a thread of ours.
 * <p>
 * The mutex guards the state; it is never held during a change, a read or a write.
 */
final class Pipeline {

	private static final int MAX_EXPECTED = 1 << 24;

	private final Path file;

	private final JvmLock lock;

	private final ReentrantLock mutex = new ReentrantLock();

	private final PipelineState state;

	/**
	 * What stands in the file as far as the holder of the lock knows, who alone reads and
	 * writes it.
	 */
	private volatile byte @Nullable [] present;

	Pipeline(Path file, JvmLock lock) {
		this.file = file;
		this.lock = lock;
		this.state = new PipelineState(file, lock);
	}

	<X extends Exception> byte @Nullable [] update(Ticket ticket, ContentChange<X> change) throws X {
		waitForTurn(ticket);
		ticket.reached(UpdateOutcome.FAILED);
		Settled settled = takeTurn(ticket, change);
		settled.await();
		ticket.reached(settled.outcome());
		return settled.run().get();
	}

	PipelineStatus status() {
		return guarded(this.state::status);
	}

	private Settled takeTurn(Ticket ticket, ContentChange<?> change) {
		TurnEnd end = runToEnd(ticket, change);
		if (end.next() != null) {
			// Its own: as long as another's is open, an earlier one is being written.
			writeOwn(end.next());
		}
		if (end.lost() != null) {
			throw end.run().withOwnFailure(Batch.told(end.lost()));
		}
		return new Settled(end.run(), end.mine());
	}

	/**
	 * Ends the turn whatever happens, or nobody would ever have another.
	 */
	private TurnEnd runToEnd(Ticket ticket, ContentChange<?> change) {
		TurnEnd end = null;
		try {
			Head seen = see(ticket);
			ChangeRun run = ChangeRun.of(change, seen.content());
			end = guarded(() -> this.state.endTurn(ticket, seen, run));
			return end;
		}
		finally {
			if (end == null) {
				endTurn();
			}
		}
	}

	private Head see(Ticket ticket) {
		Head granted = ticket.granted();
		Head head = (granted != null && !granted.basis().isLost()) ? granted : guarded(this.state::head);
		if (head != null) {
			return head;
		}
		byte[] content = read();
		this.present = content;
		return guarded(() -> this.state.read(content));
	}

	/**
	 * Not through a link: one that stands there now was not there when the file and its
	 * lock were chosen.
	 */
	private byte @Nullable [] read() {
		try (InputStream in = Files.newInputStream(this.file, LinkOption.NOFOLLOW_LINKS)) {
			return content(in);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (IOException ex) {
			throw new AtomicReadException(this.file,
					"File '%s' cannot be read and was not changed: %s".formatted(this.file, ex), ex);
		}
	}

	/**
	 * Into one array of the size that the file most likely still has. What is no file may
	 * have any: to JDK 25 a directory has the largest.
	 */
	private static byte[] content(InputStream in) throws IOException {
		byte[] expected = new byte[Math.min(in.available(), MAX_EXPECTED)];
		int read = in.readNBytes(expected, 0, expected.length);
		byte[] more = in.readAllBytes();
		if (read == expected.length && more.length == 0) {
			return expected;
		}
		byte[] content = Arrays.copyOf(expected, read + more.length);
		System.arraycopy(more, 0, content, read, more.length);
		return content;
	}

	private void endTurn() {
		startWriting(guarded(this.state::endTurn));
	}

	/**
	 * Who would only wait for this batch writes it, but not those that come after it.
	 */
	private void writeOwn(Batch batch) {
		startWriting(end(batch, batch.write(this.file, this::lastCheck)));
	}

	private void startWriting(@Nullable Batch batch) {
		if (batch == null) {
			return;
		}
		try {
			IoThreads.start(() -> write(batch));
		}
		catch (Throwable ex) {
			// No thread to be had: fail, or everybody would wait for ever.
			end(batch, Batch.notCommitted(this.file, ex));
		}
	}

	/**
	 * Writes a batch, and what accumulated meanwhile, until there is nothing left.
	 */
	private void write(Batch first) {
		Batch batch = first;
		while (batch != null) {
			batch = end(batch, batch.write(this.file, this::lastCheck));
		}
	}

	/**
	 * Refuses to overwrite what others wrote. A lock that ends by itself can pass to
	 * another host after it was said to be held: whoever wrote since then leaves another
	 * content. To read takes time, too, in which this process may stand still.
	 */
	private void lastCheck() {
		this.lock.requireHeld();
		if (this.lock.mayExpire()) {
			requireUnchanged();
			this.lock.requireTimeLeft();
		}
	}

	private void requireUnchanged() {
		if (!Arrays.equals(this.present, read())) {
			throw new FileLockLostException(this.lock.file(),
					"File '%s' was changed by others while lock '%s' was held; their content was left, try again"
						.formatted(this.file, this.lock.file()),
					null);
		}
	}

	/**
	 * Tells the callers last, when the lock is given up if there is no more to do.
	 * @return the batch to be written next, if there is one
	 */
	private @Nullable Batch end(Batch batch, @Nullable AtomicWriteException failure) {
		if (failure == null || failure.outcome() != Outcome.NOT_COMMITTED) {
			this.present = batch.content();
		}
		try {
			return guarded(() -> this.state.written(failure));
		}
		finally {
			batch.complete(failure);
		}
	}

	/**
	 * Waits for the turn and for the lock; until here time-out and interrupt count.
	 */
	private void waitForTurn(Ticket ticket) {
		LockOutcome outcome = LockOutcome.FAILED;
		int attempts = 0;
		ticket.settings().listener().lockWaitStarted(this.lock.file());
		try {
			attempts = lockedTurn(ticket);
			outcome = LockOutcome.ACQUIRED;
		}
		catch (FileLockTimeoutException ex) {
			attempts = ex.attempts();
			outcome = LockOutcome.TIMEOUT;
			throw ex;
		}
		catch (FileLockInterruptedException ex) {
			outcome = LockOutcome.INTERRUPTED;
			throw ex;
		}
		finally {
			ticket.settings()
				.listener()
				.lockWaitEnded(this.lock.file(), outcome, ticket.deadline().elapsed(), attempts);
		}
	}

	private int lockedTurn(Ticket ticket) {
		this.lock.beginWait(ticket.lockOptions().timeout());
		try {
			awaitTurn(ticket);
			return acquire(ticket);
		}
		finally {
			this.lock.endWait();
		}
	}

	private void awaitTurn(Ticket ticket) {
		guarded(() -> {
			this.state.enqueue(ticket);
			return ticket;
		});
		try {
			if (!ticket.awaitTurn() && guarded(() -> this.state.withdraw(ticket))) {
				throw this.lock.timeout(ticket.deadline(), 0);
			}
		}
		catch (InterruptedException ex) {
			if (!guarded(() -> this.state.withdraw(ticket))) {
				endTurn();
			}
			Thread.currentThread().interrupt();
			throw new FileLockInterruptedException(this.lock.file());
		}
	}

	/**
	 * Takes the lock, unless the pipeline holds it already.
	 * @return how often the operating system was asked
	 */
	private int acquire(Ticket ticket) {
		int attempts = 0;
		if (ticket.granted() == null && !guarded(this.state::isHeld)) {
			attempts = acquireFirst(ticket);
			Hold hold = Hold.begin(this.lock.file(), ticket.settings());
			guarded(() -> this.state.held(hold));
		}
		this.lock.ownedBy(Thread.currentThread());
		return attempts;
	}

	private int acquireFirst(Ticket ticket) {
		boolean acquired = false;
		try {
			int attempts = this.lock.acquire(ticket.deadline(), ticket.lockOptions().pollInterval(),
					ticket.settings().application());
			acquired = true;
			return attempts;
		}
		finally {
			if (!acquired) {
				endTurn();
			}
		}
	}

	/**
	 * To wake a thread takes longer than all that is guarded, so nobody waits for it.
	 */
	private <T extends @Nullable Object> T guarded(Supplier<T> access) {
		Ticket granted;
		this.mutex.lock();
		try {
			return access.get();
		}
		finally {
			granted = this.state.takeGranted();
			this.mutex.unlock();
			if (granted != null) {
				granted.wake();
			}
		}
	}

	/**
	 * What a change did, and the batch whose outcome decides whether that may be told.
	 */
	private record Settled(ChangeRun run, @Nullable Batch batch) {

		void await() {
			try {
				if (this.batch != null) {
					this.batch.await();
				}
			}
			catch (AtomicFileException ex) {
				throw this.run.withOwnFailure(ex);
			}
		}

		UpdateOutcome outcome() {
			if (this.run.hasFailed()) {
				return UpdateOutcome.CHANGE_FAILED;
			}
			return this.run.hasChanged() ? UpdateOutcome.WRITTEN : UpdateOutcome.UNCHANGED;
		}

	}

}
