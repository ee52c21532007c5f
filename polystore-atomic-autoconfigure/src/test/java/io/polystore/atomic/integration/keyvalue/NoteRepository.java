package io.polystore.atomic.integration.keyvalue;

import java.util.List;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.keyvalue.repository.KeyValueRepository;

public interface NoteRepository extends KeyValueRepository<Note, String> {

	List<Note> findByAuthor(String author);

	List<Note> findByTitleContaining(String part);

	List<Note> findByTitleContainingIgnoreCaseAndAuthor(String part, String author);

	List<Note> findByTitleNotContaining(String part);

	List<Note> findByAuthorAndTitleStartingWith(String author, String start);

	List<Note> findByAuthorOrderByTitleDesc(String author);

	List<Note> findByAuthor(String author, Sort sort);

	Page<Note> findByAuthor(String author, Pageable page);

	List<Note> findTop2ByOrderByTitle();

	long countByAuthor(String author);

	boolean existsByAuthor(String author);

}
