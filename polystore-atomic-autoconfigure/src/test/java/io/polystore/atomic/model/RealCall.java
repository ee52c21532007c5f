package io.polystore.atomic.model;

import java.util.Optional;

import io.polystore.atomic.AtomicWriteException;
import io.polystore.atomic.json.Change;
import io.polystore.atomic.json.JsonDocument;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.json.Versioned;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls a repository and tells its answer in the words of the {@link RepositoryModel}.
 */
final class RealCall {

	private final JsonFileRepository documents;

	private final Operation operation;

	private final Version expected;

	RealCall(JsonFileRepository documents, Operation operation, Version expected) {
		this.documents = documents;
		this.operation = operation;
		this.expected = expected;
	}

	String answer() {
		try {
			return String.valueOf(call());
		}
		catch (AtomicWriteException ex) {
			return ex.outcome().toString();
		}
		catch (Exception ex) {
			return ex.getClass().getSimpleName();
		}
	}

	private Object call() throws Exception {
		String name = this.operation.name();
		return switch (this.operation.kind()) {
			case FIND -> told(this.documents.findVersioned(name, Item.class));
			case FIND_TREE -> this.documents.find(name, JsonNode.class).map(Object::toString).orElse("none");
			case EXISTS -> this.documents.exists(name);
			case NAMES -> this.documents.names();
			case NAMES_FROM -> this.documents.names(name);
			case HANDLE_GET -> told(handle().getVersioned());
			case SAVE -> save(Item.of(this.operation.number()));
			case SAVE_TOO_LARGE -> save(Item.tooLarge(this.operation.number()));
			case HANDLE_SET -> set(handle());
			case DELETE ->
				(this.expected != null) ? this.documents.delete(name, this.expected) : this.documents.delete(name);
			case UPDATE_TREE -> updateTree();
			case UPDATE_FROM_INITIAL ->
				told(this.documents.updateVersioned(name, Item.class, () -> Item.INITIAL, this::change));
			case HANDLE_UPDATE -> updateHandle(handle());
			default -> update(this::change);
		};
	}

	private static String told(Optional<Versioned<Item>> found) {
		return found.map(RealCall::told).orElse("none");
	}

	private static String told(Versioned<?> versioned) {
		return versioned.value() + " at " + versioned.version();
	}

	private JsonDocument<Item> handle() {
		return this.documents.document(this.operation.name(), Item.class, () -> Item.INITIAL);
	}

	private Version save(Item item) {
		String name = this.operation.name();
		return (this.expected != null) ? this.documents.save(name, item, this.expected)
				: this.documents.save(name, item);
	}

	private Version set(JsonDocument<Item> handle) {
		Item item = Item.of(this.operation.number());
		return (this.expected != null) ? handle.set(item, this.expected) : handle.set(item);
	}

	private String updateHandle(JsonDocument<Item> handle) throws Exception {
		return told((this.expected != null) ? handle.updateVersioned(this.expected, this::change)
				: handle.updateVersioned(this::change));
	}

	private String update(Change<Item, Exception> change) throws Exception {
		String name = this.operation.name();
		return told((this.expected != null) ? this.documents.updateVersioned(name, Item.class, this.expected, change)
				: this.documents.updateVersioned(name, Item.class, change));
	}

	private String updateTree() {
		String name = this.operation.name();
		return told((this.expected != null)
				? this.documents.updateVersioned(name, JsonNode.class, this.expected, this::changeTree)
				: this.documents.updateVersioned(name, JsonNode.class, this::changeTree));
	}

	private Item change(Item current) throws RefusalException {
		int number = this.operation.number();
		return switch (this.operation.kind()) {
			case UPDATE_TO_THE_SAME -> (current != null) ? current : Item.of(number);
			case UPDATE_TO_NULL -> null;
			case UPDATE_TO_TOO_LARGE -> Item.tooLarge(number);
			case UPDATE_THAT_THROWS -> throw new RefusalException();
			default -> (current != null) ? current.plus(number) : Item.of(number);
		};
	}

	private JsonNode changeTree(JsonNode current) {
		ObjectNode node = (current != null) ? (ObjectNode) current : JsonNodeFactory.instance.objectNode();
		int before = (current != null) ? node.get("number").intValue() : 0;
		node.put("number", before + this.operation.number());
		return (current != null) ? node : node.put("text", "tree");
	}

	/**
	 * What a change throws.
	 */
	static final class RefusalException extends Exception {

		private static final long serialVersionUID = 1L;

	}

}
