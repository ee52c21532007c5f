package io.polystore.atomic.autoconfigure;

import io.polystore.atomic.json.JsonFileRepository;

/**
 * Where the metadata of Spring Integration lie:
 * {@code polystore.atomic.integration.metadata-store}.
 */
class MetadataStoreProperties {

	/**
	 * Name of the document that holds all entries of the metadata store.
	 */
	private String document = "metadata-store";

	public String getDocument() {
		return this.document;
	}

	public void setDocument(String document) {
		this.document = JsonFileRepository.requireName(document);
	}

}
