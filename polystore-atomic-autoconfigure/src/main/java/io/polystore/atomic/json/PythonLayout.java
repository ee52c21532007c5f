package io.polystore.atomic.json;

import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/**
 * The layout of Python's {@code json.dumps(obj, indent=2)}: the same bytes whoever wrote
 * the file last.
 */
final class PythonLayout {

	private static final Separators SEPARATORS = Separators.createDefaultInstance()
		.withObjectNameValueSpacing(Spacing.AFTER)
		.withObjectEmptySeparator("")
		.withArrayEmptySeparator("");

	private PythonLayout() {
	}

	static PrettyPrinter indentedBy(int spaces) {
		DefaultIndenter indenter = new DefaultIndenter(" ".repeat(spaces), "\n");
		return new DefaultPrettyPrinter(SEPARATORS).withArrayIndenter(indenter).withObjectIndenter(indenter);
	}

}
