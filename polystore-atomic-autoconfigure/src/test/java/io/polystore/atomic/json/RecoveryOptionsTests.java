package io.polystore.atomic.json;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class RecoveryOptionsTests {

	@Test
	void byDefaultNothingIsKeptAndNothingRestored() {
		RecoveryOptions options = JsonFileOptions.defaults().recovery();
		assertThat(options).isEqualTo(RecoveryOptions.defaults());
		assertThat(options.keepVersions()).isZero();
		assertThat(options.onCorruption()).isEqualTo(CorruptionPolicy.FAIL);
		assertThat(options.listeners()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1001, Integer.MAX_VALUE })
	void aNumberOutOfRangeIsRefused(int keepVersions) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RecoveryOptions(keepVersions, CorruptionPolicy.FAIL))
			.withMessage("'keepVersions' must be between 0 and 1000: " + keepVersions);
	}

	@Test
	void toRestoreWhatIsNotKeptIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RecoveryOptions(0, CorruptionPolicy.RESTORE))
			.withMessage("'keepVersions' must be at least 1 to restore any");
	}

	@Test
	void nullIsNamed() {
		assertThatNullPointerException().isThrownBy(() -> new RecoveryOptions(1, null))
			.withMessageContaining("onCorruption");
		assertThatNullPointerException().isThrownBy(() -> RecoveryOptions.defaults().withListeners(null))
			.withMessageContaining("listeners");
		assertThatNullPointerException().isThrownBy(() -> JsonFileOptions.defaults().withRecovery(null))
			.withMessageContaining("recovery");
	}

	@Test
	void listenersCanBeChanged() {
		RecoveryListener listener = (recovery) -> {
		};
		RecoveryOptions options = new RecoveryOptions(3, CorruptionPolicy.RESTORE).withListeners(List.of(listener));
		assertThat(options.listeners()).containsExactly(listener);
		assertThat(options.keepVersions()).isEqualTo(3);
		assertThat(options.onCorruption()).isEqualTo(CorruptionPolicy.RESTORE);
	}

}
