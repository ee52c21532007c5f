package io.polystore.atomic.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.polystore.atomic.json.InvalidDocumentNameException;
import io.polystore.atomic.json.JsonFileException;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.write.TempNames;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

import static io.polystore.atomic.testing.DocumentsAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DocumentsAssertTests {

	private static final TypeReference<List<Integer>> NUMBERS = new TypeReference<>() {
	};

	private final InMemoryFiles memory = new InMemoryFiles();

	private final JsonFileRepository documents = this.memory.documents();

	@AfterEach
	void close() {
		this.memory.close();
	}

	private static void assertFails(ThrowingCallable assertion, String... message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion)
			.withMessage(String.join(System.lineSeparator(), message));
	}

	@Test
	void whatHoldsPasses() {
		this.documents.save("settings", new Settings(3));
		this.documents.save("orders/42", List.of(1, 2));
		assertThat(this.documents).hasDocument("settings")
			.hasDocument("orders/42")
			.hasNoDocument("orders/43")
			.hasOnlyDocuments("settings", "orders/42")
			.hasDocumentEqualTo("settings", new Settings(3))
			.hasNoTemporaryFiles();
		assertThat(this.documents).document("settings", Settings.class).extracting(Settings::retries).isEqualTo(3);
		assertThat(this.documents).document("orders/42", NUMBERS).isEqualTo(List.of(1, 2));
	}

	@Test
	void theOtherAssertionsKeepTheirName() {
		assertThat(this.documents.names()).isEmpty();
	}

	@Test
	void aMissingDocumentIsNamedWithThoseThatAreThere() {
		this.documents.save("setings", 1);
		String[] message = { "", "Expecting a document 'settings' in '/data' but there are only", "  [setings]" };
		assertFails(() -> assertThat(this.documents).hasDocument("settings"), message);
		assertFails(() -> assertThat(this.documents).document("settings", Settings.class), message);
		assertFails(() -> assertThat(this.documents).document("settings", NUMBERS), message);
		assertFails(() -> assertThat(this.documents).hasDocumentEqualTo("settings", 1), message);
	}

	@Test
	void anUnwantedDocumentIsShown() {
		this.documents.save("orders/100%", List.of());
		assertFails(() -> assertThat(this.documents).hasNoDocument("orders/100%"), "",
				"Expecting no document 'orders/100%' in '/data' but there is one:", "[]");
	}

	@Test
	void theDifferenceOfNamesIsShown() {
		this.documents.save("b", 1);
		this.documents.save("c", 1);
		assertFails(() -> assertThat(this.documents).hasOnlyDocuments("b", "a"), "",
				"Expecting '/data' to have only the documents", "  [a, b]", "but these are missing", "  [a]",
				"and these are there as well", "  [c]");
		assertFails(() -> assertThat(this.documents).hasOnlyDocuments(), "",
				"Expecting '/data' to have only the documents", "  []", "but these are missing", "  []",
				"and these are there as well", "  [b, c]");
		assertFails(() -> assertThat(this.documents).hasOnlyDocuments("a", "b", "c"), "",
				"Expecting '/data' to have only the documents", "  [a, b, c]", "but these are missing", "  [a]",
				"and these are there as well", "  []");
	}

	@Test
	void anotherValueIsShown() {
		this.documents.save("settings", new Settings(3));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.documents).hasDocumentEqualTo("settings", new Settings(4)))
			.withMessageContaining("[document 'settings' in '/data']")
			.withMessageContaining("Settings[retries=4]")
			.withMessageContaining("Settings[retries=3]");
	}

	@Test
	void whatIsNoSuchValueIsShown() {
		this.documents.save("settings", "text");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.documents).document("settings", Settings.class))
			.withMessageStartingWith("%nExpecting the document 'settings' in '/data' to be of type%n  %s%nbut "
				.formatted(Settings.class.getTypeName()))
			.withMessageEndingWith("%n\"text\"".formatted())
			.havingCause()
			.isInstanceOf(JsonFileException.class);
	}

	@Test
	void aTemporaryFileIsNamed() throws IOException {
		this.documents.save("orders/42", 1);
		Path left = this.memory.resolve("orders").resolve(TempNames.next(this.memory.resolve("orders/42.json")));
		Files.createFile(left);
		assertFails(() -> assertThat(this.documents).hasNoTemporaryFiles(), "",
				"Expecting no temporary files in '/data' but there are", "  [" + left + "]");
	}

	@Test
	void aDescriptionComesFirst() {
		assertFails(() -> assertThat(this.documents).as("after the run").hasDocument("runs"), "[after the run] ",
				"Expecting a document 'runs' in '/data' but there are only", "  []");
	}

	@Test
	void aDirectoryThatDoesNotExistHasNothing() {
		assertThat(this.documents.in(this.memory.resolve("none"))).hasOnlyDocuments().hasNoTemporaryFiles();
	}

	@Test
	void anImpossibleNameIsAnErrorOfTheTest() {
		assertThatExceptionOfType(InvalidDocumentNameException.class)
			.isThrownBy(() -> assertThat(this.documents).hasNoDocument("../settings"));
	}

	@Test
	void noRepositoryIsAFailure() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat((JsonFileRepository) null).hasOnlyDocuments());
	}

	record Settings(int retries) {
	}

}
