-- Replicas start at the same time: PostgreSQL lets but one of them create a table, and the others fail.
DO $$
BEGIN
	PERFORM pg_advisory_xact_lock(hashtext('run-state lock table'));
	CREATE TABLE IF NOT EXISTS int_lock (
		lock_key CHAR(36) NOT NULL,
		region VARCHAR(100) NOT NULL,
		client_id CHAR(36) NOT NULL,
		created_date TIMESTAMP NOT NULL,
		expired_after TIMESTAMP NOT NULL,
		PRIMARY KEY (lock_key, region)
	);
END
$$
