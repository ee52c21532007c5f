package io.polystore.sample.pages;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.polystore.atomic.json.Version;
import org.webjars.WebJarVersionLocator;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves what the pages are made of, and no other file: the service's own, and the chart
 * library out of its jar.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

	@Override
	public void addFormatters(FormatterRegistry registry) {
		registry.addConverter(String.class, Version.class, Version::parse);
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		configure(registry.addResourceHandler("/assets/uplot/**").addResourceLocations(uplot()));
		configure(registry.addResourceHandler("/assets/**").addResourceLocations("classpath:/assets/"));
	}

	private static String uplot() {
		String version = new WebJarVersionLocator().version("uplot");
		return "classpath:/META-INF/resources/webjars/uplot/%s/dist/".formatted(version);
	}

	/**
	 * A browser asks each time, and is mostly told that it has the file already. That
	 * goes by the content: in a jar that can be built again to the same bytes, every file
	 * has the same date for ever.
	 */
	private static void configure(ResourceHandlerRegistration assets) {
		assets.setCacheControl(CacheControl.noCache())
			.setUseLastModified(false)
			.setEtagGenerator(PageConfiguration::entityTag);
	}

	private static String entityTag(Resource asset) {
		try {
			return '"' + Version.of(asset.getContentAsByteArray()).toString() + '"';
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
