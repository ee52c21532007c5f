package io.polystore.sample.pages;

import io.polystore.atomic.FileLockTimeoutException;
import io.polystore.atomic.json.DocumentTooLargeException;
import io.polystore.atomic.json.InvalidDocumentNameException;
import io.polystore.atomic.json.Versioned;
import io.polystore.sample.documents.DocumentName;
import io.polystore.sample.documents.DocumentService;
import io.polystore.sample.documents.Replaced;
import io.polystore.sample.web.NotFoundException;
import io.polystore.sample.web.ProblemException;
import io.polystore.sample.web.ProblemType;
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
 * Creates and edits documents. What was typed stays in the form until it is saved.
 */
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
class EditPages {

	private static final String START = "{\n  \n}";

	private final DocumentService documents;

	private final JsonText json;

	EditPages(DocumentService documents, JsonText json) {
		this.documents = documents;
		this.json = json;
	}

	@GetMapping("/new")
	ModelAndView create() {
		return form(Edit.creation("", START), HttpStatus.OK);
	}

	@PostMapping("/new")
	ModelAndView create(@RequestParam String name, @RequestParam String content) {
		return save(Edit.creation(name.strip(), content));
	}

	@GetMapping("/edit/{*name}")
	ModelAndView edit(@PathVariable DocumentName name) {
		Versioned<JsonNode> found = this.documents.find(name.value());
		Edit edit = Edit.of(name.value(), ExpectedVersion.of(found.version()), this.json.format(found.value()));
		return form(edit, HttpStatus.OK);
	}

	@PostMapping("/edit/{*name}")
	ModelAndView edit(@PathVariable DocumentName name, @RequestParam ExpectedVersion version,
			@RequestParam String content) {
		return save(Edit.of(name.value(), version, content));
	}

	private ModelAndView save(Edit edit) {
		try {
			return save(edit, this.json.parse(edit.content()));
		}
		catch (InvalidJsonException ex) {
			return form(edit.refused(Refusal.of(ex)), HttpStatus.UNPROCESSABLE_CONTENT);
		}
	}

	private ModelAndView save(Edit edit, JsonNode content) {
		try {
			Replaced replaced = this.documents.replace(edit.name(), edit.version().preconditions(), content);
			return Redirect.to(edit.links().view(), replaced.created() ? Done.CREATED : Done.SAVED);
		}
		catch (ProblemException ex) {
			return conflict(edit, content, ex);
		}
		catch (InvalidDocumentNameException ex) {
			Refusal refusal = Refusal.of("name", "A name is a relative path of plain file names, such as orders/42.");
			return form(edit.refused(refusal), HttpStatus.UNPROCESSABLE_CONTENT);
		}
		catch (DocumentTooLargeException ex) {
			Refusal refusal = Refusal.of("content", "This is more than a document may hold.");
			return form(edit.refused(refusal), HttpStatus.CONTENT_TOO_LARGE);
		}
		catch (FileLockTimeoutException ex) {
			return form(edit.refused(busy(ex)), HttpStatus.SERVICE_UNAVAILABLE);
		}
	}

	private static Refusal busy(FileLockTimeoutException ex) {
		String holder = ex.holder()
			.map((by) -> "%s (pid %d, thread %s)".formatted(by.application(), by.pid(), by.thread()))
			.orElse("Another process");
		return Refusal
			.of("Nothing was saved: %s is working on this document. Try again in a moment.".formatted(holder));
	}

	private ModelAndView conflict(Edit edit, JsonNode content, ProblemException ex) {
		if (ex.type() != ProblemType.VERSION_CONFLICT) {
			throw ex;
		}
		try {
			Versioned<JsonNode> theirs = this.documents.find(edit.name());
			Comparison comparison = Comparison.of(this.json.format(theirs.value()), this.json.format(content));
			return form(edit.onTopOf(ExpectedVersion.of(theirs.version())), HttpStatus.CONFLICT).addObject("theirs",
					comparison);
		}
		catch (NotFoundException gone) {
			Refusal refusal = Refusal.of("Somebody deleted this document meanwhile. Saving creates it anew.");
			return form(edit.onTopOf(ExpectedVersion.ABSENT).refused(refusal), HttpStatus.CONFLICT);
		}
	}

	private static ModelAndView form(Edit edit, HttpStatusCode status) {
		ModelAndView form = new ModelAndView("edit");
		form.addObject("edit", edit);
		form.setStatus(status);
		return form;
	}

}
