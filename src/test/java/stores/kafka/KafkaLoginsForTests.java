package stores.kafka;

import secrets.Secrets;
import stores.Logins;

/** The real users of Kafka, for tests in other packages. */
public final class KafkaLoginsForTests {

	private KafkaLoginsForTests() {
	}

	public static Logins with(Secrets secrets) {
		return new KafkaLogins(secrets);
	}

}
