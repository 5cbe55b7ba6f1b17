package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.maintenance.RoutineOutcome;
import domain.maintenance.TaskResult;
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

/** A key that a provider issues takes another's place, in memory. */
class KeyRotationTest {

	static final SystemProfile PROFILE = TestProfiles
		.read("""
				name: shop
				title: Shop
				language: en
				timeZone: UTC
				targets: [{name: vps, kind: compose, host: shop.example.com, user: ops, key: "file:/keys/shop", directory: /opt/shop}]
				components: [{name: api, kind: compose-service, target: vps}]
				secrets:
				  - name: crm
				    target: vps
				    file: /opt/shop/.env
				    key: {name: CRM_KEY, idName: CRM_KEY_ID, issue: [/opt/crm, issue, "{operation}"], prove: [/opt/crm, prove], revoke: [/opt/crm, revoke, "{id}"]}
				    consumers: [api]
				maintenance:
				  quarterly:
				    tasks: [{name: keys, kind: procedure, procedure: SecretRotation, onFailure: go-on, input: {secret: crm}}]
				""");

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

	static Theatre stage() {
		Theatre stage = new Theatre(PROFILE);
		stage.estate.instances.put("api", 1);
		stage.safe.holdKey();
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
	void theOldKeyIsRevokedOnlyWhenItsConsumersHaveBeenWellWithTheNewOne() {
		WorkflowStub run = start(theatre, Map.of());
		assertThat(run.getResult(Outcome.class).summary())
			.isEqualTo("crm: key-2 took over from key-1, which is revoked");
		Kept.whenAsked("key", theatre.client(), run.getExecution());
		assertThat(theatre.safe.effects).containsExactly("next key-2", "revoked key-1");
		assertThat(theatre.calls).containsSubsequence("bringNextIntoUse", "proveNext", "restartWorkload", "proveNext",
				"revokeOld");
	}

	@Test
	void aKeyThatDoesNotLogInIsTakenBackAndEnded() {
		theatre.safe.wrong = true;
		assertThat(Operations.failure(start(theatre, Map.of())).getOriginalMessage()).contains("cannot log in");
		assertThat(theatre.safe.state()).isEqualTo("current key-1, able [key-1]");
		assertThat(theatre.calls).doesNotContain("restartWorkload").containsSubsequence("putOldBack", "discardNext");
	}

	@Test
	void aPlanHasNothingIssued() {
		Outcome plan = start(theatre, Map.of("mode", "plan")).getResult(Outcome.class);
		assertThat(plan.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(plan.summary()).contains("a new key would take over from key-1");
		assertThat(theatre.safe.effects).isEmpty();
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

	/**
	 * A host keeps nothing of a process that was started anew: it is started once more,
	 * and only then is the key that it had read ended.
	 */
	@TestFactory
	Stream<DynamicTest> anAbortBeforeTheRevocationGoesBackToTheOldKeyAndEndsTheNewOneLast() {
		return Stream.of("bringNextIntoUse", "proveNext", "restartWorkload", "proveNext#2")
			.map(moment -> DynamicTest.dynamicTest(moment, () -> {
				try (Theatre stage = stage()) {
					stage.sayDuring(moment, ROTATION, "abort");
					assertThat(Operations.failure(start(stage, Map.of())).getType()).isEqualTo("ABORTED");
					assertThat(stage.saidAll()).isTrue();
					assertThat(stage.safe.state()).isEqualTo("current key-1, able [key-1]");
					assertThat(stage.calls.getLast()).isNotEqualTo("restartWorkload");
					if (stage.calls.contains("restartWorkload")) {
						assertThat(stage.calls).containsSubsequence("restartWorkload", "putOldBack", "restartWorkload",
								"discardNext");
					}
				}
			}));
	}

	@Test
	void aKeyThatSomebodyMayStillUseIsNotEndedByAnUndo() {
		theatre.during("putOldBack", () -> theatre.estate.broken.add("api"));
		theatre.sayDuring("proveNext#2", ROTATION, "abort");
		WorkflowStub run = start(theatre, Map.of());
		Operations.failure(run);
		Kept.whenAsked("key-undone", theatre.client(), run.getExecution());
		assertThat(theatre.safe.state()).isEqualTo("current key-1, able [key-1, key-2]");
		assertThat(theatre.calls).doesNotContain("discardNext");
	}

	private static RoutineOutcome quarter(Theatre stage) {
		return stage.start("QuarterlyMaintenance", "quarter", Map.of("system", "shop")).getResult(RoutineOutcome.class);
	}

	@TestFactory
	Stream<DynamicTest> aRoutineRotatesTheKeyThoughEachStepOfItFailsOnce() {
		return Stream.of("none", "bringNextIntoUse", "proveNext", "restartWorkload", "revokeOld")
			.map(step -> DynamicTest.dynamicTest(step, () -> {
				try (Theatre stage = stage()) {
					stage.failOnce(step);
					assertThat(quarter(stage).tasks()).singleElement().satisfies(task -> {
						assertThat(task.status()).as("%s", task).isEqualTo(TaskResult.Status.DONE);
						assertThat(task.evidence().words())
							.isEqualTo("crm: key-2 took over from key-1, which is revoked");
						assertThat(task.evidence().changes()).hasSizeGreaterThan(2);
					});
					assertThat(stage.safe.effects).containsExactly("next key-2", "revoked key-1");
				}
			}));
	}

	@Test
	void aRotationThatFailsInARoutineIsItsFailureAndTheOldKeyStays() {
		theatre.safe.wrong = true;
		assertThat(Operations.failure(theatre.start("QuarterlyMaintenance", "quarter", Map.of("system", "shop")))
			.getType()).isEqualTo("INCOMPLETE");
		assertThat(theatre.safe.state()).isEqualTo("current key-1, able [key-1]");
	}

}
