package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Set;

import io.polystore.atomic.test.Call;

/**
 * What can go wrong at a call, as the JDK tells it.
 */
enum FaultKind {

	EIO("Input/output error", Type.IO, false, true),

	EIO_AFTER("Input/output error", Type.IO, true, true),

	ENOSPC("No space left on device", Type.SPACE, false, false),

	EDQUOT("Disk quota exceeded", Type.SPACE, false, false),

	EROFS("Read-only file system", Type.READ_ONLY, false, false),

	EMFILE("Too many open files", Type.DESCRIPTORS, false, false),

	EACCES(null, Type.ACCESS, false, true),

	/** The one failure of Unix that passes, so that the call may be tried again. */
	ESTALE("Stale file handle", Type.IO, false, true),

	ESTALE_AFTER("Stale file handle", Type.IO, true, true),

	SHORT(null, Type.SHORT, false, true),

	INTERRUPT(null, Type.INTERRUPT, false, true),

	INTERRUPT_AFTER(null, Type.INTERRUPT, true, false),

	UNCHECKED("provider refuses", Type.UNCHECKED, false, true),

	UNCHECKED_AFTER("provider refuses", Type.UNCHECKED, true, true),

	ERROR("injected", Type.ERROR, false, true),

	ERROR_AFTER("injected", Type.ERROR, true, true);

	private static final Set<String> ON_CHANNELS = Set.of("read", "write", "force", "close", "size", "position",
			"tryLock", "lock", "unlock", "next", "truncate");

	private static final Set<String> CHANGES = Set.of("newOutputStream", "createDirectory", "createLink", "move",
			"delete", "setPermissions", "setAttribute");

	private static final Set<String> ALLOCATIONS = Set.of("newOutputStream", "createDirectory", "createLink", "move",
			"write", "force", "close");

	private static final Set<String> OPENINGS = Set.of("open", "newInputStream", "newOutputStream", "list");

	private final String text;

	private final Type type;

	private final boolean after;

	private final boolean inPairs;

	FaultKind(String text, Type type, boolean after, boolean inPairs) {
		this.text = text;
		this.type = type;
		this.after = after;
		this.inPairs = inPairs;
	}

	boolean appliesTo(Call call) {
		String operation = call.operation();
		boolean written = call.is("open") && call.detail().contains("CREATE");
		return switch (this.type) {
			case SPACE -> ALLOCATIONS.contains(operation) || written;
			case READ_ONLY -> CHANGES.contains(operation) || written;
			case DESCRIPTORS -> OPENINGS.contains(operation);
			case ACCESS -> !ON_CHANNELS.contains(operation);
			case SHORT -> call.is("read") || call.is("write");
			// The JDK's own walk leaks then.
			case UNCHECKED, ERROR -> !(call.is("close") && call.detail().equals("list"));
			default -> true;
		};
	}

	/** Of those that only differ in their text one is enough. */
	boolean isInPairs() {
		return this.inPairs;
	}

	/** Whether it happens, or fails, when the call is done. */
	boolean isAfter() {
		return this.after;
	}

	boolean isInterrupt() {
		return this.type == Type.INTERRUPT;
	}

	boolean isShort() {
		return this.type == Type.SHORT;
	}

	/** Whether it is an IOException. */
	boolean isChecked() {
		return switch (this.type) {
			case SHORT, INTERRUPT, UNCHECKED, ERROR -> false;
			default -> true;
		};
	}

	boolean isError() {
		return this.type == Type.ERROR;
	}

	/** Whether the call may be tried again. */
	boolean isTransient() {
		return this == ESTALE || this == ESTALE_AFTER;
	}

	/** Returns {@code null} for what is no failure of the call. */
	Throwable failure(Call call) {
		boolean onChannel = ON_CHANNELS.contains(call.operation());
		return switch (this.type) {
			case SHORT, INTERRUPT -> null;
			case ACCESS -> new AccessDeniedException(call.path().toString());
			case UNCHECKED ->
				isMeaningful(call) ? new SecurityException(this.text) : new IllegalStateException(this.text);
			case ERROR -> new OutOfMemoryError(this.text);
			default -> onChannel ? new IOException(this.text)
					: new FileSystemException(call.path().toString(), null, this.text);
		};
	}

	/** To a walk a SecurityException means that there is nothing to see. */
	private static boolean isMeaningful(Call call) {
		return CHANGES.contains(call.operation()) || call.is("open");
	}

	private enum Type {

		IO, SPACE, READ_ONLY, DESCRIPTORS, ACCESS, SHORT, INTERRUPT, UNCHECKED, ERROR

	}

}
