package io.polystore.sample.pages;

import java.util.Locale;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Sends a browser on after a change, so that loading the page again does not repeat it.
 */
final class Redirect {

	private Redirect() {
	}

	static ModelAndView to(String path, Done done) {
		RedirectView redirect = new RedirectView(path + "?done=" + done.name().toLowerCase(Locale.ROOT));
		redirect.setStatusCode(HttpStatus.SEE_OTHER);
		redirect.setExposeModelAttributes(false);
		redirect.setExpandUriTemplateVariables(false);
		return new ModelAndView(redirect);
	}

}
