package io.polystore.atomic.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.polystore.atomic.json.JsonFileException;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.write.TempNames;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * Assertions on the documents of a {@link JsonFileRepository}, in memory or on a disk.
 * <p>
 * A failure names the document and what is there instead, with its content. A name that
 * no document can have is no failure but an
 * {@link io.polystore.atomic.json.InvalidDocumentNameException}.
 * <p>
 * Documents are read as the repository reads them: one that is configured to restore
 * corrupt documents does so.
 *
 * @since 0.1
 */
public final class DocumentsAssert extends AbstractAssert<DocumentsAssert, JsonFileRepository> {

	private DocumentsAssert(@Nullable JsonFileRepository actual) {
		super(actual, DocumentsAssert.class);
	}

	/**
	 * Begins assertions on documents. May be imported statically beside
	 * {@link Assertions#assertThat(Object)}.
	 * @param actual the repository
	 * @return the assertions
	 */
	public static DocumentsAssert assertThat(@Nullable JsonFileRepository actual) {
		return new DocumentsAssert(actual);
	}

	/**
	 * Verifies that there is a document of this name, whatever it holds.
	 * @param name the name of the document
	 * @return this assertion
	 */
	public DocumentsAssert hasDocument(String name) {
		isNotNull();
		if (!this.actual.exists(name)) {
			throw missing(name);
		}
		return this;
	}

	/**
	 * Verifies that there is no document of this name.
	 * @param name the name of the document
	 * @return this assertion
	 */
	public DocumentsAssert hasNoDocument(String name) {
		isNotNull();
		if (this.actual.exists(name)) {
			throw failure("%nExpecting no document '%s' in '%s' but there is one:%n%s", name, this.actual.directory(),
					content(name));
		}
		return this;
	}

	/**
	 * Verifies that there are documents of these names, in whatever order, and no others.
	 * @param names the names of all documents; none if there must be no document
	 * @return this assertion
	 */
	public DocumentsAssert hasOnlyDocuments(String... names) {
		isNotNull();
		List<String> present = this.actual.names();
		TreeSet<String> missing = new TreeSet<>(Arrays.asList(names));
		TreeSet<String> others = new TreeSet<>(present);
		others.removeAll(missing);
		present.forEach(missing::remove);
		if (!missing.isEmpty() || !others.isEmpty()) {
			throw failure(
					"%nExpecting '%s' to have only the documents%n  %s%nbut these are missing%n  %s%n"
							+ "and these are there as well%n  %s",
					this.actual.directory(), new TreeSet<>(Arrays.asList(names)), missing, others);
		}
		return this;
	}

	/**
	 * Verifies that there is a document of this name that equals a value. It is read as
	 * the class of the value; for one of a generic type use
	 * {@link #document(String, TypeReference)}.
	 * @param name the name of the document
	 * @param expected the value
	 * @return this assertion
	 */
	public DocumentsAssert hasDocumentEqualTo(String name, Object expected) {
		document(name, expected.getClass()).isEqualTo(expected);
		return this;
	}

	/**
	 * Verifies that there is a document of this name and goes on with its value.
	 * @param <T> the type of the document
	 * @param name the name of the document
	 * @param type the type of the document
	 * @return assertions on the value
	 */
	public <T> ObjectAssert<T> document(String name, Class<T> type) {
		hasDocument(name);
		return value(name, type.getTypeName(), () -> this.actual.find(name, type));
	}

	/**
	 * Verifies that there is a document of this name and goes on with its value of a
	 * generic type.
	 * @param <T> the type of the document
	 * @param name the name of the document
	 * @param type the type of the document
	 * @return assertions on the value
	 */
	public <T> ObjectAssert<T> document(String name, TypeReference<T> type) {
		hasDocument(name);
		return value(name, type.getType().getTypeName(), () -> this.actual.find(name, type));
	}

	/**
	 * Verifies that no temporary file of this library is left in the directory or below
	 * it: whatever was begun was finished or taken back. Says nothing while somebody
	 * writes.
	 * @return this assertion
	 */
	public DocumentsAssert hasNoTemporaryFiles() {
		isNotNull();
		List<Path> left = temporaryFiles(this.actual.directory());
		if (!left.isEmpty()) {
			throw failure("%nExpecting no temporary files in '%s' but there are%n  %s", this.actual.directory(), left);
		}
		return this;
	}

	private <T> ObjectAssert<T> value(String name, String type, Supplier<Optional<T>> value) {
		try {
			T found = value.get().orElseThrow(() -> missing(name));
			return Assertions.assertThat(found).as("document '%s' in '%s'", name, this.actual.directory());
		}
		catch (JsonFileException ex) {
			AssertionError failure = failure("%nExpecting the document '%s' in '%s' to be of type%n  %s%nbut %s%n%s",
					name, this.actual.directory(), type, ex.getMessage(), content(name));
			failure.initCause(ex);
			throw failure;
		}
	}

	private AssertionError missing(String name) {
		return failure("%nExpecting a document '%s' in '%s' but there are only%n  %s", name, this.actual.directory(),
				this.actual.names());
	}

	private String content(String name) {
		try {
			return Files.readString(this.actual.directory().resolve(name + ".json"));
		}
		catch (IOException ex) {
			return "which cannot be read as text (%s)".formatted(ex);
		}
	}

	private static List<Path> temporaryFiles(Path directory) {
		if (Files.notExists(directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> TempNames.isTemp(file.getFileName().toString())).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
