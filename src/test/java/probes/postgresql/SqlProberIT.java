package probes.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import domain.probe.ProbeAnswer;
import domain.profile.StoreProfile;
import java.util.Map;
import local.LocalStack;
import local.PostgresServer;
import org.junit.jupiter.api.Test;
import probes.Asked;

/** Against a real PostgreSQL that asks for a password. */
class SqlProberIT {

	private final PostgresServer server = LocalStack.shared().systemDatabase();

	private final SqlProber prober = new SqlProber(
			Asked.secrets(Map.of("env:RIGHT", PostgresServer.PASSWORD, "env:WRONG", "guess")));

	private StoreProfile store(int port, String password) {
		return Asked.store("kind: postgresql, host: 127.0.0.1, port: " + port + ", database: postgres, user: "
				+ PostgresServer.USER + ", password: \"env:" + password + "\"");
	}

	private ProbeAnswer ask(String more, String password) {
		return Asked.ask(prober, "kind: sql, store: store" + more, store(server.port(), password));
	}

	@Test
	void aDatabaseThatAnswersIsHealthyAndTheTimeIsTheValue() {
		ProbeAnswer answer = ask("", "RIGHT");
		assertThat(answer.words()).contains("answers queries");
		assertThat(answer.health()).isEqualTo(Health.HEALTHY);
		assertThat(answer.unit()).isEqualTo("s");
	}

	@Test
	void theFirstValueOfAQueryIsHeldAgainstLimits() {
		assertThat(ask(", query: SELECT 7, atMost: 8, degradedAtMost: 5", "RIGHT")).matches(
				answer -> answer.health() == Health.DEGRADED && answer.value() == 7 && answer.limit().equals("≤ 5"));
		assertThat(ask(", query: SELECT 9, atMost: 8", "RIGHT").health()).isEqualTo(Health.FAILED);
		assertThat(ask(", query: SELECT true, equals: t", "RIGHT").health()).isEqualTo(Health.HEALTHY);
		assertThat(ask(", query: SELECT 1 WHERE false, atMost: 8", "RIGHT").health()).isEqualTo(Health.UNKNOWN);
	}

	@Test
	void aQueryCannotWrite() {
		ProbeAnswer answer = ask(", query: 'CREATE TABLE written (id int)', atMost: 1", "RIGHT");
		assertThat(answer.health()).isEqualTo(Health.FAILED);
		assertThat(answer.words()).contains("read-only");
	}

	@Test
	void aWrongPasswordIsNoAnswerAboutTheServerAndIsNotRepeated() {
		ProbeAnswer answer = ask("", "WRONG");
		assertThat(answer.health()).isEqualTo(Health.UNKNOWN);
		assertThat(answer.words()).contains("env:WRONG").doesNotContain("guess");
		assertThat(ask("", "NONE").health()).isEqualTo(Health.UNKNOWN);
	}

	@Test
	void aQueryThatTakesTooLongAndAServerThatIsNotThereHaveFailed() {
		assertThat(ask(", query: SELECT pg_sleep(30), within: PT0.5S, atMost: 1", "RIGHT").health())
			.isEqualTo(Health.FAILED);
		ProbeAnswer dead = Asked.ask(prober, "kind: sql, store: store", store(1, "RIGHT"));
		assertThat(dead.health()).isEqualTo(Health.FAILED);
		assertThat(dead.words()).contains("127.0.0.1:1");
	}

}
