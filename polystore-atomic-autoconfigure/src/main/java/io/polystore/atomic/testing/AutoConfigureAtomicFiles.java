package io.polystore.atomic.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * Puts the directory of the documents of a test's context into memory.
 * <p>
 * {@code polystore.atomic.directory} and {@code polystore.atomic.lock.directory} are
 * without effect then: the auto-configured
 * {@link io.polystore.atomic.json.JsonFileRepository} and everything beside it works on
 * the directory {@code /data} of a file system of jimfs, which must be on the class path.
 * What the test writes to other paths by an
 * {@link io.polystore.atomic.core.AtomicFileTemplate} goes where these lead:
 * {@code documents.directory().resolve(...)} stays in memory. Locks of the kind
 * {@code file-channel} are used, the directory is not probed, and nothing is cleaned up
 * at start; all other properties apply.
 * <p>
 * Each test method, before {@code @BeforeEach}, begins with an empty directory: also what
 * the application wrote while it started is gone then. Contexts are cached and shared as
 * always, so that tests of one context must not run in parallel, nor writes of one test
 * go on in the next.
 * <p>
 * Use it with {@code @SpringBootTest}; {@link AtomicFilesTest} has it already.
 *
 * @since 0.1
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@TestPropertySource(properties = { "polystore.atomic.write.allow-missing-directory-force=true",
		"polystore.atomic.lock.type=file-channel", "polystore.atomic.probe.mode=off",
		"polystore.atomic.cleanup.enabled=false" })
public @interface AutoConfigureAtomicFiles {

}
