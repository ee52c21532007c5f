package io.polystore.atomic.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kinds of locks of which the operating system takes care.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@EnumSource(value = LockKind.class, names = { "FILE_CHANNEL", "FLOCK" })
public @interface KernelLockKinds {

}
