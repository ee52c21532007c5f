package io.polystore.atomic.mutation;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import org.jspecify.annotations.Nullable;

/**
 * Finds all places of a source where an {@link Operator} applies.
 */
final class MutantFinder extends TreePathScanner<@Nullable Void, @Nullable Void> {

	private static final Pattern CLEANUP = Pattern.compile(
			"\\b(close\\w*|unlock|release\\w*|delete\\w*|discard|leave|countDown|complete|forget|wake|end\\w*|remove|rollback|expire)\\b");

	private static final String NOTHING = "{ }";

	/** What a method may do instead of throwing. */
	private static final List<String> INSTEAD_OF_THROW = List.of(NOTHING, "return;", "return null;", "return false;",
			"return true;", "return 0;");

	private final Source source;

	private final EnumConstants constants;

	private final CompilationUnitTree unit;

	private final SourcePositions positions;

	private final List<Mutant> found;

	private MutantFinder(Source source, EnumConstants constants, CompilationUnitTree unit, SourcePositions positions,
			List<Mutant> found) {
		this.source = source;
		this.constants = constants;
		this.unit = unit;
		this.positions = positions;
		this.found = found;
	}

	/** Adds those of one source to all that were found. */
	static void find(Source source, EnumConstants constants, List<Mutant> found) throws IOException {
		JavacTask task = SourceCompiler.parser(source);
		CompilationUnitTree unit = task.parse().iterator().next();
		new MutantFinder(source, constants, unit, Trees.instance(task).getSourcePositions(), found).scan(unit, null);
	}

	@Override
	public @Nullable Void visitExpressionStatement(ExpressionStatementTree statement, @Nullable Void unused) {
		ExpressionTree expression = statement.getExpression();
		if (!isLogging(statement) && !isInConstructor()) {
			if (expression instanceof MethodInvocationTree call) {
				add(operator(call), statement, NOTHING);
			}
			else {
				add(Operator.DROP_STEP, statement, NOTHING);
			}
		}
		return super.visitExpressionStatement(statement, unused);
	}

	private static Operator operator(MethodInvocationTree call) {
		String name = name(call);
		if (name.startsWith("force")) {
			return Operator.SKIP_FORCE;
		}
		if (name.equals("addSuppressed")) {
			return Operator.SWALLOW_ERROR;
		}
		return CLEANUP.matcher(call.toString()).find() ? Operator.DROP_CLEANUP : Operator.DROP_STEP;
	}

	private static String name(MethodInvocationTree call) {
		String called = call.getMethodSelect().toString();
		return called.substring(called.lastIndexOf('.') + 1);
	}

	@Override
	public @Nullable Void visitThrow(ThrowTree statement, @Nullable Void unused) {
		add(Operator.SWALLOW_ERROR, statement, INSTEAD_OF_THROW.toArray(String[]::new));
		return super.visitThrow(statement, unused);
	}

	@Override
	public @Nullable Void visitTry(TryTree statement, @Nullable Void unused) {
		if (statement.getResources().size() == 1) {
			Tree resource = statement.getResources().get(0);
			String opened = (resource instanceof VariableTree) ? text(resource) + ";" : "";
			String body = text(statement.getBlock()).substring(1);
			boolean bare = statement.getCatches().isEmpty() && statement.getFinallyBlock() == null;
			add(Operator.DROP_CLEANUP, start(statement), end(statement.getBlock()), statement,
					"try { " + opened + body + (bare ? " finally { }" : ""));
		}
		return super.visitTry(statement, unused);
	}

	@Override
	public @Nullable Void visitBlock(BlockTree block, @Nullable Void unused) {
		if (!isInConstructor()) {
			swapNeighbours(block.getStatements());
		}
		return super.visitBlock(block, unused);
	}

	private void swapNeighbours(List<? extends StatementTree> statements) {
		for (int i = 1; i < statements.size(); i++) {
			StatementTree first = statements.get(i - 1);
			StatementTree second = statements.get(i);
			if (isStep(first) && isStep(second) && !(isAssignment(first) && isAssignment(second))
					&& !(isRefusal(first) && isRefusal(second)) && !(isSetting(first) && isSetting(second))) {
				String between = this.source.text().substring(end(first), start(second));
				add(Operator.REORDER, start(first), end(second), first, text(second) + between + text(first));
			}
		}
	}

	/** What does something; two conditions are not steps but cases. */
	private static boolean isStep(StatementTree statement) {
		return (statement instanceof ExpressionStatementTree && !isLogging(statement)) || statement instanceof TryTree
				|| (statement instanceof IfTree choice && !endsTheMethod(choice.getThenStatement()));
	}

