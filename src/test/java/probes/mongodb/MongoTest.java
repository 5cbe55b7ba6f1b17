package probes.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import domain.profile.StoreProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import probes.Asked;

/** What the driver is given; no server that asks for a login can be had here. */
class MongoTest {

	private static final String PASSWORD = "p@ss:word/%2F\"";

	private static MongoClientSettings settings(StoreProfile store) {
		return Mongo.settings(store, Duration.ofSeconds(5), Asked.secrets(Map.of("env:PASSWORD", PASSWORD)));
	}

	private static StoreProfile store(String database, String user, String password, Boolean tls) {
		return new StoreProfile("db", StoreProfile.Kind.MONGODB, "mongo.example.com", 27018, database, user, password,
				null, tls, null);
	}

	@Test
	void aLoginIsTheUsersInItsDatabaseWithThePasswordAsItIs() {
		MongoCredential login = settings(store("neural_hive", "orchestrator", "env:PASSWORD", true)).getCredential();
		assertThat(login.getUserName()).isEqualTo("orchestrator");
		assertThat(login.getSource()).isEqualTo("neural_hive");
		assertThat(login.getPassword()).isEqualTo(PASSWORD.toCharArray());
		// The driver and the server agree on the best that both have.
		assertThat(login.getAuthenticationMechanism()).isNull();
		assertThat(login.toString()).doesNotContain("p@ss");
	}

	@Test
	void withoutADatabaseTheLoginIsTheAdministrations() {
		assertThat(settings(store(null, "orchestrator", "env:PASSWORD", null)).getCredential().getSource())
			.isEqualTo("admin");
	}

	@Test
	void withoutAUserOrAPasswordNobodyLogsIn() {
		assertThat(settings(store("neural_hive", null, null, null)).getCredential()).isNull();
		assertThat(settings(store("neural_hive", "orchestrator", null, null)).getCredential()).isNull();
	}

	@Test
	void theConnectionIsEncryptedOnlyWhenTheProfileSaysSo() {
		assertThat(settings(store("neural_hive", null, null, true)).getSslSettings().isEnabled()).isTrue();
		assertThat(settings(store("neural_hive", null, null, null)).getSslSettings().isEnabled()).isFalse();
	}

}
