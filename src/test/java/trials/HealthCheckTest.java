package trials;

import static org.assertj.core.api.Assertions.assertThat;

import activities.HealthProbes;
import activities.Messages;
import activities.Profiles;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Delivery;
import domain.people.Message;
import domain.people.Severity;
import domain.probe.Belief;
import domain.probe.Health;
import domain.probe.HealthRecord;
import domain.probe.HealthReport;
import domain.probe.HealthRequest;
import domain.probe.ProbeAnswer;
import domain.probe.Remembered;
import domain.profile.SystemProfile;
import domain.run.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import systems.TestProfiles;
import workflows.response.HealthCheckImpl;

/**
 * The procedure on a world in memory. There is nobody to ask for a lock: it must not need
 * one.
 */
class HealthCheckTest {

	private static final SystemProfile SHOP = TestProfiles.read("""
			name: shop
			title: Shop
			language: en
			timeZone: UTC
			components:
			  - {name: web, kind: external, criticality: critical}
			  - {name: mail, kind: external, criticality: low}
			probes:
			  - {name: page, kind: http, url: "http://shop.example.com/", group: endpoints, component: web}
			  - {name: stock, kind: tcp, host: shop.example.com, port: 80, group: services, component: web}
			  - {name: mail, kind: tcp, host: mail.example.com, port: 25, group: services, component: mail}
			""");

	private final World world = new World();

	private final Solo solo = new Solo("HealthCheck", HealthCheckImpl.class, world);

	@AfterEach
	void close() {
		solo.close();
	}

	private Outcome check(Map<String, Object> request) {
		return solo.run(request, () -> world.told.isEmpty() ? "health-checked" : "health-changed");
	}

	private Outcome check() {
		return check(Map.of("system", "shop"));
	}

	@Test
	void aHealthySystemIsNoNews() {
		Outcome outcome = check();
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(outcome.summary()).isEqualTo("shop: 3 healthy");
		assertThat(world.told).isEmpty();
	}

	@Test
	void aChangeOfStateIsToldOnceAndSoIsTheWayBack() {
		world.says.put("page", Health.FAILED);
		assertThat(check().summary()).contains("2 healthy, 1 failed").contains("page: failed 9 s (≤ 1), seen");
		assertThat(world.told).isEmpty();
		check();
		check();
		check();
		assertThat(world.templates()).containsExactly("health-changed");
		assertThat(world.told.getFirst().severity()).isEqualTo(Severity.CRITICAL);
		assertThat(world.told.getFirst().values().get("states")).contains("page: failed (before: healthy)");
		world.says.put("page", Health.HEALTHY);
		check();
		check();
		check();
		assertThat(world.templates()).containsExactly("health-changed", "health-recovered");
		assertThat(world.told.get(1).severity()).as("the same people hear it").isEqualTo(Severity.CRITICAL);
	}

	@Test
	void severalChangesAreOneMessageAndWhatMattersLittleWakesNobody() {
		world.says.put("mail", Health.FAILED);
		world.says.put("stock", Health.DEGRADED);
		check();
		check();
		assertThat(world.told).singleElement()
			.matches(message -> message.values().get("probes").equals("stock, mail")
					|| message.values().get("probes").equals("mail, stock"))
			.matches(message -> message.severity() == Severity.WARNING);
	}

	@Test
	void flappingTellsNothing() {
		for (int look = 0; look < 5; look++) {
			world.says.put("page", look % 2 == 0 ? Health.FAILED : Health.HEALTHY);
			check();
		}
		assertThat(world.told).isEmpty();
	}

	@Test
	void onlyTheGroupOrTheComponentIsAsked() {
		check(Map.of("system", "shop", "group", "services"));
		check(Map.of("system", "shop", "component", "web"));
		check(Map.of("system", "shop", "component", "web", "group", "services"));
		assertThat(world.asked).containsExactly("stock,mail", "page,stock", "stock");
	}

	@Test
	void whatIsNotThereIsRefusedWithWhatIs() {
		assertThat(solo.refused(Map.of("system", "shop", "group", "nightly"))).contains("group")
			.contains("[endpoints, services]");
		assertThat(solo.refused(Map.of("system", "shop", "component", "till"))).contains("component")
			.contains("[web, mail]");
		assertThat(solo.refused(Map.of("system", "shop", "component", "mail", "group", "endpoints")))
			.contains("no probe tells about it in group endpoints");
	}

