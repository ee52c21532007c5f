package io.polystore.sample.counters;

import java.nio.file.Path;

import io.polystore.atomic.json.JsonFileRepository;
import io.polystore.atomic.json.Versioned;
import io.polystore.sample.RunStateProperties;
import io.polystore.sample.web.NotFoundException;
import io.polystore.sample.web.ProblemException;
import io.polystore.sample.web.ProblemType;

import org.springframework.stereotype.Service;

/**
 * Counts.
 */
@Service
class CounterService {

	private final JsonFileRepository counters;

	private final int remembered;

	CounterService(JsonFileRepository repository, RunStateProperties properties) {
		this.counters = repository.in(Path.of("counters"));
		this.remembered = properties.rememberedOperations();
	}

	Versioned<Counter> find(String name) {
		return this.counters.findVersioned(name, Counter.class).orElseThrow(NotFoundException::new);
	}

	Incremented increment(String name, IncrementRequest request) {
		Incrementing incrementing = new Incrementing(request, this.remembered);
		try {
			this.counters.update(name, Counter.class, () -> Counter.ZERO, incrementing);
			return new Incremented(name, incrementing.count(), request.id());
		}
		catch (ArithmeticException ex) {
			throw new ProblemException(ProblemType.COUNTER_OVERFLOW,
					"Adding %d would leave the range of 64 bits".formatted(request.amount()));
		}
	}

}
