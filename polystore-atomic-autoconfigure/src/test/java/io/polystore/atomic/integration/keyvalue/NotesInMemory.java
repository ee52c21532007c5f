package io.polystore.atomic.integration.keyvalue;

import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.map.repository.config.EnableMapRepositories;

/**
 * One repository belongs to another store, the others keep their entities in files.
 */
@Configuration(proxyBeanMethods = false)
@EnableJsonFileRepositories(excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = NoteRepository.class))
@EnableMapRepositories(includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = NoteRepository.class))
public class NotesInMemory {

}
