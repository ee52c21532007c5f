package io.polystore.atomic.integration.keyvalue;

import java.util.Iterator;
import java.util.function.Predicate;

import org.springframework.data.keyvalue.repository.query.PredicateQueryCreator;
import org.springframework.data.repository.query.ParameterAccessor;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.Part.IgnoreCaseType;
import org.springframework.data.repository.query.parser.PartTree;

/**
 * Understands {@code Containing}, which Spring Data's own creator knows only by the name
 * of {@code Like}.
 */
class EntityQueryCreator extends PredicateQueryCreator {

	/**
	 * Public, since Spring Data looks for it.
	 * @param tree the parts of the query
	 * @param parameters the arguments of the query
	 */
	public EntityQueryCreator(PartTree tree, ParameterAccessor parameters) {
		super(tree, parameters);
	}

	@Override
	protected Predicate<?> create(Part part, Iterator<Object> arguments) {
		return super.create(switch (part.getType()) {
			case CONTAINING -> as("Like", part);
			case NOT_CONTAINING -> as("NotLike", part);
			default -> part;
		}, arguments);
	}

	private static Part as(String keyword, Part part) {
		String ignoreCase = (part.shouldIgnoreCase() != IgnoreCaseType.NEVER) ? "IgnoreCase" : "";
		return new Part(part.getProperty().toDotPath() + keyword + ignoreCase,
				part.getProperty().getOwningType().getType());
	}

}
