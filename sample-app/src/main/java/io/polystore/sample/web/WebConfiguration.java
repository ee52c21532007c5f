package io.polystore.sample.web;

import java.util.List;

import io.polystore.sample.RunStateProperties;
import org.apache.catalina.core.StandardHost;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the parts of this package in their places.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new PreconditionsArgumentResolver());
	}

	@Bean
	SecurityHeadersFilter securityHeadersFilter() {
		return new SecurityHeadersFilter();
	}

	@Bean
	HostFilter hostFilter(RunStateProperties properties,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		return new HostFilter(properties.allowedHosts(), problems);
	}

	@Bean
	CrossSiteFilter crossSiteFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		return new CrossSiteFilter(problems);
	}

	@Bean
	RequestBodyFilter requestBodyFilter(RunStateProperties properties,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		return new RequestBodyFilter(properties.maxRequestSize(), problems);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemErrorReportValve() {
		return (factory) -> factory.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(ProblemErrorReportValve.class.getName());
			}
		});
	}

}
