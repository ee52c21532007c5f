package io.polystore.atomic.bench.rival;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

import io.polystore.atomic.bench.Document;

/**
 * Counts in a row of a SQLite database that holds the document: WAL, synchronous=FULL,
 * one transaction for each update.
 * <p>
 * One connection under a mutex is what is fastest for SQLite: connections of their own
 * would wait for each other by sleeping.
 */
final class SqliteCounter implements Counter {

	private final ReentrantLock mutex = new ReentrantLock();

	private final Connection connection;

	private final PreparedStatement update;

	SqliteCounter(Path directory, Document initial) throws IOException {
		try {
			this.connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("document.db"));
			prepare(initial);
			this.update = this.connection.prepareStatement("UPDATE document SET n = n + 1 WHERE id = 1");
		}
		catch (SQLException ex) {
			throw new IOException(ex);
		}
	}

	private void prepare(Document initial) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("PRAGMA journal_mode = WAL");
			statement.execute("PRAGMA synchronous = FULL");
			statement.execute("CREATE TABLE IF NOT EXISTS document (id INTEGER PRIMARY KEY, n INTEGER, lines TEXT)");
		}
		String insert = "INSERT OR IGNORE INTO document VALUES (1, ?, ?)";
		try (PreparedStatement statement = this.connection.prepareStatement(insert)) {
			statement.setLong(1, initial.n());
			statement.setString(2, String.join("\n", initial.lines()));
			statement.execute();
		}
	}

	@Override
	public void increment() throws SQLException {
		this.mutex.lock();
		try {
			this.update.executeUpdate();
		}
		finally {
			this.mutex.unlock();
		}
	}

	@Override
	public long count() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT n FROM document WHERE id = 1")) {
			row.next();
			return row.getLong(1);
		}
	}

	@Override
	public void close() throws IOException {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw new IOException(ex);
		}
	}

}
