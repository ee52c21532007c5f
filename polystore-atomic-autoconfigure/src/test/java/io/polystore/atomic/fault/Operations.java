package io.polystore.atomic.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.polystore.atomic.Durability;
import io.polystore.atomic.LockOptions;
import io.polystore.atomic.TargetExistsException;
import io.polystore.atomic.fault.Operation.Setup;
import io.polystore.atomic.fault.Operation.Trait;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.lock.LockHandle;
import io.polystore.atomic.lock.LockHandles;
import io.polystore.atomic.write.AtomicFileOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All operations of the library that reach a disk.
 */
final class Operations {

	private static final byte[] OLD = "old content".getBytes(StandardCharsets.UTF_8);

	private static final byte[] NEW = "new content, which is longer".getBytes(StandardCharsets.UTF_8);

	/** Some chunks of a buffered stream. */
	private static final byte[] CHUNK = new byte[30_000];

	private static final int CHUNKS = 5;

	private static final String DOCUMENT = "{\n  \"number\": 1\n}";

	private static final Setup NOTHING = (directory) -> {
	};

	private static final Setup FILE = (directory) -> Files.write(directory.resolve("file"), OLD);

	private static final Setup JSON = (directory) -> Files.writeString(directory.resolve("doc.json"), DOCUMENT);

	private Operations() {
	}

	static List<Operation> all() {
		List<Operation> all = new ArrayList<>();
		Stream.of(writes(), creations(), streams(), deletions(), locks(), updates(), documents()).forEach(all::addAll);
		return all;
	}

	private static List<Operation> inAllDurabilities(Operation operation) {
		return Arrays.stream(Durability.values()).map(operation::with).toList();
	}

	private static List<Operation> writes() {
		List<Operation> writes = new ArrayList<>();
		writes.add(Operation.of("read", FILE, (on) -> new String(on.files().read(on.path("file")))));
		writes.addAll(inAllDurabilities(writing("write over", FILE, "file")));
		writes.addAll(inAllDurabilities(writing("write new", NOTHING, "file")));
		writes.add(writing("write in new directories", NOTHING, "a/b/file"));
		writes.add(writing("write through a link", (directory) -> {
			FILE.prepare(directory);
			Files.createSymbolicLink(directory.resolve("link"), Path.of("other"));
			Files.createSymbolicLink(directory.resolve("other"), Path.of("file"));
		}, "link"));
		writes.add(writing("write over a private file", (directory) -> {
			FILE.prepare(directory);
			Files.setPosixFilePermissions(directory.resolve("file"), PosixFilePermissions.fromString("rw-r-----"));
		}, "file"));
		writes.add(Operation.of("write with permissions", FILE, (on) -> {
			on.files()
				.write(on.path("file"), on.options().withPermissions(PosixFilePermissions.fromString("rwxr-x--x")),
						NEW);
			return "";
		}).with(Trait.PERMISSIONS));
		return writes;
	}

	/** Needs the superuser, who alone gives files away. */
	static Operation writingOverAnothersFile() {
		return writing("write over another's file", (directory) -> {
			Path file = Files.write(directory.resolve("file"), OLD);
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
			Files.setAttribute(file, "unix:uid", 4711);
			Files.setAttribute(file, "unix:gid", 4712);
		}, "file");
	}

	private static Operation writing(String name, Setup setup, String target) {
		return Operation.of(name, setup, (on) -> {
			on.files().write(on.path(target), on.options(), NEW);
			return "";
		}).on(target);
	}

	private static List<Operation> creations() {
		return List.of(Operation.of("createNew", NOTHING, (on) -> {
			on.files().createNew(on.path("file"), on.options(), NEW);
			return "";
		}), Operation.of("createNew in a new directory", NOTHING, (on) -> {
			on.files().createNew(on.path("a/file"), on.options(), NEW);
			return "";
		}).on("a/file"), Operation.of("createNew where there is one", FILE, (on) -> {
			try {
				on.files().createNew(on.path("file"), on.options(), NEW);
				return "created";
			}
			catch (TargetExistsException ex) {
				return "exists";
			}
		}).with(Trait.ABANDONED), Operation.of("createNew from a stream", NOTHING, (on) -> {
			on.files().createNew(on.path("file"), on.options(), (out) -> {
				for (int i = 0; i < CHUNKS; i++) {
					out.write(CHUNK);
				}
			});
			return "";
		}));
	}

