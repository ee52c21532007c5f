package io.polystore.atomic.json;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class JsonFileOptionsTests {

	@Test
	void theDefaultsAreThoseOfThePlan() {
		JsonFileOptions options = JsonFileOptions.defaults();
		assertThat(options.indent()).isEqualTo(2);
		assertThat(options.unknownProperties()).isEqualTo(UnknownProperties.FAIL);
		assertThat(options.maxDocumentSize()).isEqualTo(16 * 1024 * 1024);
		assertThat(options.customizers()).isEmpty();
	}

	@Test
	void everyWitherChangesOneThing() {
		JsonFileMapperCustomizer customizer = (builder) -> {
		};
		JsonFileOptions options = JsonFileOptions.defaults()
			.withIndent(4)
			.withUnknownProperties(UnknownProperties.DROP)
			.withMaxDocumentSize(10)
			.withCustomizers(List.of(customizer))
			.withRecovery(new RecoveryOptions(2, CorruptionPolicy.RESTORE));
		assertThat(options.recovery()).isEqualTo(new RecoveryOptions(2, CorruptionPolicy.RESTORE));
		assertThat(options.indent()).isEqualTo(4);
		assertThat(options.unknownProperties()).isEqualTo(UnknownProperties.DROP);
		assertThat(options.maxDocumentSize()).isEqualTo(10);
		assertThat(options.customizers()).containsExactly(customizer);
		assertThat(options)
			.hasToString("JsonFileOptions[indent=4, unknownProperties=DROP, maxDocumentSize=10, customizers=1, "
					+ "recovery=RecoveryOptions[keepVersions=2, onCorruption=RESTORE, listeners=[]]]")
			.isNotEqualTo(JsonFileOptions.defaults())
			.isEqualTo(options.withIndent(4))
			.hasSameHashCodeAs(options.withIndent(4));
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 9, Integer.MAX_VALUE })
	void anIndentationOutOfRangeIsRefused(int indent) {
		assertThatIllegalArgumentException().isThrownBy(() -> JsonFileOptions.defaults().withIndent(indent))
			.withMessage("'indent' must be between 0 and 8: " + indent);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, Long.MIN_VALUE, (1L << 30) + 1, Long.MAX_VALUE })
	void aSizeOutOfRangeIsRefused(long size) {
		assertThatIllegalArgumentException().isThrownBy(() -> JsonFileOptions.defaults().withMaxDocumentSize(size))
			.withMessage("'maxDocumentSize' must be between 1 and 1073741824 bytes: " + size);
	}

	@Test
	void nullIsNamed() {
		assertThatNullPointerException().isThrownBy(() -> JsonFileOptions.defaults().withUnknownProperties(null))
			.withMessageContaining("unknownProperties");
		assertThatNullPointerException().isThrownBy(() -> JsonFileOptions.defaults().withCustomizers(null))
			.withMessageContaining("customizers");
	}

}
