package io.polystore.atomic.test;

import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.polystore.atomic.integration.registry.RegistryLockProvider;
import io.polystore.atomic.integration.registry.RegistryLockSettings;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;

import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * A database with the table of a lock registry, in memory of the first JVM that asks for
 * it, and reached by its children.
 */
public final class LockDatabase {

	private static final String URL = "polystore.atomic.test.lock-database";

	private static final String TABLE = """
			CREATE TABLE IF NOT EXISTS INT_LOCK (
				LOCK_KEY CHAR(36) NOT NULL,
				REGION VARCHAR(100) NOT NULL,
				CLIENT_ID CHAR(36),
				CREATED_DATE TIMESTAMP NOT NULL,
				EXPIRED_AFTER TIMESTAMP NOT NULL,
				PRIMARY KEY (LOCK_KEY, REGION)
			)""";

	private LockDatabase() {
	}

	/** The option that lets a child JVM reach it. */
	static String option() {
		return "-D" + URL + "=" + System.getProperty(URL, "");
	}

	/** Starts the database, unless it runs. */
	public static synchronized String url() {
		String url = System.getProperty(URL, "");
		if (url.isEmpty()) {
			url = start();
			new JdbcTemplate(pool(url)).execute(TABLE);
			System.setProperty(URL, url);
		}
		return url;
	}

	private static String start() {
		System.setProperty("h2.bindAddress", "127.0.0.1");
		try {
			Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-tcpDaemon").start();
			return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:locks;DB_CLOSE_DELAY=-1";
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JdbcConnectionPool pool(String url) {
		JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
		pool.setMaxConnections(8);
		return pool;
	}

	/** A registry as a host has it: each is another owner of locks. */
	public static JdbcLockRegistry registry() {
		JdbcConnectionPool pool = pool(url());
		DefaultLockRepository repository = new DefaultLockRepository(pool);
		repository.setTransactionManager(new PlainTransactions(pool));
		repository.afterPropertiesSet();
		repository.afterSingletonsInstantiated();
		repository.start();
		return new JdbcLockRegistry(repository);
	}

	public static RegistryLockProvider provider(Duration lease) {
		return new RegistryLockProvider(registry(), new RegistryLockSettings(lease, null, false, false));
	}

	/**
	 * H2 asks all sessions for the isolation of one, and fails if another one ends just
	 * then (its issue 4352). What it has unasked is what the registry asks for.
	 */
	private static final class PlainTransactions extends JdbcTransactionManager {

		private static final long serialVersionUID = 1L;

		PlainTransactions(DataSource dataSource) {
			super(dataSource);
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			DefaultTransactionDefinition plain = new DefaultTransactionDefinition(definition);
			plain.setIsolationLevel(TransactionDefinition.ISOLATION_DEFAULT);
			super.doBegin(transaction, plain);
		}

	}

}