	private static List<Operation> streams() {
		List<Operation> streams = new ArrayList<>();
		streams.addAll(inAllDurabilities(Operation.of("stream", FILE, (on) -> {
			on.files().write(on.path("file"), on.options(), (out) -> {
				for (int i = 0; i < CHUNKS; i++) {
					out.write(CHUNK);
				}
				out.close();
			});
			return "";
		})));
		streams.add(Operation.of("openForWrite, commit", FILE, (on) -> {
			try (AtomicFileOutputStream out = on.files().openForWrite(on.path("file"), on.options())) {
				writeWhatGoes(out);
				out.commit();
			}
			return "";
		}));
		streams.add(Operation.of("openForWrite, no commit", FILE, (on) -> {
			try (AtomicFileOutputStream out = on.files().openForWrite(on.path("file"), on.options())) {
				out.write(CHUNK);
				out.flush();
			}
			catch (IOException ex) {
				// of write: there will be no commit
			}
			return "";
		}).with(Trait.ABANDONED));
		return streams;
	}

	/** Whoever swallows a failure gets it again from the commit. */
	private static void writeWhatGoes(AtomicFileOutputStream out) {
		for (int i = 0; i < CHUNKS; i++) {
			try {
				out.write(CHUNK);
			}
			catch (IOException | RuntimeException ex) {
				// the commit tells
			}
		}
	}

	private static List<Operation> deletions() {
		List<Operation> deletions = new ArrayList<>();
		deletions.addAll(inAllDurabilities(
				Operation.of("delete", FILE, (on) -> on.files().delete(on.path("file"), on.options()))));
		deletions.add(
				Operation.of("delete what is absent", NOTHING, (on) -> on.files().delete(on.path("file"), on.options()))
					.with(Trait.ABSENCE_UNFORCED));
		deletions.add(Operation
			.of("delete in an absent directory", NOTHING, (on) -> on.files().delete(on.path("a/b/file"), on.options()))
			.on("a/b/file"));
		return deletions;
	}

	private static List<Operation> locks() {
		return List.of(Operation.of("lock", NOTHING, (on) -> {
			try (LockHandle lock = on.files().lock(on.path("a.lock"))) {
				return on.locked(lock, "a.lock");
			}
		}).locking("a.lock"),
				Operation.of("lock again", (directory) -> Files.createFile(directory.resolve("a.lock")), (on) -> {
					on.files().lock(on.path("a.lock")).close();
					try (LockHandle lock = on.files().lock(on.path("a.lock"))) {
						return on.locked(lock, "a.lock");
					}
				}).locking("a.lock"), Operation.of("lock in a new directory", NOTHING, (on) -> {
					try (LockHandle lock = on.files().lock(on.path("a/b/a.lock"))) {
						return on.locked(lock, "a/b/a.lock");
					}
				}).locking("a/b/a.lock"), Operation.of("tryLock", NOTHING, (on) -> {
					try (LockHandle lock = on.files().tryLock(on.path("a.lock")).orElseThrow()) {
						return on.locked(lock, "a.lock");
					}
				}).locking("a.lock"), Operation.of("lockFor", FILE, (on) -> {
					try (LockHandle lock = on.files().lockFor(on.path("file"))) {
						return on.locked(lock, "file.lock");
					}
				}).locking("file.lock"),
				Operation.of("execute", NOTHING, (on) -> on.files().execute(on.path("a.lock"), () -> {
					on.requireLocked("a.lock");
					return "executed";
				})).locking("a.lock"), Operation.of("lockAll", NOTHING, (on) -> {
					try (LockHandles locks = on.files()
						.lockAll(LockOptions.inherit(), on.path("b.lock"), on.path("a.lock"), on.path("c.lock"))) {
						return on.locked(locks, "a.lock", "b.lock", "c.lock");
					}
				}).locking("a.lock", "b.lock", "c.lock"));
	}

