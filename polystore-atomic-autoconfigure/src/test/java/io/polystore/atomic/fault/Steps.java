package io.polystore.atomic.fault;

import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.polystore.atomic.Durability;
import io.polystore.atomic.test.Call;
import io.polystore.atomic.test.Faults;
import io.polystore.atomic.write.TempNames;

/**
 * Watches the order of the steps of an operation, and knows what would be lost in a power
 * cut.
 */
final class Steps implements Faults.Observer {

	private static final Pattern RENAMED_TO = Pattern.compile("-> (.*)\\[[^\\[]*]", Pattern.DOTALL);

	private final Faults faults;

	private final Durability durability;

	/** The lock that must be held from the rename until all is durable, or none. */
	private final Path lock;

	private final Set<Path> unforced = new HashSet<>();

	/** Directories whose entries were changed. */
	private final Set<Path> unforcedDirectories = new HashSet<>();

	private final Set<Path> newDirectories = new HashSet<>();

	private final Set<Path> unforcedNewDirectories = new HashSet<>();

	private final Set<Path> failedForces = new HashSet<>();

	private final Set<Path> failedCloses = new HashSet<>();

	private final List<String> wrong = new ArrayList<>();

	private final Set<Integer> done = new HashSet<>();

	private boolean committed;

	private boolean interrupted;

	Steps(Faults faults, Durability durability, Path lock) {
		this.faults = faults;
		this.durability = durability;
		this.lock = lock;
	}

	/** As if another had changed what is in that directory, and not forced it. */
	void leaveUnforced(Path directory) {
		this.unforcedDirectories.add(directory);
	}

	/** What was done in the wrong order. */
	synchronized List<String> wrong() {
		return List.copyOf(this.wrong);
	}

	/** Whether a call was done, as opposed to one that found nothing, for example. */
	synchronized boolean isDone(Call call) {
		return this.done.contains(call.number());
	}

	/** New directories that others would take for durable. */
	synchronized List<Path> unforcedNewDirectories() {
		return List.copyOf(this.unforcedNewDirectories);
	}

	/** What a success must not leave unforced. */
	synchronized Set<Path> unforcedDirectories() {
		return (this.durability == Durability.FULL) ? Set.copyOf(this.unforcedDirectories) : Set.of();
	}

	@Override
	public synchronized void returned(Call call, boolean done, Throwable failure) {
		if (done) {
			this.done.add(call.number());
		}
		this.interrupted |= failure instanceof ClosedChannelException;
		switch (call.operation()) {
			case "force" -> forced(call.path(), failure);
			case "close" -> closed(call.path(), failure);
			case "open" -> opened(call, done);
			case "write", "setPermissions", "setAttribute" -> changed(call.path(), done);
			case "createDirectory" -> created(call.path(), done);
			case "move" -> published(call.path(), renamedTo(call), done);
			case "createLink" -> published(Path.of(call.detail()), call.path(), done);
			case "delete" -> deleted(call.path(), done);
			default -> {
			}
		}
	}

	private static Path renamedTo(Call call) {
		Matcher detail = RENAMED_TO.matcher(call.detail());
		if (!detail.matches()) {
			throw new IllegalStateException(call.toString());
		}
		return Path.of(detail.group(1));
	}

	private void opened(Call call, boolean done) {
		boolean created = call.detail().contains("CREATE");
		if (created) {
			changed(call.path(), done);
		}
		if (this.committed && !created && !this.interrupted) {
			this.wrong.add("what can fail comes behind the rename: " + call);
		}
	}

	private void changed(Path path, boolean done) {
		if (done && isTemp(path)) {
			this.unforced.add(path);
		}
	}

	private void entryChanged(Path path, boolean done) {
		if (done) {
			this.unforcedDirectories.add(path.getParent());
		}
	}

	private void forced(Path path, Throwable failure) {
		requireLocked("forced", path);
		if (this.failedForces.contains(path)) {
			this.wrong.add("forced again after a failed force: " + path.getFileName());
		}
		else if (failure == null) {
			this.unforced.remove(path);
			this.unforcedDirectories.remove(path);
			this.unforcedNewDirectories.removeIf((made) -> path.equals(made.getParent()));
		}
		else if (!(failure instanceof ClosedChannelException)) {
			this.failedForces.add(path);
		}
	}

	private void closed(Path path, Throwable failure) {
		if (failure != null) {
			this.failedCloses.add(path);
		}
	}

	private void published(Path temp, Path target, boolean done) {
		if (!done) {
			return;
		}
		if (this.durability.isAtLeast(Durability.FILE) && this.unforced.contains(temp)) {
			this.wrong.add("renamed before it was forced");
		}
		if (this.failedCloses.contains(temp)) {
			this.wrong.add("renamed after a failed close");
		}
		if (this.faults.open().contains(temp)) {
			this.wrong.add("renamed before it was closed");
		}
		commit(target);
	}

	private void created(Path directory, boolean done) {
		entryChanged(directory, done);
		if (done) {
			this.newDirectories.add(directory);
			this.unforcedNewDirectories.add(directory);
		}
	}

	private void deleted(Path path, boolean done) {
		if (done && !isTemp(path) && !this.newDirectories.contains(path)) {
			commit(path);
		}
		else {
			entryChanged(path, done && this.committed);
		}
	}

	private void commit(Path target) {
		this.committed = true;
		requireLocked("committed", target);
		entryChanged(target, true);
	}

	private void requireLocked(String what, Path path) {
		if (this.committed && this.lock != null && !this.faults.isLocked(this.lock)) {
			this.wrong.add("%s without the lock: %s".formatted(what, path.getFileName()));
		}
	}

	private static boolean isTemp(Path path) {
		return TempNames.isTemp(path.getFileName().toString());
	}

}
