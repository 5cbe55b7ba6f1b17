package ledger;

import org.flywaydb.core.Flyway;

/**
 * The ledger's tables, made or brought up to date when the database is first reached. Not
 * at start-up: Holdfast works without its ledger.
 */
class LedgerSchema {

	private final Flyway flyway;

	private volatile boolean ready;

	LedgerSchema(Flyway flyway) {
		this.flyway = flyway;
	}

	/**
	 * Makes sure that the tables are there.
	 * @throws RuntimeException when the database cannot be reached or migrated
	 */
	synchronized void prepare() {
		if (!ready) {
			flyway.migrate();
			ready = true;
		}
	}

	boolean ready() {
		return ready;
	}

	/** The tables are gone: somebody dropped them. They are made again. */
	void doubt() {
		ready = false;
	}

}
