package io.polystore.atomic.autoconfigure;

import io.polystore.atomic.json.JsonFileOptions;
import io.polystore.atomic.json.UnknownProperties;

import org.springframework.util.unit.DataSize;

/**
 * How JSON documents are read and written: {@code polystore.atomic.json}.
 */
class JsonProperties {

	/**
	 * Spaces of one level of indentation, from 0 (everything on one line) to 8.
	 */
	private int indent = 2;

	/**
	 * What an update does if the document has a property that the type does not know.
	 */
	private UnknownProperties unknownProperties = UnknownProperties.FAIL;

	/**
	 * Largest document that is read or written, from 1B to 1GB.
	 */
	private DataSize maxDocumentSize = DataSize.ofMegabytes(16);

	public int getIndent() {
		return this.indent;
	}

	public void setIndent(int indent) {
		this.indent = JsonFileOptions.defaults().withIndent(indent).indent();
	}

	public UnknownProperties getUnknownProperties() {
		return this.unknownProperties;
	}

	public void setUnknownProperties(UnknownProperties unknownProperties) {
		this.unknownProperties = unknownProperties;
	}

	public DataSize getMaxDocumentSize() {
		return this.maxDocumentSize;
	}

	public void setMaxDocumentSize(DataSize maxDocumentSize) {
		this.maxDocumentSize = DataSize
			.ofBytes(JsonFileOptions.defaults().withMaxDocumentSize(maxDocumentSize.toBytes()).maxDocumentSize());
	}

	JsonFileOptions toOptions() {
		return JsonFileOptions.defaults()
			.withIndent(this.indent)
			.withUnknownProperties(this.unknownProperties)
			.withMaxDocumentSize(this.maxDocumentSize.toBytes());
	}

}
