package io.polystore.atomic.mutation;

import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.util.JavacTask;

/**
 * The plain compiler, without what the build adds to it.
 */
final class SourceCompiler {

	private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

	private SourceCompiler() {
	}

	static JavacTask parser(Source source) {
		return task(Writer.nullWriter(), List.of("-proc:none"), source.compilable(source.text()));
	}

	/** Returns what the compiler objects to, or nothing if it compiles. */
	static String compile(JavaFileObject source, String classPath, Path directory) {
		StringWriter objections = new StringWriter();
		boolean compiled = task(objections, List.of("-proc:none", "-nowarn", "-parameters", "-g", "--release", "17",
				"-cp", classPath, "-d", directory.toString()), source)
			.call();
		return compiled ? "" : objections.toString();
	}

	private static JavacTask task(Writer output, List<String> options, JavaFileObject source) {
		return (JavacTask) JAVAC.getTask(output, null, null, options, null, List.of(source));
	}

}
