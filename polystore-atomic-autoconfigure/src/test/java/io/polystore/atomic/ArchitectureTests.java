package io.polystore.atomic;

import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The drawing of the packages, held by the build.
 */
class ArchitectureTests {

	private static final String ROOT = "io.polystore.atomic";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					.               | .write .lock .update .core .json .probe .metrics .actuate .integration .autoconfigure .testing
					.write          |        .lock .update .core .json .probe .metrics .actuate .integration .autoconfigure .testing
					.lock           | .write       .update .core .json .probe .metrics .actuate .integration .autoconfigure .testing
					.update         |                      .core .json .probe .metrics .actuate .integration .autoconfigure .testing
					.core           |                            .json .probe .metrics .actuate .integration .autoconfigure .testing
					.json           |                                  .probe .metrics .actuate .integration .autoconfigure .testing
					.probe          |                            .json        .metrics .actuate .integration .autoconfigure .testing
					.metrics        |                                                  .actuate .integration .autoconfigure .testing
					.actuate        |                                         .metrics          .integration .autoconfigure .testing
					.integration    |                                         .metrics .actuate              .autoconfigure .testing
					.autoconfigure  |                                                                                       .testing
					""")
	void aPackageKnowsNoneAboveOrBesideIt(String below, String above) {
		String[] forbidden = Stream.of(above.split(" +")).map((name) -> ROOT + name + "..").toArray(String[]::new);
		noClasses().that()
			.resideInAPackage(below.equals(".") ? ROOT : ROOT + below + "..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(forbidden)
			.allowEmptyShould(true)
			.check(CLASSES);
	}

	@Test
	void everyPackageHasItsPlaceInTheDrawing() {
		assertThat(CLASSES).extracting(JavaClass::getPackageName)
			.allMatch((name) -> name.matches(
					"io\\.polystore\\.atomic(\\.(write|lock|update|core|json|probe|metrics|actuate|integration|autoconfigure|testing)(\\..+)?)?"));
	}

	@Test
	void packagesFormNoCycle() {
		SlicesRuleDefinition.slices().matching("io.polystore.(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void onlyTheWiringUsesSpringBootMicrometerOrAContainer() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + ".metrics..", ROOT + ".actuate..", ROOT + ".integration.keyvalue..",
					ROOT + ".autoconfigure..", ROOT + ".testing..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", "org.springframework.context..",
					"org.springframework.beans..", "io.micrometer..")
			.check(CLASSES);
	}

	@Test
	void onlyTheJsonPackageItsWiringAndTheTestSupportUseJackson() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + ".json..", ROOT + ".integration.keyvalue..",
					ROOT + ".integration.shedlock..", ROOT + ".autoconfigure..", ROOT + ".testing..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
			.check(CLASSES);
	}

	@Test
	void anAdapterKnowsNoOther() {
		SlicesRuleDefinition.slices()
			.matching(ROOT + ".integration.(*)..")
			.should()
			.notDependOnEachOther()
			.allowEmptyShould(true)
			.check(CLASSES);
	}

	@Test
	void onlyAdaptersAndTheirWiringUseWhatTheyAdapt() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + ".integration..", ROOT + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.integration..", "org.springframework.data..",
					"net.javacrumbs.shedlock..")
			.check(CLASSES);
	}

	@Test
	void onlyTheTestSupportUsesTheToolsOfTests() {
		noClasses().that()
			.resideOutsideOfPackage(ROOT + ".testing..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("com.google.common.jimfs..", "org.assertj..", "org.junit..",
					"org.springframework.test..", "org.springframework.boot.test..")
			.check(CLASSES);
	}

	@Test
	void onlyTwoClassesUseJna() {
		noClasses().that()
			.haveNameNotMatching(".*\\.(lock\\.LibC(\\$Calls)?|write\\.PosixAcl(\\$LibC)?)")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("com.sun.jna..")
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.allowEmptyShould(true)
			.check(CLASSES);
	}

	@Test
	void beanMethodsArePackagePrivate() {
		methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().allowEmptyShould(true).check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(CLASSES).extracting(JavaClass::getPackage)
			.isNotEmpty()
			.allMatch((declared) -> declared.isAnnotatedWith(NullMarked.class));
	}

}
