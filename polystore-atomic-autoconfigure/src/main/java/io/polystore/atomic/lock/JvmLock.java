package io.polystore.atomic.lock;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.polystore.atomic.FileLockException;
import io.polystore.atomic.FileLockInterruptedException;
import io.polystore.atomic.FileLockLostException;
import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.LockHolder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The one place in this JVM where a lock file is locked: a fair queue of threads in front
 * of the lock between processes.
 * <p>
 * There is one per lock file, as long as somebody uses it. Thread-safe.
 *
 * @since 0.1
 */
public final class JvmLock {

	private static final Log logger = LogFactory.getLog(JvmLock.class);

	private static final ConcurrentHashMap<Key, JvmLock> REGISTRY = new ConcurrentHashMap<>();

	private final Key key;

	private final Path file;

	private final String guardKey;

	private final FileLockProvider provider;

	private final Semaphore turn = new Semaphore(1, true);

	/** Guarded by the registry's entry. */
	private int users;

	private volatile @Nullable Thread owner;

	private volatile @Nullable LockHolder holder;

	/** Of the holder of the turn, who alone changes it. */
	private volatile @Nullable ProcessLock processLock;

	private JvmLock(Key key, FileLockProvider provider) {
		this.key = key;
		this.file = key.file();
		this.guardKey = ClassLoaderGuard.key(this.file);
		this.provider = provider;
	}

	/**
	 * Returns the lock of a lock file.
	 * @param lockFile the {@link #canonical} name of the lock file, which may be missing
	 * @param provider the kind of lock
	 * @return the lock; {@link #leave()} must follow
	 */
	public static JvmLock enter(Path lockFile, FileLockProvider provider) {
		Key key = new Key(lockFile, provider);
		return REGISTRY.compute(key, (absent, present) -> {
			JvmLock lock = (present != null) ? present : new JvmLock(key, provider);
			lock.users++;
			return lock;
		});
	}

	/**
	 * Ends the use of this lock, which must not be held.
	 */
	public void leave() {
		REGISTRY.computeIfPresent(this.key, (key, lock) -> (--lock.users > 0) ? lock : null);
	}

	/**
	 * Returns the one name of a lock file, whatever links lead to its directory.
	 * @param lockFile the lock file, which may be missing; its directory exists
	 * @return the file, in a directory without symbolic links
	 * @throws FileLockException if there is no such directory
	 */
	public static Path canonical(Path lockFile) {
		Path absolute = lockFile.toAbsolutePath();
		Path name = absolute.getFileName();
		Path parent = absolute.getParent();
		try {
			if (parent == null || name.toString().isEmpty()) {
				throw new IOException("The path names no file");
			}
			return RealDirectories.of(parent).resolve(name);
		}
		catch (IOException ex) {
			throw cannotLock(lockFile, ex);
		}
	}

	private static FileLockException cannotLock(Path lockFile, Exception cause) {
		return new FileLockException(lockFile,
				("File '%s' cannot be locked: %s; its directory must exist and be writable, on a file system with "
						+ "locks ('polystore.atomic.lock.directory' chooses another)")
					.formatted(lockFile, cause),
				cause);
	}

	/**
	 * Returns the number of lock files that are in use in this JVM.
	 * @return the number, zero when nobody locks or updates anything
	 */
	public static int count() {
		return REGISTRY.size();
	}

	static Stream<JvmLock> inUse() {
		return REGISTRY.values().stream();
	}

	/**
	 * Returns the lock file.
	 * @return the file, in a directory without symbolic links
	 */
	public Path file() {
		return this.file;
	}

	@Nullable Thread owner() {
		return this.owner;
	}

	/**
	 * Says which thread a deadlock would have to be blamed on.
	 * @param thread the thread that works under this lock, or {@code null} for none
	 */
	public void ownedBy(@Nullable Thread thread) {
		this.owner = thread;
	}

	/**
	 * Announces that the current thread is going to wait for this lock, or for its turn
	 * under it. {@link #endWait()} must follow.
	 * @param timeout how long to wait; zero for a single attempt
	 * @throws FileLockException if the thread holds the lock, or the wait would never end
	 */
	public void beginWait(Duration timeout) {
		WaitGraph.enter(this, this.file, timeout);
	}

	/**
	 * The current thread waits no longer.
	 */
	public void endWait() {
		WaitGraph.leave();
	}

