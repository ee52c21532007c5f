package io.polystore.atomic.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.polystore.atomic.test.ChildJvm;

/**
 * Cuts the power after one operation after the other.
 * <p>
 * Before each, all that went before is brought to the disk: a neighbour's commit would
 * hide a missing force.
 */
final class QuietCuts {

	private final CutDisk disk;

	private final Forces forces;

	private final Path documents;

	private final List<QuietCut> cuts = new ArrayList<>();

	QuietCuts(CutDisk disk, Forces forces) {
		this.disk = disk;
		this.forces = forces;
		this.documents = disk.directory().resolve("documents");
	}

	/**
	 * Takes as many cuts as there are operations, then looks at what each has left.
	 */
	void run(List<QuietOperation> operations, Report report) throws IOException {
		prepare(operations);
		take(operations);
		this.disk.unplug();
		for (QuietCut cut : this.cuts) {
			this.disk.examine(cut.image(), (copy) -> report.cut(cut, Remains.of(copy.resolve("documents"))));
		}
	}

	private static String id(int number) {
		return "quiet-" + number;
	}

	private void prepare(List<QuietOperation> operations) throws IOException {
		Files.createDirectory(this.documents);
		for (int i = 0; i < operations.size(); i++) {
			if (operations.get(i).isOnExisting()) {
				Files.write(this.documents.resolve(id(i) + ".json"), WrittenDocument.of("before", 0, 5_000).bytes());
			}
		}
	}

	private void take(List<QuietOperation> operations) {
		try (ChildJvm writer = ChildJvm.of(QuietWriter.class, this.documents.toString(), this.forces.name())
			.options("-Xmx64m")
			.start()) {
			for (int i = 0; i < operations.size(); i++) {
				QuietOperation operation = operations.get(i);
				this.disk.settle();
				writer.send(operation.name() + " " + operation.document(id(i)) + " " + id(i));
				writer.awaitLine(QuietWriter.acknowledgement(id(i))::equals);
				this.cuts.add(new QuietCut(this.disk.cut(), operation, id(i)));
			}
		}
	}

	/**
	 * Is told of each cut.
	 */
	@FunctionalInterface
	interface Report {

		void cut(QuietCut cut, Remains remains);

	}

}
