package io.polystore.atomic.integration.keyvalue;

import org.springframework.context.annotation.Configuration;

/**
 * All repositories keep their entities in files.
 */
@Configuration(proxyBeanMethods = false)
@EnableJsonFileRepositories
public class AllInFiles {

}
