package io.polystore.sample.jobs;

import java.nio.file.Path;

import io.polystore.atomic.core.AtomicFileOperations;
import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.lock.LockHandle;

import org.springframework.stereotype.Service;

/**
 * Exports the results of a job to a file: all of them, or none.
 */
@Service
class ExportService {

	private final AtomicFileOperations files;

	private final JobService jobs;

	private final Path directory;

	ExportService(AtomicFileOperations files, JobService jobs, JsonFileRepository repository) {
		this.files = files;
		this.jobs = jobs;
		this.directory = repository.directory().resolve("exports");
	}

	/**
	 * Exports what is recorded now. Of two exports at once the later one also reads
	 * later: without the lock it could be replaced by the earlier one.
	 */
	@SuppressWarnings("try")
	ExportSummary export(String job) {
		Path file = file(job);
		try (LockHandle lock = this.files.lockFor(file)) {
			ResultTable table = new ResultTable(this.jobs.find(job).value().results());
			this.files.writeText(file, table::writeTo);
			return new ExportSummary(job, table.size());
		}
	}

	ExportedFile open(String job) {
		return ExportedFile.open(file(job));
	}

	/**
	 * Returns the file of a job that exists. The repository has accepted the name then,
	 * and what it accepts does not leave the directory.
	 */
	private Path file(String job) {
		this.jobs.find(job);
		return this.directory.resolve(job + ".csv");
	}

}
