package io.polystore.sample.documents;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.KeptVersion;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.json.VersionConflictException;
import io.polystore.atomic.json.Versioned;
import io.polystore.sample.web.NotFoundException;
import io.polystore.sample.web.Preconditions;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Service;

/**
 * Documents under the conditions that HTTP sets.
 */
@Service
public class DocumentService {

	private final JsonFileRepository documents;

	DocumentService(JsonFileRepository repository) {
		this.documents = repository.in(Path.of("documents"));
	}

	public List<String> names(String prefix) {
		return this.documents.names(prefix);
	}

	public Versioned<JsonNode> find(String name) {
		return this.documents.findVersioned(name, JsonNode.class).orElseThrow(NotFoundException::new);
	}

	public Replaced replace(String name, Preconditions preconditions, JsonNode content) {
		Version start = preconditions.expectsDocument() ? version(name) : Version.ABSENT;
		return compareAndSet(start, preconditions::checkReplace,
				(expected) -> new Replaced(this.documents.save(name, content, expected),
						expected.equals(Version.ABSENT)));
	}

	public Versioned<JsonNode> patch(String name, Preconditions preconditions, JsonNode patch) {
		checkPresent(name);
		if (preconditions.isEmpty()) {
			return this.documents.updateVersioned(name, JsonNode.class, DocumentService::notFound,
					(current) -> MergePatch.apply(current, patch));
		}
		return patchExpected(name, preconditions, patch);
	}

	private Versioned<JsonNode> patchExpected(String name, Preconditions preconditions, JsonNode patch) {
		while (true) {
			Versioned<JsonNode> current = find(name);
			preconditions.checkChange(current.version());
			JsonNode patched = MergePatch.apply(current.value(), patch);
			try {
				return new Versioned<>(patched, this.documents.save(name, patched, current.version()));
			}
			catch (VersionConflictException ex) {
				// somebody was faster: look at what is there now
			}
		}
	}

	private static JsonNode notFound() {
		throw new NotFoundException();
	}

	public void delete(String name, Preconditions preconditions) {
		checkPresent(name);
		boolean deleted = preconditions.isAnyVersion() ? this.documents.delete(name)
				: deleteExpected(name, preconditions);
		if (!deleted) {
			throw new NotFoundException();
		}
	}

	private boolean deleteExpected(String name, Preconditions preconditions) {
		return compareAndSet(version(name), existing(preconditions::checkReplace),
				(expected) -> this.documents.delete(name, expected));
	}

	/**
	 * Returns which versions of a document are kept, also of one that was deleted.
	 * @param name the name of the document
	 * @return the versions, the newest first; empty if there never was a document
	 */
	public List<KeptVersion> versions(String name) {
		return this.documents.versions(name);
	}

	public JsonNode findKept(String name, Version version) {
		return this.documents.findKept(name, version, JsonNode.class).orElseThrow(NotFoundException::new);
	}

	/**
	 * Makes a kept version the present one.
	 * @param name the name of the document
	 * @param preconditions what the present version must be; that of a damaged document
	 * can only be any
	 * @param version the version that it is to have
	 */
	public void restore(String name, Preconditions preconditions, Version version) {
		if (versions(name).isEmpty()) {
			throw new NotFoundException();
		}
		if (preconditions.isAnyVersion()) {
			checkPresent(name);
			this.documents.restore(name, version);
			return;
		}
		compareAndSet(version(name), preconditions::checkReplace,
				(expected) -> this.documents.restore(name, version, expected));
	}

	/**
	 * Keeps requests for what is not there from leaving lock files behind. Decides
	 * nothing: that is done under the lock.
	 */
	private void checkPresent(String name) {
		if (!this.documents.exists(name)) {
			throw new NotFoundException();
		}
	}

	private Version version(String name) {
		return this.documents.findVersioned(name, JsonNode.class).map(Versioned::version).orElse(Version.ABSENT);
	}

	private static Consumer<Version> existing(Consumer<Version> check) {
		return (current) -> {
			if (current.equals(Version.ABSENT)) {
				throw new NotFoundException();
			}
			check.accept(current);
		};
	}

	/**
	 * Checks a version and does what depends on it only if it still is the present one;
	 * otherwise checks the version that came in between. Each further round means that
	 * somebody else's change succeeded.
	 */
	private static <T> T compareAndSet(Version start, Consumer<Version> check, Function<Version, T> attempt) {
		Version seen = start;
		while (true) {
			check.accept(seen);
			try {
				return attempt.apply(seen);
			}
			catch (VersionConflictException ex) {
				seen = ex.actual();
			}
		}
	}

}
