package io.polystore.sample.pages;

import java.nio.charset.StandardCharsets;

import org.springframework.web.util.UriUtils;

/**
 * Where the pages of a document are.
 *
 * @param name the name of the document
 */
record DocumentLinks(String name) {

	public String view() {
		return path("documents");
	}

	public String view(String version) {
		return view() + "?version=" + version;
	}

	public String edit() {
		return path("edit");
	}

	public String delete() {
		return path("delete");
	}

	public String restore() {
		return path("restore");
	}

	private String path(String action) {
		return "/" + action + "/" + UriUtils.encodePath(this.name, StandardCharsets.UTF_8);
	}

}
