package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.SystemProfile;
import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

/** A login that takes turns, in memory. */
class SecretRotationTest {

	static final String SHOP = """
			name: shop
			title: Shop
			language: en
			timeZone: UTC
			targets: [{name: cluster, kind: kubernetes, kubeconfig: "%s", namespace: "%s"}]
			stores: [{name: main, kind: postgresql, host: 127.0.0.1, port: %d, database: %s, user: postgres, password: "env:ADMIN"}]
			components: [{name: api, kind: deployment, target: cluster}]
			secrets:
			  - {name: database, store: main, users: [shop_a, shop_b], memberOf: shop_owner, target: cluster, secret: api-database, consumers: [api], settle: PT30S, copyKey: "env:COPY_KEY"}
			""";

	static final SystemProfile PROFILE = TestProfiles.read(SHOP.formatted("/tmp/none", "shop", 5432, "shop"));

	private static final String ROTATION = "SecretRotation";

	private Theatre theatre;

	@BeforeEach
	void open() {
		theatre = stage();
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	private static Theatre stage() {
		Theatre stage = new Theatre(PROFILE);
		stage.estate.instances.put("api", 3);
		return stage;
	}

	private static WorkflowStub start(Theatre stage, Map<String, Object> more) {
		Map<String, Object> request = new TreeMap<>(more);
		request.put("system", "shop");
		return stage.start(ROTATION, ROTATION, request);
	}

	private static Outcome run(Theatre stage) {
		return start(stage, Map.of()).getResult(Outcome.class);
	}

	@Test
	void theOldUserIsRevokedOnlyAfterItsConsumersUseTheNewOne() {
		assertThat(run(theatre).result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(theatre.safe.effects).containsExactly("next shop_b", "revoked shop_a");
		assertThat(theatre.calls).containsSubsequence("bringNextIntoUse", "proveNext", "restartWorkload",
				"awaitOldUnused", "revokeOld");
	}

	@Test
	void aValueThatDoesNotLogInIsTakenBackBeforeAnythingIsRestarted() {
		theatre.safe.wrong = true;
		assertThat(Operations.failure(start(theatre, Map.of())).getOriginalMessage()).contains("cannot log in");
		assertThat(theatre.safe.state()).isEqualTo("current shop_a, able [shop_a, shop_b]");
		assertThat(theatre.calls).doesNotContain("restartWorkload");
	}

	@TestFactory
	Stream<DynamicTest> whoeverStillUsesTheOldUserIsAPersonsDecision() {
		return Stream.of("approve", "reject", "silence", "abort").map(said -> DynamicTest.dynamicTest(said, () -> {
			try (Theatre stage = stage()) {
				stage.safe.stubborn = 2;
				stage.world.answers.put("old-login", said);
				WorkflowStub run = start(stage, Map.of());
				switch (said) {
					case "approve" -> {
						run.getResult(Outcome.class);
						assertThat(stage.safe.state()).isEqualTo("current shop_b, able [shop_b]");
					}
					case "reject" -> {
						assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.REJECTED);
						assertThat(stage.safe.current).isEqualTo("shop_a");
					}
					default -> {
						Operations.failure(run);
						assertThat(stage.safe.state()).isEqualTo("current shop_a, able [shop_a, shop_b]");
					}
				}
			}
		}));
	}

	@Test
	void aPlanRotatesNothing() {
		Outcome plan = start(theatre, Map.of("mode", "plan")).getResult(Outcome.class);
		assertThat(plan.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(plan.summary()).contains("would be revoked");
		assertThat(theatre.safe.effects).isEmpty();
	}

	@Test
	void aNameThatIsNoneIsRefused() {
		assertThat(Operations.failure(start(theatre, Map.of("secret", "other"))).getOriginalMessage())
			.contains("secret", "database");
	}

	@TestFactory
	Stream<DynamicTest> everyStepFailedOnceOrRunTwiceLeavesTheSameEnd() {
		Set<String> steps;
		String end;
		try (Theatre undisturbed = stage()) {
			run(undisturbed);
			steps = new TreeSet<>(undisturbed.calls);
			end = undisturbed.safe.state();
		}
		return steps.stream()
			.flatMap(step -> Stream.of(true, false)
				.map(fails -> DynamicTest.dynamicTest(step + (fails ? " fails once" : " runs twice"), () -> {
					try (Theatre stage = stage()) {
						if (fails) {
							stage.failOnce(step);
						}
						else {
							stage.runTwice(step);
						}
						assertThat(run(stage).result()).isEqualTo(Outcome.Result.COMPLETED);
						assertThat(stage.safe.state()).isEqualTo(end);
						assertThat(stage.safe.effects).doesNotHaveDuplicates();
					}
				})));
	}

	@TestFactory
	Stream<DynamicTest> anAbortBeforeTheRevocationGoesBackToTheOldUser() {
		return Stream.of("bringNextIntoUse", "proveNext", "restartWorkload", "awaitOldUnused")
			.map(moment -> DynamicTest.dynamicTest(moment, () -> {
				try (Theatre stage = stage()) {
					stage.sayDuring(moment, ROTATION, "abort");
					assertThat(Operations.failure(start(stage, Map.of())).getType()).isEqualTo("ABORTED");
					assertThat(stage.safe.current).isEqualTo("shop_a");
					if (stage.calls.contains("restartWorkload")) {
						assertThat(stage.calls).containsSubsequence("putOldBack", "endRestart");
					}
				}
			}));
	}

}