	private static List<Operation> updates() {
		List<Operation> updates = new ArrayList<>();
		updates.addAll(inAllDurabilities(updating("update", FILE, NEW)));
		updates.add(Operation.of("update, no change", FILE, (on) -> {
			byte[] result = on.files().update(on.path("file"), on.options(), LockOptions.inherit(), (content) -> {
				on.requireLocked("file.lock");
				return content;
			});
			return new String(result);
		}).under("file.lock"));
		updates.add(updating("update, delete", FILE, null));
		updates.add(updating("update, create", NOTHING, NEW));
		updates.add(Operation.of("update in a new directory", NOTHING, (on) -> {
			byte[] result = on.files().update(on.path("a/file"), on.options(), LockOptions.inherit(), (content) -> NEW);
			return new String(result);
		}).on("a/file").under("a/file.lock"));
		updates.add(Operation.of("update through a link", (directory) -> {
			FILE.prepare(directory);
			Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
		}, (on) -> {
			byte[] result = on.files().update(on.path("link"), on.options(), LockOptions.inherit(), (content) -> NEW);
			return new String(result);
		}).on("link").under("file.lock"));
		updates.add(Operation.of("update, own exception", FILE, (on) -> {
			try {
				on.files().update(on.path("file"), on.options(), LockOptions.inherit(), (content) -> {
					throw new InterruptedException("own");
				});
				return "updated";
			}
			catch (InterruptedException ex) {
				return ex.getMessage();
			}
		}).under("file.lock"));
		updates.add(Operation.of("update, lock directory", FILE, (on) -> {
			byte[] result = on.filesWithLocksIn("locks")
				.update(on.path("file"), on.options(), LockOptions.inherit(), (content) -> NEW);
			return new String(result);
		}));
		return updates;
	}

	private static Operation updating(String name, Setup setup, byte[] result) {
		return Operation.of(name, setup, (on) -> {
			byte[] updated = on.files().update(on.path("file"), on.options(), LockOptions.inherit(), (content) -> {
				on.requireLocked("file.lock");
				return result;
			});
			return Arrays.toString(updated);
		}).under("file.lock");
	}

	private static List<Operation> documents() {
		return Stream
			.of(Operation.of("document: find", JSON, (on) -> on.documents().find("doc", JsonNode.class).orElseThrow()),
					Operation.of("document: find what is absent", NOTHING,
							(on) -> on.documents().find("doc", JsonNode.class).isPresent()),
					Operation.of("document: names", (directory) -> {
						JSON.prepare(directory);
						Files.createDirectory(directory.resolve("orders"));
						Files.writeString(directory.resolve("orders/1.json"), "{}");
						Files.createSymbolicLink(directory.resolve("orders/2.json"), Path.of("1.json"));
					}, (on) -> on.documents().names()),
					Operation.of("document: save", JSON, (on) -> on.documents().save("doc", Map.of("number", 2)))
						.under("doc.json.lock"),
					Operation
						.of("document: save as expected", JSON, (on) -> on.documents()
							.save("doc", Map.of("number", 2), Version.of(DOCUMENT.getBytes(StandardCharsets.UTF_8))))
						.under("doc.json.lock"),
					Operation
						.of("document: save new", NOTHING,
								(on) -> on.documents().save("orders/1", Map.of("number", 1), Version.ABSENT))
						.under("orders/1.json.lock"),
					Operation
						.of("document: update", JSON,
								(on) -> on.documents()
									.update("doc", JsonNode.class, (node) -> ((ObjectNode) node).put("number", 2)))
						.under("doc.json.lock"),
					Operation.of("document: delete", JSON, (on) -> on.documents().delete("doc")).under("doc.json.lock"),
					Operation.of("document: delete what is absent", NOTHING, (on) -> on.documents().delete("doc"))
						.under("doc.json.lock"))
			.map((operation) -> operation.on("doc.json"))
			.toList();
	}

}
