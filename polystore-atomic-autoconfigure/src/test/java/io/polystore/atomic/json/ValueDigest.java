package io.polystore.atomic.json;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * A digest that two values share only if they are equal: numbers to the last digit,
 * properties in their order. {@code judge.py} computes the same one.
 */
final class ValueDigest {

	private final MessageDigest sha;

	private ValueDigest() {
		try {
			this.sha = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String of(Object value) {
		ValueDigest digest = new ValueDigest();
		digest.add(value);
		return HexFormat.of().formatHex(digest.sha.digest());
	}

	private void add(Object value) {
		if (value instanceof JsonNode node) {
			addNode(node);
		}
		else if (value == null) {
			mark('n');
		}
		else if (value instanceof Boolean truth) {
			mark(truth ? 't' : 'f');
		}
		else if (value instanceof String text) {
			text(text);
		}
		else if (value instanceof Number number) {
			this.sha.update(("d" + normal(number)).getBytes(StandardCharsets.US_ASCII));
		}
		else if (value instanceof Map<?, ?> map) {
			begin('o', map.size());
			map.forEach((name, item) -> property((String) name, item));
		}
		else {
			Collection<?> items = (Collection<?>) value;
			begin('a', items.size());
			items.forEach(this::add);
		}
	}

	private void addNode(JsonNode node) {
		if (node.isObject()) {
			begin('o', node.size());
			node.properties().forEach((property) -> property(property.getKey(), property.getValue()));
		}
		else if (node.isArray()) {
			begin('a', node.size());
			node.forEach(this::add);
		}
		else if (node.isString()) {
			text(node.stringValue());
		}
		else if (node.isBoolean()) {
			add(node.booleanValue());
		}
		else {
			add(node.isNull() ? null : node.numberValue());
		}
	}

	private void property(String name, Object value) {
		text(name);
		add(value);
	}

	private void begin(char kind, int size) {
		mark(kind);
		integer(size);
	}

	private void text(String text) {
		begin('s', text.length());
		ByteBuffer units = ByteBuffer.allocate(2 * text.length());
		units.asCharBuffer().put(text);
		this.sha.update(units);
	}

	private void mark(char kind) {
		this.sha.update((byte) kind);
	}

	private void integer(int value) {
		this.sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(value).flip());
	}

	private static String normal(Number number) {
		if (number instanceof Double zero && Double.compare(zero, -0.0) == 0) {
			return "-0";
		}
		BigDecimal value = new BigDecimal(number.toString());
		if (value.signum() == 0) {
			return "0";
		}
		String digits = value.unscaledValue().toString();
		String stripped = digits.replaceFirst("0+$", "");
		return stripped + "e" + (digits.length() - stripped.length() - (long) value.scale());
	}

}
