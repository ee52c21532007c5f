package io.polystore.atomic.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Everything that can be done, chosen at random.
 */
final class Workload {

	private final List<Work> works = new ArrayList<>();

	private final Random random;

	private final Tally tally;

	Workload(Site site, Ledger ledger, Random random, Tally tally) {
		this.random = random;
		this.tally = tally;
		add(new Counters(site, ledger, random));
		add(new Documents(site, random));
		add(new PlainFiles(site, random));
		add(new Locks(site, random));
	}

	private void add(Counters counters) {
		add(30, "increments", counters::increment);
		add(6, "increments in a hurry", counters::incrementInAHurry);
		add(3, "changes that throw", counters::failWithOwnException);
		add(3, "changes of nothing", counters::changeNothing);
	}

	private void add(Documents documents) {
		add(5, "saves", documents::save);
		add(3, "saves as expected", documents::saveAsExpected);
		add(10, "finds", documents::find);
		add(3, "deletes", documents::delete);
		add(1, "listings", documents::list);
		add(2, "oversize values", documents::saveTooMuch);
		add(2, "bad names", documents::useBadName);
		add(2, "corrupt files", documents::useCorrupt);
	}

	private void add(PlainFiles files) {
		add(5, "writes", files::write);
		add(1, "writes", files::writeDurably);
		add(8, "reads", files::read);
		add(3, "deletes", files::delete);
		add(3, "createNew", files::create);
		add(3, "streams", files::stream);
		add(2, "streams that throw", files::streamAndFail);
		add(3, "streams", files::open);
		add(40, "updates of many files", files::updateOneOfMany);
		add(1, "new directories", files::useNewDirectory);
		add(1, "sweeps", files::sweep);
		add(2, "templates", files::useAnotherTemplate);
	}

	private void add(Locks locks) {
		add(5, "locks", locks::lock);
		add(2, "locks in a hurry", locks::lockInAHurry);
		add(3, "tryLock", locks::tryLock);
		add(3, "lockAll", locks::lockAll);
		add(1, "locks twice", locks::lockTwice);
	}

	private void add(int weight, String kind, Action action) {
		for (int i = 0; i < weight; i++) {
			this.works.add(new Work(kind, action));
		}
	}

	void next() throws Exception {
		Work work = this.works.get(this.random.nextInt(this.works.size()));
		this.tally.count(work.kind());
		work.action().run();
	}

	private record Work(String kind, Action action) {

	}

	private interface Action {

		void run() throws Exception;

	}

}