	/**
	 * Waits for the lock.
	 * @param deadline when to give up
	 * @param pollInterval the longest pause between two attempts
	 * @param application what to tell others who wait
	 * @return how often the operating system was asked
	 * @throws FileLockTimeoutException if the lock stays busy
	 * @throws FileLockInterruptedException if the thread is interrupted
	 * @throws FileLockException if the file cannot be locked
	 */
	public int acquire(Deadline deadline, Duration pollInterval, String application) {
		LockPoller poller = new LockPoller(deadline, pollInterval, this.provider.excludesOtherHosts());
		boolean mine = false;
		boolean acquired = false;
		try {
			mine = this.turn.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
			if (!mine || !acquireProcessLock(poller, deadline)) {
				throw timeout(deadline, poller.attempts());
			}
			taken(Objects.requireNonNull(this.processLock), application);
			acquired = true;
			return poller.attempts();
		}
		catch (InterruptedException | ClosedByInterruptException ex) {
			// JDK 25 closes the channel some time after it set the flag.
			Thread.currentThread().interrupt();
			throw new FileLockInterruptedException(this.file);
		}
		catch (IOException | UnsupportedOperationException ex) {
			throw cannotLock(this.file, ex);
		}
		finally {
			if (mine && !acquired) {
				release();
			}
		}
	}

