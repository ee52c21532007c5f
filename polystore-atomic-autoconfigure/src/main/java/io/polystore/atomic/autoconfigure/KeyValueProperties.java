package io.polystore.atomic.autoconfigure;

import io.polystore.atomic.json.JsonFileRepository;

/**
 * Where the entities of Spring Data KeyValue lie:
 * {@code polystore.atomic.integration.key-value}.
 */
class KeyValueProperties {

	/**
	 * Directory of the key spaces of Spring Data KeyValue repositories, in the directory
	 * of the documents.
	 */
	private String directory = "entities";

	public String getDirectory() {
		return this.directory;
	}

	/**
	 * Good names are those that documents inside may have.
	 */
	public void setDirectory(String directory) {
		JsonFileRepository.requireName(directory + "/entity");
		this.directory = directory;
	}

}