	/** Of an object that is not in use yet. */
	private static boolean isSetting(StatementTree statement) {
		return statement instanceof ExpressionStatementTree expression
				&& expression.getExpression() instanceof MethodInvocationTree call && name(call).startsWith("set");
	}

	/** A condition that refuses, and does nothing else. */
	private static boolean isRefusal(StatementTree statement) {
		return statement instanceof IfTree choice && choice.getElseStatement() == null
				&& choice.getThenStatement() instanceof BlockTree block && block.getStatements().size() == 1
				&& block.getStatements().get(0) instanceof ThrowTree;
	}

	private static boolean endsTheMethod(StatementTree statement) {
		return statement instanceof BlockTree block && !block.getStatements().isEmpty()
				&& block.getStatements().get(block.getStatements().size() - 1) instanceof ReturnTree;
	}

	private static boolean isAssignment(StatementTree statement) {
		return statement instanceof ExpressionStatementTree expression
				&& !(expression.getExpression() instanceof MethodInvocationTree);
	}

	private static boolean isLogging(StatementTree statement) {
		return statement.toString().startsWith("logger.");
	}

	@Override
	public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void unused) {
		String other = this.constants.other(select);
		if (other != null) {
			add(Operator.WRONG_OUTCOME, select, select.getExpression() + "." + other);
		}
		return super.visitMemberSelect(select, unused);
	}

	@Override
	public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
		Tree parent = getCurrentPath().getParentPath().getLeaf();
		if (literal.getValue() instanceof Boolean value
				&& (parent instanceof ReturnTree || parent instanceof AssignmentTree || parent instanceof VariableTree
						|| parent instanceof CaseTree || parent instanceof YieldTree)) {
			add(Operator.WRONG_OUTCOME, literal, String.valueOf(!value));
		}
		return super.visitLiteral(literal, unused);
	}

	@Override
	public @Nullable Void visitIf(IfTree choice, @Nullable Void unused) {
		negate(choice.getCondition());
		return super.visitIf(choice, unused);
	}

	@Override
	public @Nullable Void visitWhileLoop(WhileLoopTree loop, @Nullable Void unused) {
		negate(loop.getCondition());
		return super.visitWhileLoop(loop, unused);
	}

	@Override
	public @Nullable Void visitConditionalExpression(ConditionalExpressionTree choice, @Nullable Void unused) {
		negate(choice.getCondition());
		return super.visitConditionalExpression(choice, unused);
	}

	@Override
	public @Nullable Void visitReturn(ReturnTree statement, @Nullable Void unused) {
		ExpressionTree value = statement.getExpression();
		if (value != null && !(value instanceof LiteralTree) && isInBooleanMethod()) {
			negate(value);
		}
		return super.visitReturn(statement, unused);
	}

	private void negate(ExpressionTree condition) {
		add(Operator.NEGATE_CONDITION, condition, "(!(" + text(condition) + "))");
	}

	private boolean isInBooleanMethod() {
		for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
			if (path.getLeaf() instanceof LambdaExpressionTree) {
				return false;
			}
			if (path.getLeaf() instanceof MethodTree method) {
				return method.getReturnType() != null && method.getReturnType().toString().equals("boolean");
			}
		}
		return false;
	}

	private boolean isInConstructor() {
		MethodTree method = method();
		return method != null && method.getReturnType() == null;
	}

	private @Nullable MethodTree method() {
		for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
			if (path.getLeaf() instanceof MethodTree method) {
				return method;
			}
		}
		return null;
	}

	private void add(Operator operator, Tree changed, String... replacements) {
		add(operator, start(changed), end(changed), changed, replacements);
	}

	private void add(Operator operator, int start, int end, Tree changed, String... replacements) {
		MethodTree method = method();
		String name = (method != null) ? method.getName().toString() : "";
		this.found.add(new Mutant(this.found.size(), operator, this.source, name, start, end, List.of(replacements),
				probe(changed)));
	}

	/** Before the statement of a block that contains the tree, where a call may stand. */
	private int probe(Tree changed) {
		TreePath path = TreePath.getPath(this.unit, changed);
		while (path != null && path.getParentPath() != null) {
			if (path.getLeaf() instanceof StatementTree && path.getParentPath().getLeaf() instanceof BlockTree) {
				return isCallOfConstructor(path.getLeaf()) ? -1 : start(path.getLeaf());
			}
			path = path.getParentPath();
		}
		return -1;
	}

	private static boolean isCallOfConstructor(Tree statement) {
		return statement.toString().startsWith("super(") || statement.toString().startsWith("this(");
	}

	private String text(Tree tree) {
		return this.source.text().substring(start(tree), end(tree));
	}

	private int start(Tree tree) {
		return (int) this.positions.getStartPosition(this.unit, tree);
	}

	private int end(Tree tree) {
		return (int) this.positions.getEndPosition(this.unit, tree);
	}

}