	@Test
	void aPlanAsksRemembersNothingAndTellsNobody() {
		world.says.put("page", Health.FAILED);
		for (int look = 0; look < 3; look++) {
			Outcome outcome = check(Map.of("system", "shop", "mode", "plan"));
			assertThat(outcome.result()).isEqualTo(Outcome.Result.PLANNED);
			assertThat(outcome.summary()).contains("1 failed");
		}
		assertThat(world.book).isEmpty();
		assertThat(world.told).isEmpty();
	}

	@Test
	void withoutItsMemoryTheCheckAnswersAndMakesNoNoise() {
		world.says.put("page", Health.FAILED);
		world.forgetful = true;
		for (int look = 0; look < 3; look++) {
			assertThat(check().summary()).contains("1 failed")
				.contains("Nobody is told")
				.contains("the ledger is away");
		}
		assertThat(world.told).isEmpty();
		world.forgetful = false;
		check();
		check();
		assertThat(world.templates()).containsExactly("health-changed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "readProfile", "askProbes", "rememberAnswers", "sendMessage" })
	void aStepThatFailsOnceOrRunsTwiceChangesNothing(String step) {
		world.says.put("page", Health.FAILED);
		world.failOnce.add(step);
		check();
		world.twice.add(step);
		check();
		world.failOnce.add(step);
		check();
		assertThat(world.templates()).containsExactly("health-changed");
	}

	/**
	 * A system, what is remembered of it, and its people; steps may fail once or run
	 * twice.
	 */
	static final class World implements Profiles, HealthProbes, Messages {

		final Map<String, Health> says = new ConcurrentHashMap<>();

		final Map<String, Belief> book = new ConcurrentHashMap<>();

		final List<String> asked = new CopyOnWriteArrayList<>();

		final List<Message> told = new CopyOnWriteArrayList<>();

		final java.util.Set<String> failOnce = ConcurrentHashMap.newKeySet();

		final java.util.Set<String> twice = ConcurrentHashMap.newKeySet();

		volatile boolean forgetful;

		private Instant clock = Instant.parse("2026-01-02T12:00:00Z");

		List<String> templates() {
			return told.stream().map(Message::template).toList();
		}

		private <T> T stage(String step, java.util.function.Supplier<T> effect) {
			if (failOnce.remove(step)) {
				throw new IllegalStateException("this step fails once: " + step);
			}
			if (twice.remove(step)) {
				effect.get();
			}
			return effect.get();
		}

		@Override
		public SystemProfile readProfile(String system) {
			return stage("readProfile", () -> {
				if (!system.equals("shop")) {
					throw new PermanentFailure(FailureKind.INVALID_INPUT, "there is no " + system);
				}
				return SHOP;
			});
		}

		@Override
		public HealthReport askProbes(HealthRequest request) {
			return stage("askProbes", () -> {
				asked.add(String.join(",", request.probes().stream().map(probe -> probe.name()).toList()));
				clock = clock.plusSeconds(30);
				return new HealthReport(clock,
						request.probes()
							.stream()
							.map(probe -> new ProbeAnswer(probe.name(), says.getOrDefault(probe.name(), Health.HEALTHY),
									9.0, "≤ 1", "s", "seen"))
							.toList());
			});
		}

		@Override
		public synchronized Remembered rememberAnswers(HealthRecord answers) {
			return stage("rememberAnswers",
					() -> forgetful ? Remembered.nothing("the ledger is away") : weigh(answers));
		}

		private Remembered weigh(HealthRecord answers) {
			List<Remembered.Change> changes = new ArrayList<>();
			String run = answers.run().runId();
			for (ProbeAnswer answer : answers.report().answers()) {
				Belief belief = book.getOrDefault(answer.name(), Belief.first())
					.after(answer.health(), answers.rules(), run, answers.report().askedAt());
				book.put(answer.name(), belief);
				if (belief.changedIn(run)) {
					changes.add(new Remembered.Change(answer.name(), belief.changedFrom(), belief.state(),
							belief.changedSince()));
				}
			}
			return new Remembered(true, null, changes);
		}

		@Override
		public synchronized Delivery sendMessage(Message message) {
			return stage("sendMessage", () -> {
				if (told.stream()
					.noneMatch(other -> other.run().equals(message.run()) && other.key().equals(message.key()))) {
					told.add(message);
				}
				return new Delivery(message.key(), List.of("everybody"), List.of());
			});
		}

	}

}
