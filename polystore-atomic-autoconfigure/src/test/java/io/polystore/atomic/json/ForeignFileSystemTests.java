package io.polystore.atomic.json;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.polystore.atomic.Durability;
import io.polystore.atomic.core.AtomicFileTemplate;
import io.polystore.atomic.test.DirectorySnapshot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ForeignFileSystemTests {

	private static final TypeReference<List<Integer>> NUMBERS = new TypeReference<>() {
	};

	static Stream<Configuration> fileSystems() {
		return Stream.of(Configuration.unix(), Configuration.osX(), Configuration.windows());
	}

	private static JsonFileRepository documents(FileSystem fileSystem, String directory) {
		AtomicFileTemplate files = AtomicFileTemplate.builder().durability(Durability.FILE).build();
		return new JsonFileRepository(files, JsonMapper.builder().build(), fileSystem.getPath(directory));
	}

	@ParameterizedTest
	@MethodSource("fileSystems")
	void documentsLiveOnIt(Configuration configuration) throws IOException {
		try (FileSystem fileSystem = Jimfs.newFileSystem(configuration)) {
			JsonFileRepository documents = documents(fileSystem, "documents");
			Version version = documents.save("a/b", List.of(1), Version.ABSENT);
			documents.update("a/b", NUMBERS, version, (numbers) -> {
				numbers.add(2);
				return numbers;
			});
			documents.update("c", Integer.class, () -> 0, (number) -> number + 1);
			assertThat(documents.find("a/b", NUMBERS)).contains(List.of(1, 2));
			assertThat(documents.names()).containsExactly("a/b", "c");
			assertThat(documents.names("a/")).containsExactly("a/b");
			assertThat(Files.readString(fileSystem.getPath("documents", "a", "b.json"))).isEqualTo("[\n  1,\n  2\n]");
			assertThat(documents.delete("a/b")).isTrue();
			assertThat(documents.exists("a/b")).isFalse();
			assertThat(documents.in(fileSystem.getPath("a")).directory())
				.isEqualTo(fileSystem.getPath("documents", "a"));
		}
	}

	@ParameterizedTest
	@MethodSource("fileSystems")
	void noNameLeadsOut(Configuration configuration) throws IOException {
		try (FileSystem fileSystem = Jimfs.newFileSystem(configuration)) {
			Path outside = Files.writeString(fileSystem.getPath("outside.json"), "1");
			JsonFileRepository documents = documents(fileSystem, "documents");
			documents.save("d", 1);
			Files.createSymbolicLink(fileSystem.getPath("documents", "link.json"),
					fileSystem.getPath("..", "outside.json"));
			Files.createSymbolicLink(fileSystem.getPath("documents", "up"), fileSystem.getPath(".."));
			Files.createSymbolicLink(fileSystem.getPath("documents", "new.json"), fileSystem.getPath("..", "new.json"));
			Files.createSymbolicLink(fileSystem.getPath("documents", "absolute.json"), outside.toAbsolutePath());
			DirectorySnapshot before = DirectorySnapshot.of(fileSystem.getPath(""));
			for (String name : new String[] { "../outside", "/work/outside", "C:\\work\\outside", "..\\outside", "link",
					"up/outside", "up/new", "new", "absolute", "nul", "a:b" }) {
				assertThatExceptionOfType(InvalidDocumentNameException.class).as(name)
					.isThrownBy(() -> documents.save(name, 2));
				assertThatExceptionOfType(InvalidDocumentNameException.class).as(name)
					.isThrownBy(() -> documents.find(name, Integer.class));
			}
			assertThat(documents.names()).containsExactly("d");
			assertThat(DirectorySnapshot.of(fileSystem.getPath(""))).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@MethodSource("fileSystems")
	void whatIsBadThereIsATypedErrorToo(Configuration configuration) throws IOException {
		try (FileSystem fileSystem = Jimfs.newFileSystem(configuration)) {
			JsonFileRepository documents = documents(fileSystem, "documents");
			documents.save("d", 1);
			Path file = Files.writeString(fileSystem.getPath("documents", "d.json"), "{");
			assertThatExceptionOfType(CorruptJsonException.class)
				.isThrownBy(() -> documents.update("d", JsonNode.class, (tree) -> tree));
			assertThat(Files.readString(file)).isEqualTo("{");
			Files.createDirectory(fileSystem.getPath("documents", "x.json"));
			assertThatExceptionOfType(JsonFileException.class).isThrownBy(() -> documents.save("x", 1));
		}
	}

}
