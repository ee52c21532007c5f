package io.polystore.atomic.json;

import java.nio.file.Files;
import java.nio.file.Path;

import io.polystore.atomic.test.ChildJvm;
import io.polystore.atomic.test.DirectorySnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformNamesTests {

	@TempDir
	Path root;

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Elsewhere every locale can hold every name")
	void aNameThatTheLocaleCannotHoldIsATypedError() throws Exception {
		Path directory = Files.createDirectory(this.root.resolve("documents"));
		DirectorySnapshot before = DirectorySnapshot.of(this.root);
		assertThat(ChildJvm.of(SaveUnderUmlaut.class, directory.toString()).prefix("env", "LC_ALL=C").run())
			.containsExactly("this file system cannot hold it");
		assertThat(DirectorySnapshot.of(this.root)).isEqualTo(before);
	}

	static final class SaveUnderUmlaut {

		private SaveUnderUmlaut() {
		}

		public static void main(String[] arguments) {
			try {
				TestDocuments.in(Path.of(arguments[0])).save("b\u00fccher", 1);
			}
			catch (InvalidDocumentNameException ex) {
				System.out.println(ex.getMessage().replaceAll(".*: (.*);.*", "$1"));
			}
		}

	}

}