	/**
	 * Whoever had to wait waits until the file that is locked is the one that others
	 * lock: a stranger may have deleted it meanwhile.
	 */
	private boolean acquireProcessLock(LockPoller poller, Deadline deadline) throws IOException, InterruptedException {
		if (poller.once(this::tryProcessLock)) {
			return true;
		}
		while (awaitProcessLock(poller, deadline)) {
			ProcessLock taken = Objects.requireNonNull(this.processLock);
			if (isStillOurs(taken)) {
				return true;
			}
			this.processLock = null;
			close(taken);
			if (poller.once(this::tryProcessLock)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A lock that ends by itself is looked at again before it is relied on, so that its
	 * engine need not be asked here.
	 */
	private static boolean isStillOurs(ProcessLock taken) throws IOException {
		Duration left = taken.timeLeft();
		return (left != null) ? !left.isZero() : !taken.isLost();
	}

	private boolean awaitProcessLock(LockPoller poller, Deadline deadline) throws IOException, InterruptedException {
		if (deadline.remainingNanos() == 0) {
			return false;
		}
		poller.count();
		return switch (waitInKernel(deadline)) {
			case HELD -> true;
			case TIMED_OUT -> false;
			case IMPOSSIBLE -> poller.poll(this::tryProcessLock, isBehindOthers());
		};
	}

	private boolean isBehindOthers() {
		ProcessLock lock = this.processLock;
		return lock != null && lock.isBehindOthers();
	}

	private KernelWait.Outcome waitInKernel(Deadline deadline) throws IOException, InterruptedException {
		ProcessLock lock = this.processLock;
		return (lock != null) ? KernelWait.await(lock, deadline) : KernelWait.Outcome.IMPOSSIBLE;
	}

	/**
	 * One attempt. The file is open only in one class loader at a time, and stays open
	 * between the attempts, since that keeps our place in the line of processes.
	 */
	private boolean tryProcessLock() throws IOException {
		if (this.processLock == null) {
			if (!ClassLoaderGuard.enter(this.guardKey)) {
				return false;
			}
			this.processLock = open();
		}
		return this.processLock.tryLock();
	}

	/**
	 * A full disk keeps nobody from locking, to delete something for example.
	 */
	private void taken(ProcessLock lock, String application) throws ClosedByInterruptException {
		LockHolder self = ProcessIdentity.holder(application, Thread.currentThread());
		this.holder = self;
		ClassLoaderGuard.note(this.guardKey, self);
		try {
			lock.record(self);
		}
		catch (ClosedByInterruptException ex) {
			throw ex;
		}
		catch (IOException ex) {
			logger.debug("Lock file '%s' does not tell who holds it".formatted(this.file), ex);
		}
	}

	private ProcessLock open() throws IOException {
		try {
			return this.provider.open(this.file);
		}
		catch (Throwable ex) {
			ClassLoaderGuard.leave(this.guardKey);
			throw ex;
		}
	}

	/**
	 * Returns the failure of a wait that has lasted until its deadline.
	 * @param deadline the deadline
	 * @param attempts how often the operating system was asked
	 * @return the failure, which names the holder if it is known
	 */
	public FileLockTimeoutException timeout(Deadline deadline, int attempts) {
		return new FileLockTimeoutException(this.file, deadline.elapsed(), Math.max(1, attempts), currentHolder());
	}

	/**
	 * Who holds the lock now: a thread here, another class loader, or a process that left
	 * word and lives.
	 */
	private @Nullable LockHolder currentHolder() {
		LockHolder here = this.holder;
		ProcessLock waiting = this.processLock;
		if (here != null || waiting == null) {
			return (here != null) ? here : ClassLoaderGuard.holder(this.guardKey);
		}
		LockHolder recorded = KernelWait.recorded(waiting);
		return (recorded != null && isCurrent(recorded)) ? recorded : null;
	}

	/**
	 * A word that was left outlives its holder; a program that is not ours leaves none.
	 */
	private boolean isCurrent(LockHolder recorded) {
		return !ProcessIdentity.isOfThisHost(recorded)
				|| (ProcessIdentity.mayLive(recorded) && !ProcLocks.disprove(this.file, recorded.pid()));
	}

	/**
	 * How it is, without touching it. Whoever waits for it waits for somebody.
	 */
	LockStatus status() {
		List<LockWaiter> waiters = WaitGraph.waiters(this);
		LockHolder current = currentHolder();
		return new LockStatus(this.file, current != null || !waiters.isEmpty(), this.holder != null, current, waiters);
	}

	/**
	 * Looks whether somebody holds the lock, by one attempt to take it.
	 */
	LockStatus examine() {
		if (!this.turn.tryAcquire()) {
			return status();
		}
		try {
			boolean busy = isBusy();
			return new LockStatus(this.file, busy, false, busy ? currentHolder() : null, WaitGraph.waiters(this));
		}
		catch (IOException | UnsupportedOperationException ex) {
			throw cannotLock(this.file, ex);
		}
		finally {
			release();
		}
	}

	private boolean isBusy() throws IOException {
		return Files.exists(this.file, LinkOption.NOFOLLOW_LINKS) && !tryProcessLock();
	}

	/**
	 * Whether the lock that was taken is still the one that others ask for.
	 */
	boolean isHeld() {
		try {
			return isStillHeld();
		}
		catch (IOException ex) {
			logger.warn("Lock file '%s' can no longer be examined; the lock counts as lost".formatted(this.file), ex);
			return false;
		}
	}

	private boolean isStillHeld() throws IOException {
		ProcessLock held = this.processLock;
		return held != null && !held.isLost();
	}

	/**
	 * Whether the lock that is held ends by itself after some time. Only for its holder.
	 * @return whether another host may hold it although nobody gave it up
	 */
	public boolean mayExpire() {
		ProcessLock held = this.processLock;
		return held != null && held.timeLeft() != null;
	}

	/**
	 * Fails if the lock may have ended by itself since {@link #requireHeld()}. Does not
	 * wait. Only for its holder.
	 * @throws FileLockLostException if others may hold it now
	 */
	public void requireTimeLeft() {
		ProcessLock held = this.processLock;
		Duration left = (held != null) ? held.timeLeft() : Duration.ZERO;
		if (left != null && left.isZero()) {
			throw lost();
		}
	}

	/**
	 * Fails if the lock was lost since it was taken. Only for its holder.
	 * @throws FileLockLostException if others may hold it now, or if that cannot be found
	 * out
	 */
	public void requireHeld() {
		if (!isHeldForSure()) {
			throw lost();
		}
	}

	private FileLockLostException lost() {
		ProcessLock held = this.processLock;
		return new FileLockLostException(this.file,
				"Lock '%s' was lost while it was held, so that others may hold it; nothing was changed, try again: %s"
					.formatted(this.file, (held != null) ? held.howLost() : "it was given up"),
				null);
	}

	private boolean isHeldForSure() {
		try {
			return isStillHeld();
		}
		catch (IOException ex) {
			throw new FileLockLostException(this.file,
					"Whether lock '%s' is still held cannot be found out, so nothing was changed: %s"
						.formatted(this.file, ex),
					ex);
		}
	}

	/**
	 * Gives up the lock. Unaffected by interrupts.
	 */
	public void release() {
		this.holder = null;
		this.owner = null;
		ProcessLock toClose = this.processLock;
		this.processLock = null;
		try {
			if (toClose != null) {
				close(toClose);
			}
		}
		finally {
			this.turn.release();
		}
	}

	private void close(ProcessLock toClose) {
		try {
			toClose.close();
		}
		catch (IOException | RuntimeException | Error ex) {
			logger.warn("Lock file '%s' could not be closed; the lock is free".formatted(this.file), ex);
		}
		finally {
			ClassLoaderGuard.leave(this.guardKey);
		}
	}

	/**
	 * Who asks for another kind of lock must not get a weaker one unawares. Two kinds
	 * exclude each other as class loaders do.
	 */
	private record Key(Path file, FileLockProvider kind) {

	}

}
