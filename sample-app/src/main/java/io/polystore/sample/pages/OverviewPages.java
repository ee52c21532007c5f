package io.polystore.sample.pages;

import io.polystore.sample.documents.DocumentService;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The first page: the documents, what happens at the moment, and the contention lab. Its
 * parts can be asked for alone, to show them anew.
 */
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
class OverviewPages {

	private final DocumentService documents;

	private final boolean lab;

	OverviewPages(DocumentService documents, @Value("${run-state.lab.enabled:true}") boolean lab) {
		this.documents = documents;
		this.lab = lab;
	}

	@GetMapping("/")
	String overview(@RequestParam(defaultValue = "") String prefix, Model model) {
		model.addAttribute("lab", this.lab);
		documents(prefix, model);
		return "overview";
	}

	@GetMapping("/health")
	String health() {
		return "overview :: health";
	}

	@GetMapping("/documents")
	String documents(@RequestParam(defaultValue = "") String prefix, Model model) {
		model.addAttribute("documents", DocumentList.of(prefix, this.documents.names(prefix)));
		return "overview :: documents";
	}

}
