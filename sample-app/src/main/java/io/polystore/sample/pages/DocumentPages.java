package io.polystore.sample.pages;

import java.util.Map;

import io.polystore.atomic.json.CorruptJsonException;
import io.polystore.atomic.json.Version;
import io.polystore.atomic.json.Versioned;
import io.polystore.sample.documents.DocumentName;
import io.polystore.sample.documents.DocumentService;
import io.polystore.sample.pages.DocumentView.State;
import io.polystore.sample.web.NotFoundException;
import io.polystore.sample.web.ProblemException;
import io.polystore.sample.web.ProblemType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows a document and what it was before, restores and deletes it.
 */
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
class DocumentPages {

	private final DocumentService documents;

	private final JsonText json;

	DocumentPages(DocumentService documents, JsonText json) {
		this.documents = documents;
		this.json = json;
	}

	@GetMapping("/documents/{*name}")
	ModelAndView show(@PathVariable DocumentName name, @RequestParam(required = false) @Nullable Version version) {
		DocumentView present = present(name.value());
		DocumentView shown = (version != null) ? older(present, version) : present;
		return page(shown, (shown.state() == State.DELETED) ? HttpStatus.NOT_FOUND : HttpStatus.OK, null);
	}

	@PostMapping("/restore/{*name}")
	ModelAndView restore(@PathVariable DocumentName name, @RequestParam ExpectedVersion version,
			@RequestParam Version restored) {
		return change(name, Done.RESTORED,
				() -> this.documents.restore(name.value(), version.preconditions(), restored));
	}

	@PostMapping("/delete/{*name}")
	ModelAndView delete(@PathVariable DocumentName name, @RequestParam ExpectedVersion version) {
		return change(name, Done.DELETED, () -> this.documents.delete(name.value(), version.preconditions()));
	}

	private ModelAndView change(DocumentName name, Done done, Runnable change) {
		DocumentLinks links = new DocumentLinks(name.value());
		try {
			change.run();
			return Redirect.to((done == Done.DELETED) ? "/" : links.view(), done);
		}
		catch (ProblemException ex) {
			if (ex.type() != ProblemType.VERSION_CONFLICT) {
				throw ex;
			}
			return page(present(name.value()), HttpStatus.CONFLICT,
					"Somebody changed the document meanwhile, so nothing was done. This is what it is now.");
		}
	}

	private DocumentView present(String name) {
		DocumentLinks links = new DocumentLinks(name);
		try {
			Versioned<JsonNode> found = this.documents.find(name);
			return new DocumentView(links, State.READABLE, ExpectedVersion.of(found.version()),
					this.json.format(found.value()), null);
		}
		catch (CorruptJsonException ex) {
			String where = "line %d, column %d".formatted(ex.line(), ex.column());
			return new DocumentView(links, State.DAMAGED, ExpectedVersion.ANY, where, null);
		}
		catch (NotFoundException ex) {
			return deleted(links, ex);
		}
	}

	private DocumentView deleted(DocumentLinks links, NotFoundException never) {
		if (this.documents.versions(links.name()).isEmpty()) {
			throw never;
		}
		return new DocumentView(links, State.DELETED, ExpectedVersion.ABSENT, "", null);
	}

	private DocumentView older(DocumentView present, Version version) {
		String text = this.json.format(this.documents.findKept(present.name(), version));
		return new DocumentView(present.links(), State.READABLE, present.present(), text, version.toString());
	}

	private ModelAndView page(DocumentView document, HttpStatusCode status, @Nullable String refusal) {
		ModelAndView page = new ModelAndView("document",
				Map.of("document", document, "history", History.of(this.documents.versions(document.name()))));
		page.addObject("refusal", refusal);
		page.setStatus(status);
		return page;
	}

}
