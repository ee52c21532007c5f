package io.polystore.atomic.bench.writes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.Durability;
import io.polystore.atomic.WriteOptions;
import io.polystore.atomic.bench.measure.Subject;
import io.polystore.atomic.bench.measure.Timing;
import io.polystore.atomic.bench.rival.CProgram;
import io.polystore.atomic.core.AtomicFileTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Those that write files of one size.
 *
 * @param files this library
 * @param c the program in C, if there is one
 * @param file the file that is written
 */
record Writers(AtomicFileTemplate files, @Nullable CProgram c, Path file) {

	static final String OURS = "polystore-atomic, ";

	static final String C = "C, ";

	static final String PLAIN = "Files.write, not atomic, ";

	static final String DURABLE = "durable, ";

	static final String NOT_DURABLE = "not durable, ";

	List<Subject> durable(WriteSize size) {
		List<Subject> subjects = new ArrayList<>();
		subjects.add(ours(DURABLE, size, Durability.FULL, size.durableWrites()));
		addC(subjects, DURABLE, true, size, size.durableWrites());
		return subjects;
	}

	List<Subject> notDurable(WriteSize size) {
		List<Subject> subjects = new ArrayList<>();
		subjects.add(ours(NOT_DURABLE, size, Durability.NONE, size.plainWrites()));
		subjects.add(plain(size));
		addC(subjects, NOT_DURABLE, false, size, size.plainWrites());
		return subjects;
	}

	private Subject ours(String kind, WriteSize size, Durability durability, int writes) {
		byte[] content = size.content();
		WriteOptions options = WriteOptions.of(durability);
		return new Subject(OURS + kind + size.label(),
				() -> Timing.median(writes, () -> this.files.write(this.file, options, content)));
	}

	private Subject plain(WriteSize size) {
		byte[] content = size.content();
		Path other = this.file.resolveSibling("plain");
		return new Subject(PLAIN + size.label(),
				() -> Timing.median(size.plainWrites(), () -> Files.write(other, content)));
	}

	private void addC(List<Subject> subjects, String kind, boolean durable, WriteSize size, int writes) {
		CProgram program = this.c;
		if (program != null) {
			subjects
				.add(new Subject(C + kind + size.label(), () -> program.medianReplace(durable, size.bytes(), writes)));
		}
	}

}
