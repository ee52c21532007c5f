package io.polystore.atomic.integration.keyvalue;

import java.util.List;

import org.springframework.data.keyvalue.repository.KeyValueRepository;

public interface CounterRepository extends KeyValueRepository<Counter, Long> {

	List<Counter> findByValueGreaterThan(int value);

}
