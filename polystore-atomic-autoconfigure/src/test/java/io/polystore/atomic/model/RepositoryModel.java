package io.polystore.atomic.model;

import io.polystore.atomic.json.Version;
import io.polystore.atomic.model.StoredDocument.Shape;

/**
 * What every call answers and leaves on the disk, said once more and as simply as
 * possible.
 */
final class RepositoryModel {

	private final DocumentTree tree;

	RepositoryModel(DocumentTree tree) {
		this.tree = tree;
	}

	/**
	 * Returns the version that the operation expects, {@code null} if it may be any.
	 */
	Version expected(Operation operation) {
		String path = Operation.BAD_NAMES.contains(operation.name()) ? null : locate(operation);
		StoredDocument present = (path != null) ? this.tree.get(path) : null;
		boolean isFile = present != null && present.isFile();
		return operation.expected().version(isFile ? present.version() : Version.ABSENT);
	}

	String answer(Operation operation) {
		try {
			return switch (operation.kind()) {
				case NAMES -> this.tree.names(operation.view(), "").toString();
				case NAMES_FROM -> this.tree.names(operation.view(), operation.name()).toString();
				default -> answer(operation, path(operation));
			};
		}
		catch (RefusedException ex) {
			return ex.getMessage();
		}
	}

	private String answer(Operation operation, String path) {
		StoredDocument present = this.tree.get(path);
		if (operation.kind() == Operation.Kind.EXISTS) {
			return Boolean.toString(present != null && present.isFile());
		}
		refuseIf(present != null && !present.isFile(), "JsonFileException");
		return switch (operation.kind()) {
			case FIND -> (present != null) ? readable(present).told() : "none";
			case FIND_TREE -> (present != null) ? readable(present).compact() : "none";
			case HANDLE_GET -> (present != null) ? readable(present).told() : Item.INITIAL + " at " + Version.ABSENT;
			case SAVE, SAVE_TOO_LARGE, HANDLE_SET -> save(operation, path);
			case DELETE -> delete(operation, path);
			default -> update(operation, path);
		};
	}

	private String save(Operation operation, String path) {
		refuseIf(operation.kind() == Operation.Kind.SAVE_TOO_LARGE, "DocumentTooLargeException");
		refuseConflict(operation, path);
		StoredDocument saved = StoredDocument.written(Item.of(operation.number()), false);
		this.tree.put(path, saved);
		return saved.version().toString();
	}

	private String delete(Operation operation, String path) {
		refuseConflict(operation, path);
		boolean found = this.tree.get(path) != null;
		this.tree.remove(path);
		return Boolean.toString(found);
	}

	private String update(Operation operation, String path) {
		StoredDocument present = this.tree.get(path);
		refuseIf(present != null && present.shape() == Shape.TOO_LARGE, "DocumentTooLargeException");
		if (operation.kind() != Operation.Kind.UPDATE_FROM_INITIAL) {
			refuseConflict(operation, path);
		}
		StoredDocument changed = change(operation, (present != null) ? readable(present) : null);
		this.tree.put(path, changed);
		return (operation.kind() == Operation.Kind.UPDATE_TREE) ? changed.toldAsTree() : changed.told();
	}

	private static StoredDocument change(Operation operation, StoredDocument present) {
		boolean tree = operation.kind() == Operation.Kind.UPDATE_TREE;
		boolean more = present != null && present.hasMore();
		refuseIf(more && !tree && operation.view() != View.SECOND, "UnknownPropertyException");
		return StoredDocument.written(change(operation, (present != null) ? present.item() : null), more && tree);
	}

	private static Item change(Operation operation, Item present) {
		int number = operation.number();
		return switch (operation.kind()) {
			case UPDATE_TO_THE_SAME -> (present != null) ? present : Item.of(number);
			case UPDATE_TO_NULL -> throw new RefusedException("NullDocumentException");
			case UPDATE_TO_TOO_LARGE -> throw new RefusedException("DocumentTooLargeException");
			case UPDATE_THAT_THROWS -> throw new RefusedException("RefusalException");
			case UPDATE_TREE -> (present != null) ? present.plus(number) : new Item(number, "tree");
			case UPDATE -> (present != null) ? present.plus(number) : Item.of(number);
			default -> ((present != null) ? present : Item.INITIAL).plus(number);
		};
	}

	private static StoredDocument readable(StoredDocument document) {
		refuseIf(document.shape() == Shape.TOO_LARGE, "DocumentTooLargeException");
		refuseIf(document.shape() == Shape.CORRUPT, "CorruptJsonException");
		return document;
	}

	private void refuseConflict(Operation operation, String path) {
		StoredDocument present = this.tree.get(path);
		Version version = (present != null) ? present.version() : Version.ABSENT;
		Version expected = operation.expected().version(version);
		refuseIf(expected != null && !expected.equals(version), "VersionConflictException");
	}

	private String path(Operation operation) {
		refuseIf(Operation.BAD_NAMES.contains(operation.name()), "InvalidDocumentNameException");
		String path = locate(operation);
		refuseIf(path == null, "InvalidDocumentNameException");
		return path;
	}

	private String locate(Operation operation) {
		return this.tree.locate(operation.view(), operation.name());
	}

	private static void refuseIf(boolean condition, String answer) {
		if (condition) {
			throw new RefusedException(answer);
		}
	}

	/**
	 * Says the answer, and that nothing has changed.
	 */
	private static final class RefusedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		RefusedException(String answer) {
			super(answer, null, false, false);
		}

	}

}
