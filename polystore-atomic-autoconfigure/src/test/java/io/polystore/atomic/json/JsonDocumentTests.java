package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class JsonDocumentTests {

	@TempDir
	Path root;

	private JsonFileRepository documents;

	private JsonDocument<Settings> settings;

	record Settings(int limit, String mode) {

		Settings withLimit(int newLimit) {
			return new Settings(newLimit, this.mode);
		}

	}

	@BeforeEach
	void createDocument() {
		this.documents = TestDocuments.in(this.root.resolve("documents"));
		this.settings = this.documents.document("settings", Settings.class, () -> new Settings(1, "initial"));
	}

	@Test
	void withoutAFileItHasTheInitialValueWhichIsNotWritten() {
		assertThat(this.settings.get()).isEqualTo(new Settings(1, "initial"));
		assertThat(this.settings.getVersioned()).isEqualTo(new Versioned<>(new Settings(1, "initial"), Version.ABSENT));
		assertThat(this.settings.exists()).isFalse();
		assertThat(this.documents.directory()).doesNotExist();
	}

	@Test
	void whatIsSetIsGot() {
		Version version = this.settings.set(new Settings(2, "set"));
		assertThat(this.settings.get()).isEqualTo(new Settings(2, "set"));
		assertThat(this.settings.getVersioned().version()).isEqualTo(version);
		assertThat(this.settings.exists()).isTrue();
		assertThat(this.documents.find("settings", Settings.class)).contains(new Settings(2, "set"));
	}

	@Test
	void anUpdateStartsFromTheInitialValue() {
		assertThat(this.settings.update((current) -> current.withLimit(5))).isEqualTo(new Settings(5, "initial"));
		assertThat(this.settings.update((current) -> current.withLimit(current.limit() + 1)).limit()).isEqualTo(6);
		assertThat(this.settings.get()).isEqualTo(new Settings(6, "initial"));
	}

	@Test
	void versionsAreCompared() {
		Versioned<Settings> absent = this.settings.getVersioned();
		Versioned<Settings> first = this.settings.updateVersioned(absent.version(), (current) -> current.withLimit(2));
		assertThat(this.settings.getVersioned()).isEqualTo(first);
		assertThatExceptionOfType(VersionConflictException.class)
			.isThrownBy(() -> this.settings.updateVersioned(absent.version(), (current) -> current.withLimit(3)));
		assertThatExceptionOfType(VersionConflictException.class)
			.isThrownBy(() -> this.settings.set(new Settings(3, ""), Version.ABSENT));
		Version second = this.settings.set(new Settings(4, ""), first.version());
		assertThat(this.settings.updateVersioned((current) -> current).version()).isEqualTo(second);
		assertThatExceptionOfType(VersionConflictException.class)
			.isThrownBy(() -> this.settings.delete(first.version()));
		assertThat(this.settings.delete(second)).isTrue();
	}

	@Test
	void afterADeleteItHasTheInitialValueAgain() {
		this.settings.set(new Settings(2, "set"));
		assertThat(this.settings.delete()).isTrue();
		assertThat(this.settings.delete()).isFalse();
		assertThat(this.settings.get().mode()).isEqualTo("initial");
	}

	@Test
	void aCorruptFileIsNeverReplacedByTheInitialValue() throws IOException {
		Path file = this.documents.directory().resolve("settings.json");
		Files.createDirectories(file.getParent());
		Files.writeString(file, "{");
		assertThatExceptionOfType(CorruptJsonException.class).isThrownBy(() -> this.settings.get());
		assertThatExceptionOfType(CorruptJsonException.class)
			.isThrownBy(() -> this.settings.update((current) -> current));
		assertThat(file).hasContent("{");
	}

	@Test
	void whatAChangeThrowsArrivesAsItIs() {
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> this.settings.update((current) -> {
			throw new TimeoutException();
		}));
		assertThat(this.settings.exists()).isFalse();
	}

	@Test
	void anInitialValueOfNullIsATypedError() {
		JsonDocument<Settings> document = this.documents.document("null", Settings.class, () -> null);
		assertThatExceptionOfType(NullDocumentException.class).isThrownBy(document::get)
			.satisfies((ex) -> assertThat(ex.path()).isEqualTo(this.documents.directory().resolve("null.json")));
		assertThatExceptionOfType(NullDocumentException.class)
			.isThrownBy(() -> document.update((current) -> new Settings(1, "")));
		assertThatNullPointerException().isThrownBy(() -> this.documents.document("a", Settings.class, null))
			.withMessageContaining("initial");
		assertThatNullPointerException().isThrownBy(() -> this.settings.set(null)).withMessageContaining("value");
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle"),
			@JsonSubTypes.Type(value = Square.class, name = "square") })
	interface Shape {

	}

	record Circle(int radius) implements Shape {

	}

	record Square(int side) implements Shape {

	}

	@Test
	void elementsOfAGenericTypeKeepTheirTypeIds() {
		JsonDocument<List<Shape>> shapes = this.documents.document("shapes", new TypeReference<>() {
		}, ArrayList::new);
		shapes.update((current) -> List.of(new Circle(1), new Square(2)));
		assertThat(shapes.get()).containsExactly(new Circle(1), new Square(2));
		shapes.set(List.of(new Square(3)));
		assertThat(shapes.get()).containsExactly(new Square(3));
		JsonDocument<Shape> shape = this.documents.document("shape", Shape.class, () -> new Circle(0));
		shape.update((current) -> new Square(1));
		assertThat(shape.get()).isEqualTo(new Square(1));
	}

	record Box<T>(T content, List<T> more) {

	}

	@Test
	void aGenericBeanKeepsItsTypeIds() {
		JsonDocument<Box<Shape>> box = this.documents.document("box", new TypeReference<>() {
		}, () -> new Box<>(new Circle(1), List.of(new Square(1))));
		box.update((current) -> new Box<>(current.more().get(0), List.of(current.content())));
		assertThat(box.get()).isEqualTo(new Box<>(new Square(1), List.of(new Circle(1))));
	}

	public static class Base {

		public int a = 1;

	}

	public static class Derived extends Base {

		public int b = 2;

	}

	@Test
	void aSubclassIsWrittenWhole() {
		JsonDocument<Base> document = this.documents.document("base", Base.class, Base::new);
		document.set(new Derived());
		assertThat(this.documents.directory().resolve("base.json")).hasContent("{\n  \"a\": 1,\n  \"b\": 2\n}");
	}

	@Test
	void itTellsWhatItIs() {
		assertThat(this.settings.name()).isEqualTo("settings");
		assertThat(this.settings).hasToString("JsonDocument['settings' in '%s']".formatted(this.documents.directory()));
	}

}
