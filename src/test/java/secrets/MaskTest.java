package secrets;

import static org.assertj.core.api.Assertions.assertThat;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

	/** What must not be left anywhere. */
	private static final String SECRET = "s3cr3t-Wert/9";

	private static final Mask SHAPES = Mask.of(secrets(Map.of()), List.of());

	private static Secrets secrets(Map<String, String> known) {
		return new Secrets() {
			@Override
			public String resolve(String reference) {
				return find(reference).orElseThrow();
			}

			@Override
			public Optional<String> find(String reference) {
				if (reference.startsWith("kubernetes-secret:")) {
					throw new PermanentFailure(FailureKind.FORBIDDEN, reference + " may not be read");
				}
				return Optional.ofNullable(known.get(reference));
			}
		};
	}

	@Test
	void aKnownValueIsHiddenInEveryForm() {
		Mask mask = Mask.of(secrets(Map.of("env:DB", SECRET)), List.of("env:DB", "env:UNSET"));
		String base64 = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
		String masked = mask.apply("login " + SECRET + " as " + base64 + " or s3cr3t-Wert%2F9, tail");
		assertThat(masked).isEqualTo("login *** as *** or ***, tail");
		assertThat(mask.unresolved()).isEmpty();
	}

	@Test
	void aValueThatBeginsWithAnotherIsHiddenWhole() {
		Mask mask = Mask.of(secrets(Map.of("env:A", "hunter", "env:B", "hunter22long")), List.of("env:A", "env:B"));
		assertThat(mask.apply("x hunter22long y hunter z")).isEqualTo("x *** y *** z");
	}

	@Test
	void eachLineOfAKeyIsHiddenByItself() {
		Mask mask = Mask.of(secrets(Map.of("file:/key", "first-line-of-the-key\nsecond-line-of-the-key")),
				List.of("file:/key"));
		assertThat(mask.apply("a second-line-of-the-key b")).isEqualTo("a *** b");
	}

	@Test
	void aReferenceThatCannotBeReadIsNamedAndPatternsStillWork() {
		Mask mask = Mask.of(secrets(Map.of()), List.of("kubernetes-secret:shop/db/password"));
		assertThat(mask.unresolved()).containsOnlyKeys("kubernetes-secret:shop/db/password");
		assertThat(mask.apply("password=abc")).isEqualTo("password=***");
	}

	@ParameterizedTest
	@ValueSource(strings = { "password=%s", "DB_PASSWORD=%s", "PGPASSWORD: %s", "\"password\": \"%s\"",
			"{\"user\":\"a\",\"password\":\"%s\"}", "'senha': '%s'", "Authorization: Bearer %s",
			"Authorization: Basic %s", "authorization=\"Bearer %s\"", "\"authorization\":\"Bearer %s\"",
			"curl -H 'Authorization: Bearer %s' https://api", "Proxy-Authorization: Basic %s", "Cookie: session=%s",
			"Set-Cookie: id=%s; Path=/", "X-Api-Key: %s", "api_key=%s", "apiKey: %s", "client_secret=%s&grant=x",
			"OPENAI_API_KEY=%s", "AWS_SECRET_ACCESS_KEY=%s", "postgresql://user:%s@db:5432/x", "redis://:%s@cache:6379",
			"mongodb+srv://a:%s@cluster/x", "amqp://a:%s@b", "jdbc:postgresql://h/db?user=a&password=%s",
			"mysql --password=%s -h db", "deploy --token %s now", "- name: DB_PASSWORD\n  value: %s",
			"        - name: \"API_TOKEN\"\n          value: \"%s\"", "{\"name\":\"DB_PASSWORD\",\"value\":\"%s\"}",
			"\"Env\": [\"POSTGRES_PASSWORD=%s\"]", "password: '%s with blanks'", "secret = \"%s and more\"",
			"msg=\"{\\\"password\\\":\\\"%s\\\"}\"", "SMTP_PASSWD=%s", "access_token=%s", "refresh-token: %s",
			"SLACK_WEBHOOK=%s", "DATABASE_CONNECTION_STRING=%s", "password_1=%s" })
	void whatLooksLikeASecretIsHidden(String form) {
		String text = "before\n" + form.formatted(SECRET) + "\nafter";
		assertThat(SHAPES.apply(text)).doesNotContain(SECRET)
			.doesNotContain("Wert")
			.startsWith("before\n")
			.endsWith("\nafter")
			.contains("***");
	}

	@ParameterizedTest
	@ValueSource(strings = { "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N", "AKIAIOSFODNN7EXAMPLE",
			"ghp_16C7e42F292c6912E7710c838347Ae178B4a", "xoxb-123456789012-abcdefABCDEF",
			"sk-proj-abcdefghijklmnop1234", "glpat-abcdefghijklmnop1234" })
	void tokensThatSayWhatTheyAreAreHiddenWhereverTheyStand(String token) {
		assertThat(SHAPES.apply("seen " + token + " in the middle")).isEqualTo("seen *** in the middle");
	}

	@Test
	void whereASecretStandsIsNoSecret() {
		String text = "secret reference 'kubernetes-secret:flow/redis-password/token' stands for nothing";
		assertThat(SHAPES.apply(text)).isEqualTo(text);
	}

	@Test
	void privateKeysAreHiddenWholeOrCutOff() {
		String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ\n".repeat(3);
		String key = "-----BEGIN RSA PRIVATE KEY-----\n" + body + "-----END RSA PRIVATE KEY-----";
		assertThat(SHAPES.apply("a " + key + " b")).isEqualTo("a *** b");
		assertThat(SHAPES.apply("a\n-----BEGIN OPENSSH PRIVATE KEY-----\n" + body)).isEqualTo("a\n***");
		assertThat(SHAPES.apply(body + "-----END EC PRIVATE KEY-----\nrest")).isEqualTo("***\nrest");
		assertThat(SHAPES.apply("-----BEGIN CERTIFICATE-----")).contains("CERTIFICATE");
	}

	@Test
	void whatIsNoSecretIsLeftAsItIs() {
		String text = """
				level=error msg="login failed for user anna" attempts=3
				spec:
				  containers:
				    - name: web
				      env:
				        - name: DB_PASSWORD
				          valueFrom:
				            secretKeyRef: {key: password, name: db}
				      image: registry.example.com/web:v1
				at 2026-11-21T10:00:00Z GET /health?deep=true 200 in 3 ms
				http://user.example.com:8080/path
				""";
		assertThat(SHAPES.apply(text)).contains("login failed for user anna", "image: registry.example.com/web:v1",
				"GET /health?deep=true 200 in 3 ms", "http://user.example.com:8080/path", "- name: DB_PASSWORD",
				"valueFrom:");
	}

	@Test
	void valuesOfRowsAreHiddenByTheirNameAndByWhatTheyHold() {
		assertThat(SHAPES.apply("password_hash", "abc")).isEqualTo("***");
		assertThat(SHAPES.apply("status", "RUNNING")).isEqualTo("RUNNING");
		assertThat(SHAPES.apply("note", "password=abc")).isEqualTo("password=***");
		assertThat(SHAPES.apply("ticket", Map.of("token", "abc", "list", List.of(1, "Bearer abcdefghij"))).toString())
			.contains("token=***")
			.contains("Bearer ***")
			.doesNotContain("abc");
		assertThat(SHAPES.apply("count", 5)).isEqualTo(5);
	}

	@Test
	void megabytesOfLogsTakeSeconds() {
		String line = "2026-11-21T10:00:00Z level=info correlation_id=abc-123 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa done\n";
		String log = line.repeat(20_000) + "x".repeat(200_000) + " " + "a.b-".repeat(50_000);
		org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(20), () -> SHAPES.apply(log));
	}

}
