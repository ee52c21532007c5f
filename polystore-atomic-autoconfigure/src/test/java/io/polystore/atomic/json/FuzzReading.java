package io.polystore.atomic.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.opentest4j.AssertionFailedError;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * What one way to read a document came to.
 *
 * @param value what was read, or {@code null}
 * @param failure why it was not, or {@code null}
 */
record FuzzReading(Object value, JsonFileException failure) {

	private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {
	};

	/**
	 * Fails if what is thrown is no error of the library's, whatever else: an overflow of
	 * the stack, say.
	 */
	private static FuzzReading of(Reader reader) {
		try {
			return new FuzzReading(reader.read(), null);
		}
		catch (JsonFileException ex) {
			return new FuzzReading(null, ex);
		}
		catch (Throwable ex) {
			throw new AssertionFailedError("threw " + ex.getClass(), ex);
		}
	}

	boolean isRead() {
		return this.failure == null;
	}

	private static Object present(Optional<?> found) {
		return found.orElseThrow();
	}

	/**
	 * Anything may use the repository.
	 */
	@FunctionalInterface
	private interface Reader {

		Object read() throws Exception;

	}

	/** Some properties of any kind, which leaves out others. */
	record Fields(Object owner, Object tags) {

	}

	/** Properties of all kinds. */
	record Account(String owner, int balance, double rate, BigDecimal price, BigInteger total, List<String> tags,
			boolean open) {

	}

	/**
	 * The types that a document is read as.
	 */
	enum As {

		TREE {

			@Override
			FuzzReading find(JsonFileRepository documents, String name) {
				return of(() -> present(documents.find(name, JsonNode.class)));
			}

			@Override
			FuzzReading update(JsonFileRepository documents, String name) {
				return of(() -> documents.update(name, JsonNode.class, (current) -> current));
			}

		},

		MAP {

			@Override
			FuzzReading find(JsonFileRepository documents, String name) {
				return of(() -> present(documents.find(name, FuzzReading.MAP)));
			}

			@Override
			FuzzReading update(JsonFileRepository documents, String name) {
				return of(() -> documents.update(name, FuzzReading.MAP, (current) -> current));
			}

		},

		FIELDS {

			@Override
			FuzzReading find(JsonFileRepository documents, String name) {
				return of(() -> present(documents.find(name, Fields.class)));
			}

			@Override
			FuzzReading update(JsonFileRepository documents, String name) {
				return of(() -> documents.update(name, Fields.class, (current) -> current));
			}

		},

		ACCOUNT {

			@Override
			FuzzReading find(JsonFileRepository documents, String name) {
				return of(() -> present(documents.find(name, Account.class)));
			}

			@Override
			FuzzReading update(JsonFileRepository documents, String name) {
				return of(() -> documents.update(name, Account.class, (current) -> current));
			}

		};

		/** Whether it holds all that a document may hold. */
		boolean isWhole() {
			return compareTo(MAP) <= 0;
		}

		/**
		 * Whether an update may fail so although the document can be found: it would lose
		 * a property or the fraction of a number, write an infinity, or too much.
		 */
		boolean mayRefuseOnlyUpdates(JsonFileException failure) {
			return switch (this) {
				case TREE, MAP -> failure instanceof DocumentTooLargeException;
				case FIELDS -> failure instanceof UnknownPropertyException;
				case ACCOUNT -> true;
			};
		}

		abstract FuzzReading find(JsonFileRepository documents, String name);

		/** Changes nothing. */
		abstract FuzzReading update(JsonFileRepository documents, String name);

	}

}
