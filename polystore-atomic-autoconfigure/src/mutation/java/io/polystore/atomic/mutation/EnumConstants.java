package io.polystore.atomic.mutation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/**
 * The constants of the enumerations that tell an outcome.
 */
final class EnumConstants extends TreeScanner<@Nullable Void, @Nullable Void> {

	private record Enumeration(String name, List<String> constants) {
	}

	private final List<Enumeration> enumerations = new ArrayList<>();

	static EnumConstants of(List<Source> sources) throws IOException {
		EnumConstants constants = new EnumConstants();
		for (Source source : sources) {
			constants.scan(SourceCompiler.parser(source).parse(), null);
		}
		return constants;
	}

	@Override
	public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
		String name = type.getSimpleName().toString();
		if (type.getKind() == Tree.Kind.ENUM && name.endsWith("Outcome")) {
			this.enumerations.add(new Enumeration(name,
					type.getMembers()
						.stream()
						.filter((member) -> member instanceof VariableTree constant
								&& constant.getType().toString().equals(name))
						.map((member) -> ((VariableTree) member).getName().toString())
						.toList()));
		}
		return super.visitClass(type, unused);
	}

	/** The one that follows, or {@code null} if this is no such constant. */
	@Nullable String other(MemberSelectTree select) {
		String owner = select.getExpression().toString();
		String constant = select.getIdentifier().toString();
		for (Enumeration enumeration : this.enumerations) {
			int index = enumeration.constants().indexOf(constant);
			if (index >= 0 && owner.substring(owner.lastIndexOf('.') + 1).equals(enumeration.name())) {
				return enumeration.constants().get((index + 1) % enumeration.constants().size());
			}
		}
		return null;
	}

}
